"""What a policy says to a request: the pure, fail-closed evaluator.

Source: ODRL Information Model 2.2 (rules, constraints, conflict strategy `prohibit`), narrowed to
the closed vocabulary below. A word, operator or value outside it is *not understood*, and a policy
that is not understood as a whole refuses everything.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from json import dumps
from types import MappingProxyType

from commonweal.model.agreement import Mode
from commonweal.model.errors import Invalid
from commonweal.model.ids import ClauseId, DatasetId, PartyId


class RuleKind(StrEnum):
    """What a rule does with its action: allow it, forbid it, or owe it."""

    PERMISSION = "permission"
    PROHIBITION = "prohibition"
    DUTY = "duty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One condition: operand, operator, values; and the clause it comes from."""

    operand: str
    operator: str
    values: tuple[str, ...]
    clause: ClauseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An action that is permitted, forbidden or owed while all constraints hold."""

    kind: RuleKind
    action: str
    constraints: tuple[Constraint, ...]
    clause: ClauseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All rules of one agreement, given by the holder."""

    assigner: PartyId
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a request when it is judged."""

    party: PartyId
    dataset: DatasetId
    purpose: str
    """As declared: nobody has observed it."""
    mode: Mode
    at: datetime
    granted: int
    """Grants issued under this policy before."""

    def __post_init__(self) -> None:
        """Refuse an instant without a zone: it could mean any of two dozen."""
        if self.at.tzinfo is None:
            raise Invalid(detail="The instant of a request has no zone.", hint="Give it in UTC.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Yes or no, the clause that decided, and why."""

    permitted: bool
    clause: str
    reason: str
    hint: str


def decide(policy: Policy, facts: Facts) -> Verdict:
    """Whether the policy permits this use, and which clause decided.

    Not understood refuses first; a prohibition that applies overrides every permission; a
    permission counts only with all its constraints satisfied; without one the answer is no.
    Terms about the output (`outputKind`, `minGroupSize`) are judged where the output is made.
    """
    gap = next(_not_understood(policy), None)
    if gap:
        return gap
    for rule in _rules(policy, RuleKind.PROHIBITION):
        if all(_holds(each, facts) for each in rule.constraints):
            return _no(rule.clause, "A prohibition forbids this use.", "Ask for another use.")
    first: Constraint | None = None
    for rule in _rules(policy, RuleKind.PERMISSION):
        unmet = next((each for each in rule.constraints if not _holds(each, facts)), None)
        if unmet is None:
            return Verdict(permitted=True, clause=rule.clause, reason="All terms are met.", hint="")
        first = first or unmet
    if first is None:
        return _no("", "No rule permits any use.", "Draft an agreement with a permission.")
    reason, hint = _WHY[first.operand, first.operator](facts, first.values)
    return _no(first.clause, reason, hint)


def digest(policy: Policy) -> str:
    """SHA-256 of the policy, hex: the same rules in the same order always give the same."""
    rules = [
        (rule.kind, rule.action, rule.clause, [_parts(each) for each in rule.constraints])
        for rule in policy.rules
    ]
    return sha256(dumps([policy.assigner, rules]).encode()).hexdigest()


USE = "use"
"""The one action that a request asks for."""

_ABOUT_USE = frozenset(
    {
        ("dataset", "isAnyOf"),
        ("recipient", "isAnyOf"),
        ("purpose", "isAnyOf"),
        ("mode", "eq"),
        ("dateTime", "gteq"),
        ("dateTime", "lt"),
        ("count", "lteq"),
        ("outputKind", "eq"),
        ("minGroupSize", "gteq"),
    }
)

VOCABULARY: Mapping[tuple[RuleKind, str], frozenset[tuple[str, str]]] = MappingProxyType(
    {
        (RuleKind.PERMISSION, USE): _ABOUT_USE,
        (RuleKind.PERMISSION, "revoke"): frozenset({("revocableBy", "isAnyOf")}),
        (RuleKind.PROHIBITION, USE): _ABOUT_USE,
        (RuleKind.PROHIBITION, "reidentify"): frozenset(),
        (RuleKind.PROHIBITION, "distribute"): frozenset(),
        (RuleKind.PROHIBITION, "transfer"): frozenset(),
        (RuleKind.DUTY, "delete"): frozenset({("dateTime", "lt"), ("elapsedTime", "lteq")}),
        (RuleKind.DUTY, "publishInsight"): frozenset({("dateTime", "lt")}),
        (RuleKind.DUTY, "returnBenefit"): frozenset({("dateTime", "lt"), ("benefit", "isAllOf")}),
        (RuleKind.DUTY, "inform"): frozenset({("event", "isAnyOf")}),
    }
)
"""Which rules there are, and which (operand, operator) each may carry. Nothing else is known."""

SETS = frozenset({"isAnyOf", "isAllOf"})
"""Operators that take one or more values; every other takes exactly one."""

AGGREGATE = "Aggregate"
"""The one output kind there is: totals over groups."""

_WHOLE = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)
_DAYS = re.compile(r"P(0|[1-9][0-9]{0,4})D", re.ASCII)


