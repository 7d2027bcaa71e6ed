from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from timeit import repeat

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from commonweal.agree.lifecycle import TRANSITIONS, due, moved, signed
from commonweal.model.agreement import (
    Agreement,
    AgreementState,
    Clause,
    ClauseTerm,
    Mode,
)
from commonweal.model.errors import CommonwealError, Invalid, NotFound, NotPermitted
from commonweal.model.grant import Grant, Request
from commonweal.model.ids import ClauseId, DatasetId, PartyId
from commonweal.model.policy import digest
from commonweal.model.rulebook import policy
from commonweal.share.gate import GRANT_LASTS, Granted, Refused, answer, spent, usable
from tests.agree.builders import (
    BASE,
    DATASET,
    DRAFTED,
    FULL,
    HOLDER,
    OTHER,
    TERM,
    USER,
    active,
    agreement,
    dataset,
    signature,
    without,
)
from tests.machine import patient
from tests.scale import size

S = AgreementState
TICK = timedelta(microseconds=1)
NOW = TERM.start + timedelta(days=3)
ASKED = Request(party=USER, dataset=DATASET, purpose="disaster-response", mode=Mode.VISIT, at=NOW)


def ask(
    request: Request = ASKED, found: Agreement | None = None, name: str = "gra_1"
) -> Granted | Refused:
    return answer(request, found or active(agreement()), dataset(), name=name)


def grant(request: Request = ASKED) -> Grant:
    given = ask(request)
    assert isinstance(given, Granted)
    return given.grant


def test_a_permitted_request_is_granted_and_counted() -> None:
    given = ask()
    assert isinstance(given, Granted)
    assert given.agreement_after == replace(active(agreement()), granted=1)
    assert given.grant == Grant(
        id=given.grant.id,
        collaboration=agreement().collaboration,
        agreement=agreement().id,
        dataset=DATASET,
        dataset_version="v1",
        recipient=USER,
        purpose="disaster-response",
        mode=Mode.VISIT,
        issued=NOW,
        expires=NOW + GRANT_LASTS,
        policy=digest(policy(agreement())),
    )
    assert given.grant.id == "gra_1"


def test_a_grant_never_outlives_the_term() -> None:
    late = replace(ASKED, at=TERM.end - timedelta(minutes=1))
    assert grant(late).expires == TERM.end


@pytest.mark.parametrize(
    ("request_", "clause"),
    [
        (replace(ASKED, purpose="research"), "c1"),
        (replace(ASKED, purpose="Disaster-Response"), "c1"),
        (replace(ASKED, party=HOLDER), "c3"),
        (replace(ASKED, mode=Mode.DELIVER), "c4"),
        (replace(ASKED, at=TERM.end), "c5"),
        (replace(ASKED, at=TERM.start - TICK), "c5"),
    ],
)
def test_a_party_is_told_the_deciding_clause(request_: Request, clause: str) -> None:
    given = ask(request_)
    assert isinstance(given, Refused)
    assert given.refusal.clause == clause
    assert given.refusal.party == request_.party
    assert given.refusal.reason
    assert given.refusal.hint


@pytest.mark.parametrize("at", [TERM.start, TERM.end - TICK])
def test_the_first_and_the_last_instant_of_the_term_are_granted(at: datetime) -> None:
    assert isinstance(ask(replace(ASKED, at=at)), Granted)


def test_a_stranger_is_told_what_is_told_of_something_absent() -> None:
    with pytest.raises(NotFound) as gap:
        ask(replace(ASKED, party=OTHER))
    assert gap.value.problem() == NotFound(kind="dataset", id=DATASET).problem()
    shut = replace(active(agreement()), state=S.WITHDRAWN)
    with pytest.raises(NotFound) as same:
        ask(replace(ASKED, party=OTHER, purpose="research"), shut)
    assert same.value.problem() == gap.value.problem()


