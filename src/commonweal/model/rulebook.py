"""What the clauses of an agreement mean as rules: the one way from clauses to policy.

`agree` shows these rules as ODRL, `share` asks them.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commonweal.model.agreement import Agreement, Clause, ClauseTerm, Term
from commonweal.model.errors import Invalid
from commonweal.model.policy import AGGREGATE, USE, Constraint, Policy, Rule, RuleKind, days

REQUIRED = (
    ClauseTerm.DATASET,
    ClauseTerm.RECIPIENT,
    ClauseTerm.PURPOSE,
    ClauseTerm.MODE,
    ClauseTerm.TERM,
)
"""Without one of these a permission would be wider than anyone said, so there is none."""


def policy(agreement: Agreement) -> Policy:
    """The rules of an agreement; each clause gives at least one constraint or rule.

    Raises:
        Invalid: a required clause is missing, the term clause is not the agreement's term, or a
            day in a clause cannot be read.
    """
    _complete(agreement)
    rules = [_use(agreement)]
    for clause in agreement.clauses:
        made = _RULES.get(clause.term)
        rules += _read(made, clause, agreement.term) if made else ()
    in_order = sorted(rules, key=lambda rule: list(RuleKind).index(rule.kind))
    return Policy(assigner=agreement.parties[0], rules=tuple(in_order))


def utc(at: datetime) -> str:
    """An instant as policies write it: `2015-04-25T18:15:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_end(day: str, zone: str) -> datetime:
    """The first UTC instant after that local day (ISO). Raises ValueError if there is no such."""
    after = date.fromisoformat(day) + timedelta(days=1)
    return datetime.combine(after, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _complete(agreement: Agreement) -> None:
    for term in REQUIRED:
        if agreement.clause(term) is None:
            raise Invalid(
                detail=f"The agreement {agreement.id} has no clause on {term.value!r}.",
                hint="Draft it again with that clause; without it nothing is permitted.",
                field=term.value,
            )
    span = agreement.term
    said = agreement.clause(ClauseTerm.TERM)
    if said and said.values != (span.first_day.isoformat(), span.last_day.isoformat(), span.zone):
        raise Invalid(
            detail=f"The clause {said.id} says another term than the agreement {agreement.id}.",
            hint="Both give the same first day, last day and zone.",
            field=ClauseTerm.TERM.value,
        )


def _use(agreement: Agreement) -> Rule:
    constraints: list[Constraint] = []
    for term, made in _CONSTRAINTS.items():
        for clause in agreement.clauses:
            constraints += made(clause, agreement.term) if clause.term is term else ()
    return Rule(
        kind=RuleKind.PERMISSION,
        action=USE,
        constraints=tuple(constraints),
        clause=constraints[0].clause,
    )


def _read(made: "_MakesRules", clause: Clause, term: Term) -> tuple[Rule, ...]:
    try:
        return made(clause, term)
    except (ValueError, IndexError, OverflowError) as gap:
        raise Invalid(
            detail=f"The clause {clause.id} on {clause.term.value!r} cannot be read: {gap}.",
            hint="Draft it again in the form of its term.",
            field=clause.term.value,
        ) from gap


def _constraint(clause: Clause, operand: str, operator: str, *values: str) -> Constraint:
    return Constraint(operand=operand, operator=operator, values=values, clause=clause.id)


def _term(clause: Clause, term: Term) -> tuple[Constraint, ...]:
    return (
        _constraint(clause, "dateTime", "gteq", utc(term.start)),
        _constraint(clause, "dateTime", "lt", utc(term.end)),
    )


def _min_group(clause: Clause, _: Term) -> tuple[Constraint, ...]:
    return (
        _constraint(clause, "outputKind", "eq", AGGREGATE),
        _constraint(clause, "minGroupSize", "gteq", *clause.values),
    )


_MakesConstraints = Callable[[Clause, Term], tuple[Constraint, ...]]


def _plain(operand: str, operator: str) -> _MakesConstraints:
    return lambda clause, _: (_constraint(clause, operand, operator, *clause.values),)


_CONSTRAINTS: Mapping[ClauseTerm, _MakesConstraints] = MappingProxyType(
    {
        ClauseTerm.DATASET: _plain("dataset", "isAnyOf"),
        ClauseTerm.RECIPIENT: _plain("recipient", "isAnyOf"),
        ClauseTerm.PURPOSE: _plain("purpose", "isAnyOf"),
        ClauseTerm.MODE: _plain("mode", "eq"),
        ClauseTerm.TERM: _term,
        ClauseTerm.COUNT: _plain("count", "lteq"),
        ClauseTerm.MIN_GROUP: _min_group,
    }
)
"""The terms that narrow the permission to use, in the order in which they are asked."""


def _rule(clause: Clause, kind: RuleKind, action: str, *constraints: Constraint) -> Rule:
    return Rule(kind=kind, action=action, constraints=constraints, clause=clause.id)


def _no_reidentification(clause: Clause, _: Term) -> tuple[Rule, ...]:
    return (_rule(clause, RuleKind.PROHIBITION, "reidentify"),)


def _no_onward_sharing(clause: Clause, _: Term) -> tuple[Rule, ...]:
    return tuple(
        _rule(clause, RuleKind.PROHIBITION, action) for action in ("distribute", "transfer")
    )


def _by(clause: Clause, day: str, term: Term) -> Constraint:
    return _constraint(clause, "dateTime", "lt", utc(day_end(day, term.zone)))


def _delete(clause: Clause, term: Term) -> tuple[Rule, ...]:
    when = clause.values[0]
    if when.startswith("P"):
        days(when)
        due = _constraint(clause, "elapsedTime", "lteq", when)
    else:
        due = _by(clause, when, term)
    return (_rule(clause, RuleKind.DUTY, "delete", due),)


def _publish_insight(clause: Clause, term: Term) -> tuple[Rule, ...]:
    due = _by(clause, clause.values[0], term)
    return (_rule(clause, RuleKind.DUTY, "publishInsight", due),)


def _return_benefit(clause: Clause, term: Term) -> tuple[Rule, ...]:
    due = _by(clause, clause.values[0], term)
    what = _constraint(clause, "benefit", "isAllOf", *clause.values[1:])
    return (_rule(clause, RuleKind.DUTY, "returnBenefit", due, what),)


def _inform(clause: Clause, _: Term) -> tuple[Rule, ...]:
    event = _constraint(clause, "event", "isAnyOf", *clause.values)
    return (_rule(clause, RuleKind.DUTY, "inform", event),)


def _revocable(clause: Clause, _: Term) -> tuple[Rule, ...]:
    by = _constraint(clause, "revocableBy", "isAnyOf", *clause.values)
    return (_rule(clause, RuleKind.PERMISSION, "revoke", by),)


_MakesRules = Callable[[Clause, Term], tuple[Rule, ...]]

_RULES: Mapping[ClauseTerm, _MakesRules] = MappingProxyType(
    {
        ClauseTerm.NO_REIDENTIFICATION: _no_reidentification,
        ClauseTerm.NO_ONWARD_SHARING: _no_onward_sharing,
        ClauseTerm.DELETE: _delete,
        ClauseTerm.PUBLISH_INSIGHT: _publish_insight,
        ClauseTerm.RETURN_BENEFIT: _return_benefit,
        ClauseTerm.INFORM: _inform,
        ClauseTerm.REVOCABLE: _revocable,
    }
)
"""The terms that stand as rules of their own."""
