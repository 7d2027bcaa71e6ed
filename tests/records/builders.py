"""Small valid values for the store suite; a test states only what matters to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from secrets import token_bytes

from commonweal.adapters.records import Store, open_store
from commonweal.model.agreement import Agreement, Clause, ClauseTerm, Mode, Signature, Term
from commonweal.model.assessment import (
    Assessment,
    Degree,
    Dimension,
    Evidence,
    PlatformType,
    Rating,
    Remark,
    Respondent,
    StatedDeviation,
)
from commonweal.model.change import Change, Message, Record, Write, subject
from commonweal.model.collaboration import Collaboration, Event, EventKind, Member
from commonweal.model.dataset import DataFile, Dataset, Sensitivity
from commonweal.model.estimate import Estimate
from commonweal.model.evidence import Facts, Kind, Subject
from commonweal.model.grant import Delivery, DeliveryState, Grant, Refusal
from commonweal.model.ids import (
    AgreementId,
    ApprovalId,
    AssessmentId,
    ClauseId,
    CollaborationId,
    DatasetId,
    DeliveryId,
    ExplanationId,
    FrontierId,
    GrantId,
    KeyId,
    LimitId,
    MessageId,
    OffersId,
    OverrideId,
    PackageId,
    PartyId,
    PersonId,
    QuestionnaireId,
    RefusalId,
    ReleaseId,
    RemarkId,
    ReturnId,
    SurroundingsId,
    TrackId,
    ulid,
)
from commonweal.model.party import Party, PartyKey, PartyKind, Role
from commonweal.model.person import Person, PersonState, Right
from commonweal.model.questionnaire import Questionnaire, QuestionnaireState
from commonweal.model.release import Decision, Release
from commonweal.model.returns import Return, ReturnState
from commonweal.model.surroundings import (
    Effect,
    ElementBasis,
    Factor,
    LegalBasis,
    Presence,
    Readiness,
    Relation,
    RelationKind,
    Risk,
    Surroundings,
    Weight,
)
from commonweal.model.track import AlignmentTrack, Override, TrackKind, TrackState
from commonweal.model.winwin import (
    Approval,
    ApprovalState,
    Benefit,
    Blocked,
    DataElement,
    Explanation,
    Frontier,
    Limit,
    Loss,
    Offers,
    Package,
    PartyNet,
    ServiceInReturn,
    Standing,
    TrackCost,
    Turn,
    Use,
)

NOON = datetime(2015, 4, 25, 12, 0, tzinfo=UTC)
HOLDER = PartyId("par_holder")
USER = PartyId("par_user")
COLLABORATION = CollaborationId("col_1")
AGREEMENT = AgreementId("agr_1")
DATASET = DatasetId("dat_1")
GRANT = GrantId("gra_1")


class Hands:
    """A clock that a test sets."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def forward(self, step: timedelta) -> None:
        self.at += step


class Ulids:
    """Fresh ids at the time of a clock."""

    def __init__(self, clock: Hands) -> None:
        self._clock = clock

    def new(self, kind: str) -> str:
        return ulid(kind, self._clock.now(), token_bytes(10))


def opened(url: str, clock: Hands | None = None, node: str = "") -> Store:
    hands = clock or Hands()
    return open_store(url, clock=hands, ids=Ulids(hands), node=node)


def party(id: PartyId = HOLDER, name: str = "Holder (synthetic)") -> Party:
    key = PartyKey(id=KeyId("key_1"), public="AAAA", since=NOON)
    return Party(id=id, name=name, kind=PartyKind.BUSINESS, hosted=True, keys=(key,))


def person(state: PersonState = PersonState.INVITED, id: str = "per_1") -> Person:
    return Person(
        id=PersonId(id),
        party=HOLDER,
        name="A person (synthetic)",
        rights=frozenset({Right.READ, Right.SIGN}),
        state=state,
        password="$argon2id$",
        invitation="ab",
        invited_until=NOON,
    )


def collaboration(title: str = "Synthetic") -> Collaboration:
    roles = frozenset({Role.HOLDER, Role.STEWARD, Role.FUNDER})
    event = Event(at=NOON, kind=EventKind.URGENCY, text="A quake.", source="ours")
    return Collaboration(
        id=COLLABORATION,
        title=title,
        issue="Where did people go?",
        founder=HOLDER,
        members=(Member(party=HOLDER, roles=roles),),
        events=(event,),
    )


def estimate(likely: float = 2.5) -> Estimate:
    return Estimate(
        low=likely - 1,
        likely=likely,
        high=likely + 1e-7,
        unit="EUR",
        source="invented",
        on=date(2015, 4, 1),
    )


def dataset() -> Dataset:
    return Dataset(
        id=DATASET,
        collaboration=COLLABORATION,
        holder=HOLDER,
        title="Calls",
        lane="mobility",
        place="/data/calls",
        files=(DataFile(name="a/b.parquet", size=2**40, sha256="ab"),),
        version="cd",
        sensitivity=Sensitivity.PERSONAL,
        synthetic=True,
        attached=NOON,
        columns=(("person", "msisdn"),),
    )


