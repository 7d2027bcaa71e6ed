"""A small collaboration with one of everything, made by the functions that all use."""

from atexit import register
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

from commonweal.align.track import TrackChange
from commonweal.app import agree, collaboration, data, job, returns, share, use
from commonweal.app.align import alignment
from commonweal.app.diagnose import diagnosis, respondents
from commonweal.app.winwin import explain, offers, solution
from commonweal.model.agreement import ClauseTerm, Mode
from commonweal.model.assessment import PlatformType
from commonweal.model.dataset import Sensitivity
from commonweal.model.estimate import Estimate
from commonweal.model.grant import Grant
from commonweal.model.ids import (
    AgreementId,
    AssessmentId,
    CollaborationId,
    DatasetId,
    DeliveryId,
    GrantId,
    JobId,
    QuestionnaireId,
    ReleaseId,
    ReturnId,
)
from commonweal.model.party import Actor, PartyKind, Role
from commonweal.model.track import TrackKind, TrackState
from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise
from tests.app.houses import START, House, house

WORLD = World(subscribers=1500, days=10, seed=7)
PURPOSE = "disaster-response"
OFFERS = {
    "unit": "points",
    "source": "invented",
    "on": "2026-03-01",
    "elements": [{"id": "calls", "holder": "Telecom", "text": "Records", "cost": [2, 3, 4]}],
    "uses": [
        {
            "id": "map",
            "element": "calls",
            "user": "Mappers",
            "text": "Map",
            "private_value": [3, 4, 5],
            "public_value": [40, 60, 80],
            "risk_to_holder": [1, 2, 3],
        }
    ],
    "services": [
        {
            "id": "report",
            "provider": "Mappers",
            "text": "Report",
            "cost": [1, 1, 2],
            "benefits": [{"recipient": "Telecom", "value": [8, 10, 14]}],
            "needs_uses": ["map"],
            "needs_tracks": ["consent"],
        }
    ],
    "tracks": [{"track": "consent", "cost": [1, 1, 2]}],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """What was made, by id."""

    house: House
    holder: Actor
    user: Actor
    beneficiary: Actor
    outsiders: dict[str, Actor]
    collaboration: CollaborationId
    assessment: AssessmentId
    questionnaire: QuestionnaireId
    dataset: DatasetId
    agreement: AgreementId
    delivered: GrantId
    delivery: DeliveryId
    visited: GrantId
    release: ReleaseId
    owed: ReturnId
    amount: Estimate
    job: JobId


def journey(house: House, folder: Path) -> Journey:
    """The collaboration, from its founding to a release."""
    node = house.node
    user = house.party("Mappers")
    holder = house.party("Telecom", PartyKind.BUSINESS)
    beneficiary = house.party("City", PartyKind.GOVERNMENT)
    outsiders = {
        "stranger": house.party("Stranger"),
        "party to another collaboration": house.party("Elsewhere"),
    }
    collaboration.new(
        outsiders["party to another collaboration"],
        node,
        title="Another",
        issue="Another issue",
        roles=frozenset(Role),
    )
    made = collaboration.new(
        user, node, title="Flood", issue="Who is cut off", roles=frozenset({Role.USER})
    ).id
    for actor, role in ((holder, Role.HOLDER), (beneficiary, Role.BENEFICIARY)):
        assert actor.party
        collaboration.join(user, node, made, party=actor.party, roles=frozenset({role}))
    assessment = rate(house, user, made)
    assert holder.party
    questionnaire, _ = respondents.invite(
        user, node, made, party=holder.party, respondent="Invited"
    )
    offers.table(user, node, made, document=OFFERS)
    solution.solve(user, node, made)
    job.foreground(user, node, explain.start(user, node, made))
    set_track(house, user, made, TrackState.OPEN)
    synthesise(folder, WORLD)
    dataset = attached(house, holder, made, folder)
    delivering = agreed(house, user, holder, made, dataset, Mode.DELIVER)
    amount = Estimate(low=1, likely=1, high=1, unit="reports", source="us", on=START.date())
    owed = returns.promise(
        user, node, delivering, recipient=holder.party, text="Report", amount=amount,
        due=START.date(), needs_tracks=("consent",),
    ).id  # fmt: skip
    agreed(house, user, holder, made, dataset, Mode.VISIT)
    delivered = granted(house, user, dataset, Mode.DELIVER)
    visited = granted(house, user, dataset, Mode.VISIT)
    delivery = job.foreground(user, node, share.deliver(user, node, delivered))
    running = use.run(user, node, visited, lane="mobility", settings=WORLD.settings())
    release = job.foreground(user, node, running)
    return Journey(
        house=house,
        holder=holder,
        user=user,
        beneficiary=beneficiary,
        outsiders=outsiders,
        collaboration=made,
        assessment=assessment,
        questionnaire=questionnaire.id,
        dataset=dataset,
        agreement=delivering,
        delivered=delivered,
        delivery=DeliveryId(delivery),
        visited=visited,
        release=ReleaseId(release),
        owed=owed,
        amount=amount,
        job=running,
    )


def travelled(home: Path) -> Journey:
    """A copy of a journey that was made once in this process.

    Records, keys, vault and releases are its own; the files of the dataset are the same for all, so
    whoever changes those makes a `journey`.
    """
    made = _once()
    copytree(made.house.node.home, home)
    return replace(made, house=house(home))


@cache
def _once() -> Journey:
    folder = Path(mkdtemp(prefix="journey-"))
    register(rmtree, folder, ignore_errors=True)
    return journey(house(folder / "home"), folder / "data")


def rate(house: House, actor: Actor, id: CollaborationId) -> AssessmentId:
    """One respondent's full ratings."""
    rows = [
        {
            "dimension": dimension,
            "platform": platform,
            "value": value,
            "evidence": [{"kind": "interview", "text": "t", "period": "2026", "source": "s"}],
        }
        for dimension in ("primary_interest", "orientation", "dependencies", "timeframe")
        for platform, value in zip(PlatformType, (1, 3, 0), strict=True)
    ]
    return diagnosis.rate(actor, house.node, id, respondent="r", closeness="inside", rows=rows).id


def set_track(house: House, actor: Actor, id: CollaborationId, state: TrackState) -> None:
    """The track `consent` in that state."""
    alignment.set_track(
        actor,
        house.node,
        id,
        TrackChange(
            name="consent", kind=TrackKind.LEGAL, authority="Council", country="NL", state=state
        ),
    )


def attached(house: House, holder: Actor, id: CollaborationId, folder: Path) -> DatasetId:
    """The folder as a dataset of the holder."""
    assert holder.party
    return data.add(
        holder, house.node, id, place=folder, holder=holder.party,
        told=data.Described(
            title="Calls", lane="mobility", sensitivity=Sensitivity.PERSONAL, synthetic=True
        ),
    ).id  # fmt: skip


def agreed(
    house: House, user: Actor, holder: Actor, id: CollaborationId, dataset: DatasetId, mode: Mode,
    count: int = 1,
) -> AgreementId:  # fmt: skip
    """An agreement in force, of 30 days, for one purpose."""
    assert user.party
    assert holder.party
    terms = [
        (ClauseTerm.PURPOSE, (PURPOSE,)),
        (ClauseTerm.DATASET, (dataset,)),
        (ClauseTerm.RECIPIENT, (user.party,)),
        (ClauseTerm.MODE, (mode.value,)),
        (ClauseTerm.TERM, ("2026-03-01", "2026-03-30", "Europe/Paris")),
        (ClauseTerm.COUNT, (str(count),)),
        (ClauseTerm.REVOCABLE, (holder.party,)),
    ]
    made = agree.draft(user, house.node, id, title=f"By {mode.value}", terms=terms).id
    agree.sign(holder, house.node, made)
    agree.sign(user, house.node, made)
    return made


def granted(house: House, user: Actor, dataset: DatasetId, mode: Mode) -> GrantId:
    """A grant of that mode."""
    given = share.request(user, house.node, dataset, purpose=PURPOSE, mode=mode)
    assert isinstance(given, Grant), given
    return given.id