@pytest.mark.parametrize("state", [state for state in S if state is not S.ACTIVE])
def test_in_every_other_state_the_gate_is_shut(state: AgreementState) -> None:
    given = ask(found=replace(active(agreement()), state=state))
    assert isinstance(given, Refused)
    assert given.refusal.clause == "state"
    assert state.value in given.refusal.reason


def test_a_doomed_key_shuts_the_gate_before_the_state_says_so() -> None:
    for found in (
        replace(active(agreement()), key_doomed=True),
        replace(active(agreement()), key_destroyed=True),
    ):
        given = ask(found=found)
        assert isinstance(given, Refused)
        assert given.refusal.clause == "state"


def test_an_agreement_not_signed_by_all_shuts_the_gate_whatever_its_state_says() -> None:
    for signers in ((), (USER,), (USER, OTHER)):
        signatures = tuple(signature(party) for party in signers)
        given = ask(found=replace(active(agreement()), signatures=signatures))
        assert isinstance(given, Refused)
        assert given.refusal.clause == "state"


def test_two_parties_cannot_agree_on_the_data_of_a_third() -> None:
    given = answer(ASKED, active(agreement()), dataset(holder=OTHER), name="ref_1")
    assert isinstance(given, Refused)
    assert given.refusal.clause == "c2"


def test_a_dataset_that_the_agreement_does_not_name_is_refused() -> None:
    other = DatasetId("dat_2")
    given = answer(
        replace(ASKED, dataset=other), active(agreement()), dataset(id=other), name="ref_1"
    )
    assert isinstance(given, Refused)
    assert given.refusal.clause == "c2"


def test_another_dataset_than_the_one_asked_for_is_never_opened() -> None:
    with pytest.raises(Invalid, match="dat_2"):
        answer(ASKED, active(agreement()), dataset(id=DatasetId("dat_2")), name="gra_1")


def test_the_last_grant_of_a_count_is_the_last() -> None:
    found = active(agreement())
    answers = []
    for number in range(4):
        given = ask(found=found, name=f"gra_{number}")
        answers.append(given)
        found = given.agreement_after if isinstance(given, Granted) else found
    assert [isinstance(each, Granted) for each in answers] == [True, True, False, False]
    assert isinstance(answers[-1], Refused)
    assert answers[-1].refusal.clause == "c6"
    assert found.granted == 2


def test_two_answers_to_one_version_make_the_same_agreement_so_only_one_can_be_committed() -> None:
    first, second = ask(name="gra_1"), ask(name="gra_2")
    assert isinstance(first, Granted)
    assert isinstance(second, Granted)
    assert first.agreement_after == second.agreement_after
    assert first.agreement_after.granted == 1


def test_an_agreement_without_a_count_is_granted_again_and_again() -> None:
    found = replace(active(agreement(BASE)), granted=10**6)
    assert isinstance(ask(found=found), Granted)


@pytest.mark.parametrize(
    ("term", "values"),
    [
        (ClauseTerm.COUNT, ("2e9",)),
        (ClauseTerm.COUNT, ("٣",)),
        (ClauseTerm.COUNT, ()),
        (ClauseTerm.MODE, ("Visit",)),
        (ClauseTerm.MIN_GROUP, ("few",)),
        (ClauseTerm.PURPOSE, ()),
    ],
)
def test_a_clause_out_of_form_is_refused_and_named(
    term: ClauseTerm, values: tuple[str, ...]
) -> None:
    broken = Clause(id=ClauseId("c99"), term=term, values=values)
    found = agreement(without(term)) if term is not ClauseTerm.PURPOSE else agreement()
    clauses = tuple(each for each in agreement().clauses if each.term is not term)
    given = ask(found=replace(active(found), clauses=(*clauses, broken)))
    assert isinstance(given, Refused)
    assert given.refusal.clause == "c99"
    assert "not understood" in given.refusal.reason