def assessment() -> Assessment:
    seen = Evidence(kind="meeting", text="Said so.", period="2014", source="ours")
    return Assessment(
        id=AssessmentId("ass_1"),
        collaboration=COLLABORATION,
        respondent=Respondent(name="R", party=HOLDER, closeness="inside"),
        at=NOON,
        ratings=(
            Rating(
                dimension=Dimension.TIMEFRAME,
                platform=PlatformType.SOCIAL_ISSUE,
                value=3,
                evidence=(seen,),
            ),
        ),
        stated=(
            StatedDeviation(dimension=Dimension.SENSEMAKING, degree=Degree.PARTLY, text="Mixed."),
        ),
    )


def offers() -> Offers:
    gain = Benefit(recipient=HOLDER, value=estimate())
    return Offers(
        id=OffersId("off_1"),
        collaboration=COLLABORATION,
        elements=(DataElement(id="e", holder=HOLDER, text="Calls", cost=estimate()),),
        uses=(
            Use(
                id="u",
                element="e",
                user=USER,
                text="Flows",
                private_value=estimate(),
                public_value=estimate(1e16),
                risk_to_holder=estimate(0.1),
            ),
        ),
        services=(
            ServiceInReturn(id="s", provider=USER, text="Maps", cost=estimate(), benefits=(gain,)),
        ),
        tracks=(TrackCost(track="law", cost=estimate()),),
        invented=True,
    )


def package(public_value: float = 1.5) -> Package:
    return Package(
        id=PackageId("pac_1"),
        collaboration=COLLABORATION,
        at=NOON,
        margin=0.25,
        joined=(HOLDER, USER),
        elements=("e",),
        uses=("u",),
        services=(),
        tracks=(),
        public_value=public_value,
        unit="EUR",
        nets=(PartyNet(party=HOLDER, net=-0.0, chance=1 / 3),),
        chance=0.9,
        standing=Standing.WIN_WIN,
        gap=1e-9,
        draws=100,
        seed=7,
        invented=True,
    )


def track(state: TrackState = TrackState.OPEN) -> AlignmentTrack:
    return AlignmentTrack(
        id=TrackId("tra_1"),
        collaboration=COLLABORATION,
        name="telecom law",
        kind=TrackKind.LEGAL,
        authority="Regulator",
        country="NP",
        owner="Holder",
        due=None,
        state=state,
    )


def agreement() -> Agreement:
    clause = Clause(id=ClauseId("cla_1"), term=ClauseTerm.DATASET, values=(DATASET,))
    signed = Signature(party=HOLDER, key=KeyId("key_1"), at=NOON, value="BBBB")
    return Agreement(
        id=AGREEMENT,
        collaboration=COLLABORATION,
        title="Agreement",
        parties=(HOLDER, USER),
        clauses=(clause,),
        term=Term(first_day=date(2015, 5, 1), last_day=date(2015, 5, 31), zone="Asia/Kathmandu"),
        drafted=NOON,
        signatures=(signed,),
    )


def grant() -> Grant:
    return Grant(
        id=GRANT,
        collaboration=COLLABORATION,
        agreement=AGREEMENT,
        dataset=DATASET,
        dataset_version="cd",
        recipient=USER,
        purpose="relief",
        mode=Mode.VISIT,
        issued=NOON,
        expires=NOON + timedelta(hours=1),
        policy="ef",
    )


def refusal() -> Refusal:
    return Refusal(
        id=RefusalId("ref_1"),
        collaboration=COLLABORATION,
        agreement=AgreementId(""),
        dataset=DatasetId("dat_absent"),
        party=USER,
        purpose="marketing",
        at=NOON,
        clause="state",
        reason="There is no agreement.",
        hint="",
    )


def delivery(state: DeliveryState = DeliveryState.ANNOUNCED) -> Delivery:
    return Delivery(
        id=DeliveryId("del_1"),
        collaboration=COLLABORATION,
        agreement=AGREEMENT,
        grant=GRANT,
        dataset=DATASET,
        recipient=USER,
        state=state,
        at=NOON,
    )


def release() -> Release:
    return Release(
        id=ReleaseId("rel_1"),
        collaboration=COLLABORATION,
        agreement=AGREEMENT,
        grant=GRANT,
        dataset=DATASET,
        dataset_version="cd",
        lane="mobility",
        definition="mobility/1",
        settings=(("k", "16"),),
        at=NOON,
        made_by=USER,
        beneficiaries=(HOLDER,),
        threshold=16,
        published=10,
        withheld=(("small", 3),),
        files=(("flows.csv", "01"),),
        synthetic=True,
        decisions=(Decision(party=HOLDER, at=NOON, text="Sent tents."),),
    )


