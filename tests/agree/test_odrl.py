import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.agree.jsontext import Json
from commonweal.agree.odrl import CONTEXT, from_odrl, parse_odrl, policy, to_odrl
from commonweal.agree.profile import CLAUSE, ODRL, PROFILE
from commonweal.model.agreement import Agreement
from commonweal.model.errors import Invalid, UnknownTerm
from tests.agree.builders import agreement, agreements
from tests.scale import size

Document = dict[str, Any]


def document() -> Document:
    found: Document = json.loads(json.dumps(to_odrl(agreement())))
    return found


def nodes(found: Json) -> Iterator[dict[str, Json]]:
    if isinstance(found, dict):
        yield found
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    for each in inner:
        yield from nodes(each)


def clauses_of(found: Json) -> set[str]:
    return {str(node[CLAUSE]) for node in nodes(found) if CLAUSE in node}


@settings(max_examples=size(quick=100, ci=1000, full=1000), deadline=None)
@given(made=agreements())
def test_the_policy_read_back_is_the_policy_of_the_clauses(made: Agreement) -> None:
    assert parse_odrl(json.dumps(to_odrl(made))) == policy(made)


@given(made=agreements())
def test_the_form_is_one_the_dataspace_protocol_allows(made: Agreement) -> None:
    found = to_odrl(made)
    assert {"@context", "@id", "@type", "target", "assigner", "assignee"} <= found.keys()
    assert all(isinstance(found[key], str) for key in ("target", "assigner", "assignee"))
    rules = [
        rule
        for key in ("permission", "prohibition", "obligation")
        for rule in nodes(found.get(key, []))
    ]
    for node in rules:
        assert not node.keys() & {"target", "refinement", "duty", "uid"}
        assert not any(isinstance(value, int | float | bool) for value in node.values())
        for key in ("leftOperand", "action"):
            if key in node:
                assert str(node[key]).startswith(("odrl:", f"{PROFILE}:"))


def test_nothing_is_a_json_number_so_no_number_has_two_forms() -> None:
    assert not any(
        isinstance(value, int | float)
        for node in nodes(to_odrl(agreement()))
        for value in node.values()
    )


def _renamed(found: Json, stem: Callable[[str], str]) -> Json:
    if isinstance(found, list):
        return [_renamed(each, stem) for each in found]
    if not isinstance(found, dict):
        return found
    made: dict[str, Json] = {}
    for key, value in found.items():
        new = key if key.startswith(("@", "urn:")) else stem(key)
        inner = _renamed(value, stem)
        if key in ("leftOperand", "action", "operator") and isinstance(value, str):
            bare = value.removeprefix("odrl:")
            inner = value if value.startswith("urn:") else stem(bare)
        made[new] = inner
    return made


@pytest.mark.parametrize("stem", ["", "odrl:", ODRL])
def test_bare_prefixed_and_full_names_read_the_same(stem: str) -> None:
    renamed = _renamed(document(), lambda bare: f"{stem}{bare}")
    assert isinstance(renamed, dict)
    assert from_odrl(renamed) == policy(agreement())


def _constraint(found: Document, operand: str) -> Document:
    return next(
        each
        for each in found["permission"][0]["constraint"]
        if each["leftOperand"].endswith(f":{operand}")
    )


def _set(path: Callable[[Document], Document], key: str, value: Json) -> Callable[[Document], None]:
    def change(found: Document) -> None:
        path(found)[key] = value

    return change


def _top(found: Document) -> Document:
    return found


def _use(found: Document) -> Document:
    rule: Document = found["permission"][0]
    return rule


def _count(found: Document) -> Document:
    return _constraint(found, "count")


def _mode(found: Document) -> Document:
    return _constraint(found, "mode")


def _purpose(found: Document) -> Document:
    return _constraint(found, "purpose")


def _number(value: Json, type: str = "http://www.w3.org/2001/XMLSchema#integer") -> Json:
    return {"@value": value, "@type": type}


