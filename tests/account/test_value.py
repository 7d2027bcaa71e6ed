from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from commonweal.account.indicator import Indicator
from commonweal.account.triangle import Gate
from commonweal.account.value import (
    Cost,
    PublicValueAccount,
    package_costs,
    value_account,
)
from commonweal.model.agreement import Agreement, Signature, Term
from commonweal.model.collaboration import Collaboration, Member
from commonweal.model.estimate import Estimate
from commonweal.model.ids import (
    AgreementId,
    CollaborationId,
    DatasetId,
    GrantId,
    KeyId,
    OffersId,
    PackageId,
    PartyId,
    ReleaseId,
    ReturnId,
    TrackId,
)
from commonweal.model.party import Role
from commonweal.model.release import Decision, Release
from commonweal.model.returns import Return, ReturnState
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState
from commonweal.model.value import ValueType
from commonweal.model.winwin import (
    DataElement,
    Offers,
    Package,
    ServiceInReturn,
    Standing,
    TrackCost,
)

NOON = datetime(2015, 5, 4, 12, 0, tzinfo=UTC)
HOLDER, USER = PartyId("par_H"), PartyId("par_U")
OURS, AGREEMENT = CollaborationId("col_1"), AgreementId("agr_1")
COLLABORATION = Collaboration(id=OURS, title="Synthetic", issue="Where people moved", founder=USER)
DECISION = Decision(party=USER, at=NOON, text="Send relief first to the north")


def estimate(likely: float = 1, unit: str = "reports") -> Estimate:
    return Estimate(low=likely, likely=likely, high=likely, unit=unit, source="us", on=NOON.date())


def release(id: str = "rel_1", *decisions: Decision, synthetic: bool = False) -> Release:
    return Release(
        id=ReleaseId(id),
        collaboration=OURS,
        agreement=AGREEMENT,
        grant=GrantId("gra_1"),
        dataset=DatasetId("dat_1"),
        dataset_version="1",
        lane="mobility",
        definition="mobility/1",
        settings=(),
        at=NOON,
        made_by=USER,
        beneficiaries=(USER,),
        threshold=16,
        published=3,
        withheld=(),
        files=(),
        synthetic=synthetic,
        decisions=decisions,
    )


def promise(state: ReturnState) -> Return:
    came = state in (ReturnState.DELIVERED, ReturnState.CONFIRMED)
    return Return(
        id=ReturnId("ret_1"),
        collaboration=OURS,
        agreement=AGREEMENT,
        giver=USER,
        recipient=HOLDER,
        text="A report",
        amount=estimate(2),
        due=date(2015, 6, 30),
        needs_tracks=(),
        state=state,
        delivered=estimate(2) if came else None,
        evidence="rel_1" if came else "",
    )


def agreement(*signed: PartyId) -> Agreement:
    return Agreement(
        id=AGREEMENT,
        collaboration=OURS,
        title="Once",
        parties=(HOLDER, USER),
        clauses=(),
        term=Term(first_day=NOON.date(), last_day=NOON.date(), zone="UTC"),
        drafted=NOON,
        signatures=tuple(
            Signature(party=party, key=KeyId("key_1"), at=NOON, value="") for party in signed
        ),
    )


def track(kind: TrackKind, state: TrackState) -> AlignmentTrack:
    return AlignmentTrack(
        id=TrackId("tra_1"),
        collaboration=OURS,
        name="licence",
        kind=kind,
        authority="Regulator",
        country="NP",
        owner="",
        due=None,
        state=state,
    )


def indicator(baseline: Estimate | None = None, measured: Estimate | None = None) -> Indicator:
    return Indicator(
        text="Hours until relief arrives",
        type=ValueType.SAFETY,
        for_whom="people who moved",
        baseline=baseline,
        measured=measured,
        measured_by="A ministry",
        counterfactual="unknown",
    )


SHOWN = indicator(estimate(50, "hours"), estimate(30, "hours"))


