from dataclasses import replace
from datetime import UTC, datetime, timedelta
from timeit import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.model.agreement import Agreement, Mode
from commonweal.model.errors import Invalid
from commonweal.model.ids import ClauseId, DatasetId, PartyId
from commonweal.model.policy import (
    FORMS,
    VOCABULARY,
    Constraint,
    Facts,
    Policy,
    Rule,
    RuleKind,
    decide,
    digest,
)
from commonweal.model.rulebook import policy
from tests.agree.builders import DATASET, OTHER, TERM, USER, agreement, agreements
from tests.machine import patient
from tests.scale import size

POLICY = policy(agreement())
FACTS = Facts(
    party=USER,
    dataset=DATASET,
    purpose="disaster-response",
    mode=Mode.VISIT,
    at=datetime(2015, 5, 1, tzinfo=UTC),
    granted=0,
)
TICK = timedelta(microseconds=1)


def rule(kind: RuleKind, action: str, *constraints: Constraint) -> Rule:
    return Rule(kind=kind, action=action, constraints=constraints, clause=ClauseId("x"))


def constraint(operand: str, operator: str, *values: str) -> Constraint:
    return Constraint(operand=operand, operator=operator, values=values, clause=ClauseId("x"))


def with_constraint(found: Policy, extra: Constraint) -> Policy:
    first, *rest = found.rules
    return replace(found, rules=(replace(first, constraints=(*first.constraints, extra)), *rest))


def test_a_use_that_meets_every_term_is_permitted() -> None:
    assert decide(POLICY, FACTS).permitted


@pytest.mark.parametrize(
    ("facts", "clause"),
    [
        (replace(FACTS, dataset=DatasetId("dat_2")), "c2"),
        (replace(FACTS, party=OTHER), "c3"),
        (replace(FACTS, purpose="research"), "c1"),
        (replace(FACTS, purpose="disaster-response "), "c1"),
        (replace(FACTS, purpose="disaster-respоnse"), "c1"),
        (replace(FACTS, mode=Mode.DELIVER), "c4"),
        (replace(FACTS, at=TERM.start - TICK), "c5"),
        (replace(FACTS, at=TERM.end), "c5"),
        (replace(FACTS, granted=2), "c6"),
        (replace(FACTS, granted=-1), "c6"),
    ],
)
def test_one_term_unmet_refuses_and_names_its_clause(facts: Facts, clause: str) -> None:
    verdict = decide(POLICY, facts)
    assert (verdict.permitted, verdict.clause) == (False, clause)
    assert verdict.reason
    assert verdict.hint


@pytest.mark.parametrize("at", [TERM.start, TERM.end - TICK])
def test_the_term_is_half_open(at: datetime) -> None:
    assert decide(POLICY, replace(FACTS, at=at)).permitted


def test_a_prohibition_that_applies_overrides_the_permission() -> None:
    forbids = rule(RuleKind.PROHIBITION, "use", constraint("mode", "eq", "visit"))
    spares = rule(RuleKind.PROHIBITION, "use", constraint("mode", "eq", "deliver"))
    assert not decide(replace(POLICY, rules=(*POLICY.rules, forbids)), FACTS).permitted
    assert decide(replace(POLICY, rules=(*POLICY.rules, spares)), FACTS).permitted


def test_without_a_permission_nothing_is_permitted() -> None:
    duties = tuple(each for each in POLICY.rules if each.kind is RuleKind.DUTY)
    assert not decide(replace(POLICY, rules=duties), FACTS).permitted
    assert not decide(replace(POLICY, rules=()), FACTS).permitted


@pytest.mark.parametrize("number", ["1e3", "03", "+3", "3.0", " 3", "3 ", "٣", "３", "0", "-1", ""])
def test_a_number_in_another_form_is_not_understood(number: str) -> None:
    verdict = decide(with_constraint(POLICY, constraint("count", "lteq", number)), FACTS)
    assert not verdict.permitted
    assert "'count'" in verdict.reason


@pytest.mark.parametrize(
    "extra",
    [
        constraint("dateTime", "lt", "2099-01-01"),
        constraint("dateTime", "lt", "2099-01-01T00:00:00+00:00"),
        constraint("dateTime", "lt", "2099-13-01T00:00:00Z"),
        constraint("dateTime", "lt", "2099-01-01T00:00:00Z", "2099-01-01T00:00:00Z"),
        constraint("purpose", "isAnyOf"),
        constraint("purpose", "isA", "disaster-response"),
        constraint("Purpose", "isAnyOf", "disaster-response"),
        constraint("mode", "eq", "Visit"),
        constraint("outputKind", "eq", "Rows"),
        constraint("spatial", "eq", "Nepal"),
    ],
)
def test_what_is_not_understood_is_refused_and_named(extra: Constraint) -> None:
    verdict = decide(with_constraint(POLICY, extra), FACTS)
    assert not verdict.permitted
    assert "not understood" in verdict.reason
    assert extra.operand in verdict.reason