TAMPERED: dict[str, Callable[[Document], None]] = {
    "an unknown key": _set(_top, "inheritFrom", "urn:x"),
    "an unknown key in a rule": _set(_use, "odrl:refinement", []),
    "a duty inside a permission": _set(_use, "duty", []),
    "an own target in a rule": _set(_use, "target", "urn:commonweal:dat_2"),
    "an unknown key in a constraint": _set(_count, "unit", "x"),
    "another context": _set(_top, "@context", [CONTEXT, "https://evil.example/context"]),
    "a context of its own": _set(_top, "@context", {"odrl": "https://evil.example/"}),
    "an offer": _set(_top, "@type", "Offer"),
    "another profile": _set(_top, "profile", "urn:commonweal:profile:2"),
    "another target": _set(_top, "target", "urn:commonweal:dat_2"),
    "another assignee": _set(_top, "assignee", "urn:commonweal:par_O"),
    "an assigner that is no id of ours": _set(_top, "assigner", "did:web:example.org"),
    "the same key under two names": _set(_count, "odrl:operator", "lteq"),
    "a timestamp in another form": _set(_top, "timestamp", "yesterday"),
    "permission that is no list": _set(_top, "permission", {"action": "use"}),
    "permission of texts": _set(_top, "permission", ["use"]),
    "an unknown action": _set(_use, "action", "odrl:read"),
    "a look-alike action": _set(_use, "action", "odrl:usе"),
    "an action of another kind of rule": _set(_use, "action", "odrl:delete"),
    "an own action under the wrong stem": _set(_use, "action", "odrl:reidentify"),
    "https for http": _set(_use, "action", ODRL.replace("http", "https") + "use"),
    "a list of actions": _set(_use, "action", ["odrl:use"]),
    "a bare own operand": _set(_mode, "leftOperand", "mode"),
    "an operand in capitals": _set(_purpose, "leftOperand", "odrl:Purpose"),
    "another operator": _set(_count, "operator", "gteq"),
    "an unknown operator": _set(_count, "operator", "neq"),
    "an unknown purpose": _set(
        _purpose, "rightOperand", [{"@id": "https://w3id.org/dpv#Marketing"}]
    ),
    "a purpose as text": _set(_purpose, "rightOperand", ["research"]),
    "an empty set": _set(_purpose, "rightOperand", []),
    "a set that is no list": _set(_purpose, "rightOperand", {"@id": "urn:x"}),
    "a list for one value": _set(_count, "rightOperand", [_number("2")]),
    "a bare number": _set(_count, "rightOperand", 2),
    "an untyped number": _set(_count, "rightOperand", "2"),
    "a number as number": _set(_count, "rightOperand", _number(2)),
    "a number with an exponent": _set(_count, "rightOperand", _number("2e9")),
    "a number with a zero": _set(_count, "rightOperand", _number("02")),
    "a number in other digits": _set(_count, "rightOperand", _number("２")),
    "a number of another type": _set(_count, "rightOperand", _number("2", "xsd:decimal")),
    "a value with more beside it": _set(
        _count, "rightOperand", {"@value": "2", "@type": "xsd:integer", "@language": "en"}
    ),
    "no right operand": lambda found: _count(found).pop("rightOperand"),
    "no clause": lambda found: _count(found).pop(CLAUSE),
    "no id": lambda found: found.pop("@id"),
    "a mode that is none": _set(
        _mode, "rightOperand", _number("Visit", "http://www.w3.org/2001/XMLSchema#string")
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_policy_is_refused_with_a_sentence(name: str) -> None:
    found = document()
    TAMPERED[name](found)
    with pytest.raises(Invalid) as gap:
        from_odrl(found)
    assert gap.value.detail
    assert gap.value.hint


def test_an_unknown_word_is_named_with_what_was_known() -> None:
    found = document()
    _use(found)["action"] = "odrl:usee"
    with pytest.raises(UnknownTerm, match="odrl:usee") as gap:
        from_odrl(found)
    assert "odrl:use" in gap.value.hint


@settings(max_examples=size(quick=150, ci=2000, full=20000), deadline=None)
@given(made=agreements(), data=st.data(), key=st.text(min_size=1, max_size=10))
def test_an_unknown_key_anywhere_is_never_read_over(
    made: Agreement, data: st.DataObject, key: str
) -> None:
    found = deepcopy(to_odrl(made))
    node = data.draw(st.sampled_from(list(nodes(found))))
    if key in node:
        return
    node[key] = data.draw(st.sampled_from(["odrl:use", "urn:commonweal:x", "2"]))
    with pytest.raises(Invalid):
        from_odrl(found)


def test_an_array_in_another_order_is_another_policy() -> None:
    found = document()
    found["permission"][0]["constraint"].reverse()
    assert from_odrl(found) != policy(agreement())


def test_a_key_given_twice_is_refused_at_parse() -> None:
    text = json.dumps(document())
    twice = text.replace('"operator": "lteq"', '"operator": "lteq", "operator": "lteq"', 1)
    assert twice != text
    with pytest.raises(Invalid, match="'operator' twice"):
        parse_odrl(twice)


@given(text=st.text())
def test_any_text_is_a_policy_or_a_sentence(text: str) -> None:
    with pytest.raises(Invalid):
        parse_odrl(text)
