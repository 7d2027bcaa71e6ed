"""An agreement as ODRL 2.2 JSON, in the form Dataspace Protocol 2025-1 allows, and back.

Reading is plain JSON with a closed vocabulary: contexts are compared, never fetched, and a word
that is not known is an error, not a gap. Several datasets or recipients stand behind one IRI of
the agreement's own (an ODRL asset or party collection) that the constraints spell out.
"""

from collections.abc import Mapping

from commonweal.agree import profile
from commonweal.agree.form import plain_id
from commonweal.agree.jsontext import Json, objects, parse_object, string
from commonweal.model.agreement import Agreement
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import ClauseId, PartyId
from commonweal.model.policy import VOCABULARY, Constraint, Policy, Rule, RuleKind, instant
from commonweal.model.rulebook import policy, utc

__all__ = ["from_odrl", "parse_odrl", "policy", "to_odrl"]

CONTEXT = "https://w3id.org/dspace/2025/1/context.jsonld"
_CONTEXTS = (CONTEXT, "https://w3id.org/dspace/2025/1/odrl-profile.jsonld")

_WHAT = "policy"
_PARTS: Mapping[RuleKind, str] = {
    RuleKind.PERMISSION: "permission",
    RuleKind.PROHIBITION: "prohibition",
    RuleKind.DUTY: "obligation",
}
_KEYS = frozenset({"profile", "target", "assigner", "assignee", "timestamp", *_PARTS.values()})
_RULE_KEYS = frozenset({"action", "constraint"})
_CONSTRAINT_KEYS = frozenset({"leftOperand", "operator", "rightOperand"})


def to_odrl(agreement: Agreement) -> dict[str, Json]:
    """The policy of an agreement as an ODRL Agreement. Raises Invalid as `policy` does."""
    made = policy(agreement)
    document: dict[str, Json] = {
        "@context": [CONTEXT],
        "@id": profile.thing(agreement.id),
        "@type": "Agreement",
        "profile": profile.PROFILE,
        "assigner": profile.thing(made.assigner),
        "timestamp": utc(agreement.drafted),
        "target": _behind(agreement.id, "datasets", _values(made, "dataset")),
        "assignee": _behind(agreement.id, "recipients", _values(made, "recipient")),
    }
    for kind, key in _PARTS.items():
        rules: list[Json] = [_rule(rule) for rule in made.rules if rule.kind is kind]
        if rules:
            document[key] = rules
    return document


def parse_odrl(text: str) -> Policy:
    """The policy in ODRL text from another party: at most 1 MB, 32 deep, no name twice.

    Raises:
        UnknownTerm, Invalid: as `from_odrl`, and for text that is not strict JSON.
    """
    return from_odrl(parse_object(text, what=_WHAT))


def from_odrl(document: Mapping[str, Json]) -> Policy:
    """The policy in an ODRL Agreement, every word of it understood.

    Raises:
        UnknownTerm: a word outside the vocabulary, wherever it stands.
        Invalid: a wrong type or form, a key twice under two names, or a target or assignee that
            is not what the constraints say.
    """
    plain = _plain(document, _KEYS | {"@context", "@id", "@type"})
    _framed(plain)
    rules = tuple(
        _rule_read(kind, rule)
        for kind, key in _PARTS.items()
        for rule in objects(plain, key, what=_WHAT)
    )
    found = Policy(
        assigner=PartyId(profile.thing_id(string(plain, "assigner", what=_WHAT))), rules=rules
    )
    _agrees(plain, "target", "datasets", _values(found, "dataset"))
    _agrees(plain, "assignee", "recipients", _values(found, "recipient"))
    return found


def _values(policy: Policy, operand: str) -> tuple[str, ...]:
    return next(
        (
            each.values
            for rule in policy.rules
            for each in rule.constraints
            if each.operand == operand
        ),
        (),
    )


def _behind(id: str, name: str, members: tuple[str, ...]) -> str:
    return profile.thing(members[0] if len(members) == 1 else f"{id}:{name}")


def _rule(rule: Rule) -> Json:
    made: dict[str, Json] = {profile.CLAUSE: rule.clause, "action": profile.written(rule.action)}
    constraints: list[Json] = [_constraint(each) for each in rule.constraints]
    if constraints:
        made["constraint"] = constraints
    return made