def whole(text: str) -> int:
    """A count from 1 in its one plain form; `1e3`, `01`, `1.0` raise ValueError."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"{text!r} is not a plain whole number from 1 to 999999999")
    return int(text)


def instant(text: str) -> datetime:
    """A UTC instant in its one plain form, `2015-04-25T18:15:00Z`; else ValueError."""
    if not _INSTANT.fullmatch(text):
        raise ValueError(f"{text!r} is not a UTC instant such as 2015-04-25T18:15:00Z")
    return datetime.fromisoformat(text)


def days(text: str) -> int:
    """A number of days in its one plain form, `P30D`; else ValueError."""
    found = _DAYS.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a number of days such as P30D")
    return int(found[1])


def _word(text: str) -> str:
    if not text:
        raise ValueError("a value is empty")
    return text


def _aggregate(text: str) -> str:
    if text != AGGREGATE:
        raise ValueError(f"{text!r} is not {AGGREGATE!r}")
    return text


FORMS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "dataset": _word,
        "recipient": _word,
        "purpose": _word,
        "mode": Mode,
        "dateTime": instant,
        "count": whole,
        "outputKind": _aggregate,
        "minGroupSize": whole,
        "revocableBy": _word,
        "elapsedTime": days,
        "benefit": _word,
        "event": _word,
    }
)
"""The form of each operand's values; a value out of form raises ValueError."""

_HOLDS: Mapping[tuple[str, str], Callable[[Facts, tuple[str, ...]], bool]] = {
    ("dataset", "isAnyOf"): lambda facts, values: facts.dataset in values,
    ("recipient", "isAnyOf"): lambda facts, values: facts.party in values,
    ("purpose", "isAnyOf"): lambda facts, values: facts.purpose in values,
    ("mode", "eq"): lambda facts, values: facts.mode == values[0],
    ("dateTime", "gteq"): lambda facts, values: facts.at >= instant(values[0]),
    ("dateTime", "lt"): lambda facts, values: facts.at < instant(values[0]),
    ("count", "lteq"): lambda facts, values: 0 <= facts.granted < whole(values[0]),
    ("outputKind", "eq"): lambda _, __: True,
    ("minGroupSize", "gteq"): lambda _, __: True,
    ("revocableBy", "isAnyOf"): lambda _, __: False,
}

_WHY: Mapping[tuple[str, str], Callable[[Facts, tuple[str, ...]], tuple[str, str]]] = {
    ("dataset", "isAnyOf"): lambda facts, values: (
        f"The agreement does not name the dataset {facts.dataset}.",
        f"Ask for one it names: {', '.join(values)}.",
    ),
    ("recipient", "isAnyOf"): lambda facts, values: (
        f"{facts.party} is not a recipient under this agreement.",
        f"A recipient asks: {', '.join(values)}.",
    ),
    ("purpose", "isAnyOf"): lambda facts, values: (
        f"The declared purpose {facts.purpose!r} is not one the agreement allows.",
        f"Allowed: {', '.join(values)}. For another purpose make another agreement.",
    ),
    ("mode", "eq"): lambda facts, values: (
        f"The agreement does not allow the mode {facts.mode.value!r}.",
        f"Ask in the mode {values[0]!r}.",
    ),
    ("dateTime", "gteq"): lambda _, values: (
        f"The term has not begun: it begins at {values[0]}.",
        "Ask again once it has begun.",
    ),
    ("dateTime", "lt"): lambda _, values: (
        f"The term ended at {values[0]}; that instant is outside it.",
        "Make a new agreement from this one.",
    ),
    ("count", "lteq"): lambda facts, values: (
        f"The agreement allows {values[0]} grants, and {facts.granted} have been issued.",
        "Make a new agreement for further use.",
    ),
}


def _parts(constraint: Constraint) -> tuple[str, str, tuple[str, ...], str]:
    return (constraint.operand, constraint.operator, constraint.values, constraint.clause)


def _rules(policy: Policy, kind: RuleKind) -> Iterator[Rule]:
    return (rule for rule in policy.rules if rule.kind is kind and rule.action == USE)


def _holds(constraint: Constraint, facts: Facts) -> bool:
    return _HOLDS[constraint.operand, constraint.operator](facts, constraint.values)


def _not_understood(policy: Policy) -> Iterator[Verdict]:
    for rule in policy.rules:
        known = VOCABULARY.get((rule.kind, rule.action))
        if known is None:
            yield _unknown(rule.clause, f"the {rule.kind} of {rule.action!r}")
            continue
        for each in rule.constraints:
            if (each.operand, each.operator) not in known:
                yield _unknown(each.clause, f"{each.operand!r} with {each.operator!r}")
            elif not _in_form(each):
                yield _unknown(each.clause, f"the value of {each.operand!r}: {each.values!r}")


def _in_form(constraint: Constraint) -> bool:
    if constraint.operator not in SETS and len(constraint.values) != 1:
        return False
    form = FORMS[constraint.operand]
    try:
        return bool(constraint.values) and all(form(each) is not None for each in constraint.values)
    except ValueError:
        return False


def _unknown(clause: str, what: str) -> Verdict:
    return _no(
        clause,
        f"This policy is not understood: {what} is outside the vocabulary.",
        "What is not understood is refused. Write the agreement in known terms.",
    )


def _no(clause: str, reason: str, hint: str) -> Verdict:
    return Verdict(permitted=False, clause=clause, reason=reason, hint=hint)