def promise(state: ReturnState = ReturnState.PROMISED) -> Return:
    return Return(
        id=ReturnId("ret_1"),
        collaboration=COLLABORATION,
        agreement=AGREEMENT,
        giver=USER,
        recipient=HOLDER,
        text="Maps",
        amount=estimate(),
        due=date(2015, 6, 1),
        needs_tracks=("telecom law",),
        state=state,
        delivered=estimate(0.5),
        confirmed_at=NOON,
    )


def questionnaire(
    state: QuestionnaireState = QuestionnaireState.OPEN, assessment: str = ""
) -> Questionnaire:
    return Questionnaire(
        id=QuestionnaireId("que_1"),
        collaboration=COLLABORATION,
        party=USER,
        invited_by=HOLDER,
        respondent="A. Clerk",
        state=state,
        token="ab",
        until=NOON,
        assessment=assessment,
    )


def remark() -> Remark:
    return Remark(
        id=RemarkId("rem_1"),
        collaboration=COLLABORATION,
        dimension=Dimension.ORIENTATION,
        party=HOLDER,
        at=NOON,
        text="We meant the project, not the arrangement.",
        settles=True,
    )


def surroundings() -> Surroundings:
    return Surroundings(
        id=SurroundingsId("sur_1"),
        collaboration=COLLABORATION,
        at=NOON,
        relations=(Relation(of=USER, kind=RelationKind.REGULATES, to=HOLDER, source="law"),),
        elements=(
            ElementBasis(name="calls", holder=HOLDER, basis=LegalBasis.VOLUNTARY, source="us"),
        ),
        readiness=(
            Readiness(
                parties=(HOLDER, USER),
                component="shared_information",
                presence=Presence.PARTLY,
                text="Some.",
            ),
        ),
        risks=(Risk(challenge="policy", weight=Weight.DECISIVE, text="A law.", measure="Wait."),),
        factors=(Factor(factor="trust", effect=Effect.HELPS, text="Long known."),),
    )


def frontier() -> Frontier:
    return Frontier(
        id=FrontierId("fro_1"),
        collaboration=COLLABORATION,
        at=NOON,
        points=(package(), package()),
        plain=package(),
        recommended=1,
        invented=True,
        offers_version=1,
    )


def limit() -> Limit:
    return Limit(
        id=LimitId("lim_1"),
        collaboration=COLLABORATION,
        party=HOLDER,
        least=-2.5,
        unit="points",
        at=NOON,
    )


def approval() -> Approval:
    return Approval(
        id=ApprovalId("app_1"),
        collaboration=COLLABORATION,
        party=HOLDER,
        package=package().id,
        state=ApprovalState.APPROVED,
        by="board",
        note="Narrowly.",
        at=NOON,
    )


def explanation() -> Explanation:
    loss = Loss(what=HOLDER, public_value=0.0, lost=3.0, services=("credit",), worse_off=(USER,))
    turn = Turn(
        path="uses[0].public_value", at_low=1.0, at_high=3.0, flips_low=True, flips_high=False
    )
    return Explanation(
        id=ExplanationId("exp_1"),
        collaboration=COLLABORATION,
        at=NOON,
        package=package(),
        turns=(turn,),
        figures=4,
        without_party=(loss,),
        without_track=(),
        blocked=(Blocked(constraint="NCell loses.", change="Pay 2.", party=HOLDER, amount=2.0),),
    )


def override() -> Override:
    return Override(
        id=OverrideId("ovr_1"),
        collaboration=COLLABORATION,
        party=HOLDER,
        person=PersonId("per_1"),
        name="A. Head",
        reason="A law changes.",
        at=NOON,
    )


def everything() -> tuple[Record, ...]:
    """One record of every kind, each after those it refers to."""
    return (
        party(),
        party(USER),
        person(),
        collaboration(),
        dataset(),
        assessment(),
        questionnaire(assessment=assessment().id),
        remark(),
        surroundings(),
        offers(),
        package(),
        frontier(),
        limit(),
        approval(),
        explanation(),
        track(),
        override(),
        agreement(),
        grant(),
        refusal(),
        delivery(),
        release(),
        promise(),
    )


def change(
    record: Record,
    version: int = 0,
    *,
    kind: Kind = Kind.EVENT_NOTED,
    log: PartyId = HOLDER,
    facts: Facts = (),
    tell: tuple[PartyId, ...] = (),
) -> Change:
    """The change that writes one record, replacing `version`."""
    write = Write(record=record, expected_version=version)
    return Change(
        kind=kind,
        actor=PersonId("someone"),
        log=log,
        collaboration=getattr(record, "collaboration", ""),
        subject=subject(write),
        writes=(write,),
        facts=facts,
        messages=tuple(Message(recipient=one, kind=kind, facts=facts) for one in tell),
    )


def receipt(id: MessageId, log: PartyId = USER) -> Change:
    return Change(
        kind=Kind.MESSAGE_RECEIVED,
        actor=PersonId("node"),
        log=log,
        collaboration="",
        subject=Subject(type="message", id=id, version=1),
        writes=(),
    )


def renamed(record: Party, name: str) -> Party:
    return replace(record, name=name)