def account(
    *releases: Release,
    returns: tuple[Return, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    tracks: tuple[AlignmentTrack, ...] = (),
    indicators: tuple[Indicator, ...] = (),
    collaboration: Collaboration = COLLABORATION,
    invented: bool = False,
    costs: tuple[Cost, ...] = (),
    authority: str = "",
) -> PublicValueAccount:
    return value_account(
        collaboration=collaboration,
        releases=releases,
        returns=returns,
        agreements=agreements,
        tracks=tracks,
        indicators=indicators,
        invented=invented,
        costs=costs,
        authority=authority,
    )


def shown(found: PublicValueAccount) -> dict[Gate, bool]:
    return {each.gate: each.shown for each in found.answers}


def because(found: PublicValueAccount, gate: Gate) -> str:
    return next(each.because for each in found.answers if each.gate is gate)


def test_releases_are_counted_with_the_decisions_they_informed_and_those_nobody_used() -> None:
    found = account(release("rel_1", DECISION, DECISION), release("rel_2"))
    assert [(each.release, each.by, each.text) for each in found.informed] == [
        ("rel_1", USER, DECISION.text)
    ] * 2
    assert found.unused == ("rel_2",)
    assert "Use: 2 releases informed 2 decisions; 1 release informed none." in found.headlines()


def test_only_what_its_recipient_confirmed_is_a_gain() -> None:
    returns = tuple(promise(state) for state in ReturnState)
    found = account(returns=(*returns, promise(ReturnState.PROMISED)))
    assert [(each.party, each.amount, each.evidence) for each in found.gains] == [
        (HOLDER, estimate(2), "rel_1")
    ]
    assert dict(found.returns) == {**dict.fromkeys(ReturnState, 1), ReturnState.PROMISED: 2}


def test_a_benefit_that_nobody_measures_is_not_shown_yet() -> None:
    found = account(release("rel_1", DECISION))
    assert not shown(found)[Gate.VALUABLE]
    assert "Benefit to the public: not shown yet; nobody measures it." in found.headlines()


@pytest.mark.parametrize(
    ("baseline", "measured"),
    [
        (None, None),
        (None, estimate(30, "hours")),
        (estimate(50, "hours"), None),
        (estimate(50, "hours"), estimate(1, "days")),
    ],
)
def test_a_benefit_without_baseline_and_measurement_in_one_unit_is_not_shown_yet(
    baseline: Estimate | None, measured: Estimate | None
) -> None:
    found = account(indicators=(indicator(baseline, measured),))
    assert not shown(found)[Gate.VALUABLE]
    line = next(line for line in found.headlines() if line.startswith("Hours until"))
    assert "not shown yet" in line


@pytest.mark.requirement(16, 86)
def test_a_measured_benefit_tells_type_for_whom_by_whom_and_what_else_might_explain_it() -> None:
    found = account(indicators=(SHOWN,))
    assert shown(found)[Gate.VALUABLE]
    line = next(line for line in found.headlines() if line.startswith("Hours until"))
    for word in ("safety", "people who moved", "50 hours", "30 hours", "A ministry", "unknown"):
        assert word in line


@pytest.mark.parametrize(("synthetic", "invented"), [(True, False), (False, True), (True, True)])
def test_synthetic_data_and_invented_figures_are_labelled_and_show_no_value(
    synthetic: bool, invented: bool
) -> None:
    found = account(
        release("rel_1", DECISION, synthetic=synthetic), indicators=(SHOWN,), invented=invented
    )
    assert ("synthetic data" in found.labels) == synthetic
    assert ("invented figures" in found.labels) == invented
    assert not shown(found)[Gate.VALUABLE]
    figures = [line for line in found.headlines() if "release" in line or "hours" in line]
    assert figures
    assert all(label in line for line in figures[:2] for label in found.labels)


@pytest.mark.requirement(16)
def test_types_of_value_and_costs_are_listed_and_never_added_up() -> None:
    two = replace(SHOWN, type=ValueType.ECONOMY, text="Shops reopened")
    costs = (
        Cost(bearer=HOLDER, text="Files", amount=estimate(16, "points")),
        Cost(bearer=USER, text="Reports", amount=estimate(4, "points")),
    )
    found = account(indicators=(SHOWN, two), costs=costs)
    lines = "\n".join(found.headlines())
    assert "Files, 16 points" in lines
    assert "Reports, 4 points" in lines
    assert "20 points" not in lines
    assert len([line for line in found.headlines() if " before, " in line]) == 2


@pytest.mark.parametrize(
    ("signed", "kind", "state", "holds", "says"),
    [
        ((HOLDER, USER), TrackKind.LEGAL, TrackState.DONE, True, "Once"),
        ((HOLDER,), TrackKind.LEGAL, TrackState.DONE, False, "no agreement is signed by all"),
        ((HOLDER, USER), TrackKind.LEGAL, TrackState.OPEN, False, "licence (Regulator, NP)"),
        ((HOLDER, USER), TrackKind.IT, TrackState.BLOCKED, True, "Once"),
    ],
)
def test_authorised_takes_all_signatures_and_legal_alignment(
    signed: tuple[PartyId, ...], kind: TrackKind, state: TrackState, holds: bool, says: str
) -> None:
    found = account(agreements=(agreement(*signed),), tracks=(track(kind, state),))
    assert shown(found)[Gate.AUTHORISED] == holds
    assert says in because(found, Gate.AUTHORISED)


@pytest.mark.parametrize(
    ("releases", "kind", "holds", "says"),
    [
        ((), TrackKind.LEGAL, False, "nothing was released"),
        ((release(),), TrackKind.LEGAL, True, "1 released"),
        ((release(),), TrackKind.IT, False, "licence (Regulator, NP)"),
        ((release(),), TrackKind.PROCEDURAL, False, "licence (Regulator, NP)"),
    ],
)
def test_doable_takes_a_release_and_it_and_procedural_alignment(
    releases: tuple[Release, ...], kind: TrackKind, holds: bool, says: str
) -> None:
    found = account(*releases, tracks=(track(kind, TrackState.OPEN),))
    assert shown(found)[Gate.DOABLE] == holds
    assert says in because(found, Gate.DOABLE)


def test_an_empty_account_claims_nothing() -> None:
    found = account()
    assert not any(shown(found).values())
    assert "Returns: none promised." in found.headlines()
    assert "Cost: none recorded." in found.headlines()
    assert "Use of authority: none: voluntary." in found.headlines()


def test_where_a_regulator_takes_part_voluntary_is_not_assumed() -> None:
    regulated = replace(
        COLLABORATION, members=(Member(party=USER, roles=frozenset({Role.REGULATOR})),)
    )
    assert account(collaboration=regulated).authority.startswith("not shown yet: a regulator")
    told = account(collaboration=regulated, authority=" A licence condition ")
    assert told.authority == "A licence condition"


def test_a_package_costs_what_was_chosen_and_nothing_else() -> None:
    def element(id: str) -> DataElement:
        return DataElement(id=id, holder=HOLDER, text=f"Element {id}", cost=estimate(1))

    def service(id: str) -> ServiceInReturn:
        return ServiceInReturn(
            id=id, provider=USER, text=f"Service {id}", cost=estimate(2), benefits=()
        )

    offers = Offers(
        id=OffersId("off_1"),
        collaboration=OURS,
        elements=(element("a"), element("b")),
        uses=(),
        services=(service("s"), service("t")),
        tracks=(
            TrackCost(track="licence", cost=estimate(3)),
            TrackCost(track="x", cost=estimate(9)),
        ),
        invented=True,
    )
    package = Package(
        id=PackageId("pac_1"),
        collaboration=OURS,
        at=NOON,
        margin=0,
        joined=(HOLDER, USER),
        elements=("a",),
        uses=(),
        services=("t",),
        tracks=("licence",),
        public_value=1,
        unit="points",
        nets=(),
        chance=1,
        standing=Standing.WIN_WIN,
        gap=0,
        draws=1,
        seed=1,
        invented=True,
    )
    assert [(each.bearer, each.text, each.amount) for each in package_costs(offers, package)] == [
        (HOLDER, "Element a", estimate(1)),
        (USER, "Service t", estimate(2)),
        (None, "track licence", estimate(3)),
    ]