def _constraint(constraint: Constraint) -> Json:
    return {
        profile.CLAUSE: constraint.clause,
        "leftOperand": profile.written(constraint.operand),
        "operator": constraint.operator,
        "rightOperand": profile.values_written(
            constraint.operand, constraint.operator, constraint.values
        ),
    }


def _plain(found: Mapping[str, Json], known: frozenset[str]) -> dict[str, Json]:
    """The same object under bare names; our own names and JSON-LD's stay as they are."""
    made: dict[str, Json] = {}
    for key, value in found.items():
        bare = key
        for stem in ("odrl:", profile.ODRL):
            if key.startswith(stem) and not key[len(stem) :].startswith(("@", "urn:")):
                bare = key[len(stem) :]
        if bare not in known:
            raise UnknownTerm(field=_WHAT, got=key[:120], known=known)
        if bare in made:
            raise Invalid(
                detail=f"The policy gives {bare!r} twice, under two names.",
                hint="Give each name once.",
                field=bare,
            )
        made[bare] = value
    return made


def _framed(plain: dict[str, Json]) -> None:
    contexts = plain.get("@context", [])
    listed = contexts if isinstance(contexts, list) else [contexts]
    for each in listed:
        if each not in _CONTEXTS:
            raise UnknownTerm(field="@context", got=str(each)[:120], known=_CONTEXTS)
    profile.thing_id(string(plain, "@id", what=_WHAT))
    type = string(plain, "@type", what=_WHAT)
    profile.read(type, core=frozenset({"Agreement"}), own=frozenset(), field="@type")
    named = string(plain, "profile", what=_WHAT)
    if named != profile.PROFILE:
        raise UnknownTerm(field="profile", got=named[:120], known=(profile.PROFILE,))
    timestamp = string(plain, "timestamp", what=_WHAT)
    try:
        instant(timestamp)
    except ValueError as gap:
        raise Invalid(detail=f"{gap}.", hint="Give it as exported.", field="timestamp") from gap


def _agrees(plain: dict[str, Json], key: str, collection: str, members: tuple[str, ...]) -> None:
    said = string(plain, key, what=_WHAT)
    id = profile.thing_id(string(plain, "@id", what=_WHAT))
    if not members or said != _behind(id, collection, members):
        raise Invalid(
            detail=f"The {key} {said[:120]!r} is not what the constraints say.",
            hint="Both name the same; take the policy as it was exported.",
            field=key,
        )


def _rule_read(kind: RuleKind, found: dict[str, Json]) -> Rule:
    plain = _plain(found, _RULE_KEYS | {profile.CLAUSE})
    action = profile.read(
        string(plain, "action", what="rule"),
        core=profile.CORE_ACTIONS,
        own=profile.OWN_ACTIONS,
        field="action",
    )
    known = VOCABULARY.get((kind, action))
    if known is None:
        actions = [act for each, act in VOCABULARY if each is kind]
        raise UnknownTerm(field=f"action of a {kind.value}", got=action, known=actions)
    constraints = tuple(
        _constraint_read(known, each) for each in objects(plain, "constraint", what="rule")
    )
    return Rule(kind=kind, action=action, constraints=constraints, clause=_clause(plain))


def _constraint_read(known: frozenset[tuple[str, str]], found: dict[str, Json]) -> Constraint:
    plain = _plain(found, _CONSTRAINT_KEYS | {profile.CLAUSE})
    operand = profile.read(
        string(plain, "leftOperand", what="constraint"),
        core=profile.CORE_OPERANDS,
        own=profile.OWN_OPERANDS,
        field="leftOperand",
    )
    operator = profile.read(
        string(plain, "operator", what="constraint"),
        core=profile.OPERATORS,
        own=frozenset(),
        field="operator",
    )
    if (operand, operator) not in known:
        pairs = [f"{left} {middle}" for left, middle in known]
        raise UnknownTerm(field="constraint", got=f"{operand} {operator}", known=pairs)
    values = profile.values_read(operand, operator, plain.get("rightOperand"))
    return Constraint(operand=operand, operator=operator, values=values, clause=_clause(plain))


def _clause(plain: dict[str, Json]) -> ClauseId:
    id = string(plain, profile.CLAUSE, what="rule")
    plain_id("clause", id)
    return ClauseId(id)