known_pairs = {pair for pairs in VOCABULARY.values() for pair in pairs}
names = st.text(max_size=12)
unknown_constraints = st.builds(
    lambda operand, operator, values: constraint(operand, operator, *values),
    st.one_of(names, st.sampled_from(sorted(FORMS))),
    st.one_of(names, st.sampled_from(["eq", "neq", "isAnyOf", "lteq", "isA", "gt"])),
    st.lists(names, max_size=2),
).filter(lambda it: (it.operand, it.operator) not in known_pairs)
unknown_rules = st.builds(
    rule, st.sampled_from(RuleKind), st.one_of(names, st.sampled_from(["read", "play", "delete"]))
).filter(lambda it: (it.kind, it.action) not in VOCABULARY)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    return Facts(
        party=PartyId(draw(st.sampled_from(["par_H", "par_U", "par_X", "par_O"]))),
        dataset=DatasetId(draw(st.sampled_from(["dat_1", "dat_2", "dat_3"]))),
        purpose=draw(st.sampled_from(["disaster-response", "research", "marketing"])),
        mode=draw(st.sampled_from(Mode)),
        at=TERM.start + timedelta(seconds=draw(st.integers(-10_000, 10**9))),
        granted=draw(st.integers(0, 3)),
    )


@st.composite
def with_unknown_term(draw: st.DrawFn, found: Policy) -> Policy:
    rules = list(found.rules)
    if draw(st.booleans()):
        rules.insert(draw(st.integers(0, len(rules))), draw(unknown_rules))
        return replace(found, rules=tuple(rules))
    which = draw(st.integers(0, len(rules) - 1))
    constraints = list(rules[which].constraints)
    constraints.insert(draw(st.integers(0, len(constraints))), draw(unknown_constraints))
    rules[which] = replace(rules[which], constraints=tuple(constraints))
    return replace(found, rules=tuple(rules))


@settings(max_examples=size(quick=150, ci=2000, full=20000), deadline=None)
@given(data=st.data(), made=agreements(), asked=facts())
def test_adding_an_unknown_term_never_turns_a_refusal_into_a_grant(
    data: st.DataObject, made: Agreement, asked: Facts
) -> None:
    before = policy(made)
    after = data.draw(with_unknown_term(before))
    assert decide(before, asked).permitted or not decide(after, asked).permitted
    assert not decide(after, asked).permitted


narrower = st.sampled_from(
    [
        constraint("count", "lteq", "1"),
        constraint("purpose", "isAnyOf", "research"),
        constraint("mode", "eq", "visit"),
        constraint("dateTime", "lt", "2020-01-01T00:00:00Z"),
        constraint("recipient", "isAnyOf", "par_X"),
    ]
)


@settings(max_examples=size(quick=100, ci=1000, full=10000), deadline=None)
@given(made=agreements(), asked=facts(), extra=narrower)
def test_adding_a_known_constraint_never_widens_a_permission(
    made: Agreement, asked: Facts, extra: Constraint
) -> None:
    before = policy(made)
    after = with_constraint(before, extra)
    assert decide(before, asked).permitted or not decide(after, asked).permitted


def test_a_permission_to_revoke_is_no_permission_to_use() -> None:
    revoke = next(each for each in POLICY.rules if each.action == "revoke")
    assert not decide(replace(POLICY, rules=(revoke,)), FACTS).permitted


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(Invalid, match="no zone"):
        replace(FACTS, at=datetime(2015, 5, 1))  # noqa: DTZ001


def test_the_digest_is_of_every_word_in_its_place() -> None:
    assert digest(POLICY) == digest(policy(agreement()))
    other = with_constraint(POLICY, constraint("count", "lteq", "1"))
    turned = replace(POLICY, rules=POLICY.rules[::-1])
    assert len({digest(POLICY), digest(other), digest(turned)}) == 3


def test_a_decision_takes_at_most_50_microseconds() -> None:
    times = repeat(lambda: decide(POLICY, FACTS), number=200, repeat=20)
    assert min(times) / 200 <= patient(50e-6)