def test_an_agreement_that_lost_a_required_clause_grants_nothing() -> None:
    with pytest.raises(Invalid, match="purpose"):
        ask(found=active(agreement(without(ClauseTerm.PURPOSE))))


def test_a_grant_can_be_used_until_it_runs_out() -> None:
    found = active(agreement())
    usable(grant(), found, dataset(), NOW)
    usable(grant(), found, dataset(), NOW + GRANT_LASTS - TICK)
    for at in (NOW + GRANT_LASTS, NOW - TICK):
        with pytest.raises(NotPermitted) as gap:
            usable(grant(), found, dataset(), at)
        assert gap.value.clause == "grant"


SPOILED: dict[str, tuple[Callable[[Agreement], Agreement], str]] = {
    "withdrawn": (lambda found: moved(found, S.WITHDRAWN), "state"),
    "suspended": (lambda found: moved(found, S.SUSPENDED), "state"),
    "expired": (lambda found: moved(found, S.EXPIRED), "state"),
    "completed": (lambda found: moved(found, S.COMPLETED), "state"),
    "key doomed": (lambda found: replace(found, key_doomed=True), "state"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_grant_dies_with_its_agreement_at_once(name: str) -> None:
    change, clause = SPOILED[name]
    with pytest.raises(NotPermitted) as gap:
        usable(grant(), change(active(agreement())), dataset(), NOW)
    assert gap.value.clause == clause
    assert gap.value.hint


def test_a_grant_stops_at_the_end_of_the_term_though_no_job_has_run() -> None:
    late = grant(replace(ASKED, at=TERM.end - TICK))
    usable(late, active(agreement()), dataset(), TERM.end - TICK)
    with pytest.raises(NotPermitted) as gap:
        usable(late, active(agreement()), dataset(), TERM.end)
    assert gap.value.clause == "c5"


def test_a_grant_is_spent_once() -> None:
    used = spent(grant())
    assert used == replace(grant(), used=True)
    with pytest.raises(NotPermitted, match="used already"):
        spent(used)


def test_a_grant_is_for_one_dataset_as_it_stood() -> None:
    found = active(agreement())
    for other in (dataset(version="v2"), dataset(id=DatasetId("dat_2"))):
        with pytest.raises(NotPermitted):
            usable(grant(), found, other, NOW)
    with pytest.raises(NotPermitted):
        usable(replace(grant(), agreement=DATASET), found, dataset(), NOW)  # type: ignore[arg-type]  # a foreign id


PURPOSES = ("disaster-response", "research", "marketing")
STEP = timedelta(days=9)


class World:
    """An agreement living through acts and time, beside a plain account of what is permitted."""

    def __init__(self) -> None:
        self.now = DRAFTED
        self.agreement = agreement({**FULL, ClauseTerm.COUNT: ("3",)})
        self.used = 0
        self.grants: list[Grant] = []
        self.granted = 0

    def settle(self) -> None:
        to = due(self.agreement, self.now)
        if to:
            self.agreement = moved(self.agreement, to)

    def pass_time(self, by: timedelta) -> None:
        self.now += by

    def sign(self, party: PartyId) -> None:
        try:
            made = replace(signature(party), at=self.now)
            self.agreement = signed(self.agreement, made, self.now)
        except CommonwealError:
            return

    def move(self, to: AgreementState) -> None:
        if to in TRANSITIONS[self.agreement.state] and to in (
            S.SUSPENDED,
            S.WITHDRAWN,
            S.COMPLETED,
        ):
            self.agreement = moved(self.agreement, to)
        if to is S.ACTIVE and self.agreement.state is S.SUSPENDED:
            self.agreement = moved(self.agreement, to)

    def permitted(self, request: Request) -> bool:
        return (
            self.agreement.state is S.ACTIVE
            and TERM.start <= request.at < TERM.end
            and request.party == USER
            and request.purpose == "disaster-response"
            and request.mode is Mode.VISIT
            and self.used < 3
        )

    def ask(self, party: PartyId, purpose: str, mode: Mode) -> None:
        request = Request(party=party, dataset=DATASET, purpose=purpose, mode=mode, at=self.now)
        given = answer(request, self.agreement, dataset(), name=f"gra_{self.used}")
        assert isinstance(given, Granted) is self.permitted(request)
        if isinstance(given, Granted):
            self.used += 1
            self.granted += 1
            self.grants.append(given.grant)
            self.agreement = given.agreement_after

    def use(self) -> None:
        for each in self.grants:
            may = (
                self.agreement.state is S.ACTIVE
                and self.now < TERM.end
                and self.now - each.issued < timedelta(minutes=15)
            )
            assert _is_usable(each, self.agreement, self.now) is may


def _is_usable(grant: Grant, found: Agreement, at: datetime) -> bool:
    try:
        usable(grant, found, dataset(), at)
    except NotPermitted:
        return False
    return True


class Life(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World()

    @rule(party=st.sampled_from([HOLDER, USER]))
    def sign(self, party: PartyId) -> None:
        self.world.sign(party)

    @rule(minutes=st.integers(0, 20))
    def wait(self, minutes: int) -> None:
        self.world.pass_time(timedelta(minutes=minutes))

    @rule(days=st.integers(1, 30))
    def wait_long(self, days: int) -> None:
        self.world.pass_time(timedelta(days=days))

    @rule()
    def reach_the_end(self) -> None:
        self.world.now = max(self.world.now, TERM.end - TICK)

    @rule()
    def settle(self) -> None:
        self.world.settle()

    @rule(to=st.sampled_from([S.SUSPENDED, S.ACTIVE, S.WITHDRAWN, S.COMPLETED]))
    def move(self, to: AgreementState) -> None:
        self.world.move(to)

    @rule(
        party=st.sampled_from([USER, HOLDER]),
        purpose=st.sampled_from(PURPOSES),
        mode=st.sampled_from(Mode),
    )
    def ask(self, party: PartyId, purpose: str, mode: Mode) -> None:
        self.world.ask(party, purpose, mode)

    @invariant()
    def grants_are_usable_only_in_force_and_in_time(self) -> None:
        self.world.use()

    @invariant()
    def no_more_than_the_count_is_granted(self) -> None:
        assert self.world.agreement.granted == self.world.used <= 3


def test_the_gate_grants_what_is_permitted_and_nothing_else_through_any_life() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=size(quick=60, ci=500, full=2000), stateful_step_count=30, deadline=None
        ),
    )


def _live(random: Random) -> int:
    """One seeded sequence of acts; how many requests it had granted."""
    world = World()
    acts: tuple[Callable[[], None], ...] = (
        lambda: world.sign(random.choice((HOLDER, USER))),
        lambda: world.pass_time(random.choice((TICK, timedelta(minutes=7), STEP))),
        world.settle,
        lambda: world.move(random.choice((S.SUSPENDED, S.ACTIVE, S.WITHDRAWN, S.COMPLETED))),
        lambda: world.ask(USER, random.choice(PURPOSES), random.choice(tuple(Mode))),
        lambda: world.ask(USER, "disaster-response", Mode.VISIT),
        world.use,
    )
    for act in (*acts[:1] * 3, acts[1], acts[2]):
        act()
    for act in random.choices(acts, weights=(1, 3, 3, 1, 2, 6, 3), k=20):
        act()
    return world.granted


def test_in_seeded_lives_no_grant_is_wrong_and_no_permitted_request_is_refused() -> None:
    lives = size(quick=500, ci=5000, full=100_000)
    granted = sum(_live(Random(seed)) for seed in range(lives))
    assert granted >= lives / 10


def test_an_answer_takes_at_most_half_a_millisecond() -> None:
    found = active(agreement())
    times = repeat(lambda: answer(ASKED, found, dataset(), name="gra_1"), number=50, repeat=20)
    assert min(times) / 50 <= patient(500e-6)
