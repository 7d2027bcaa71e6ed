"""What the tables let pass and what they refuse; the goldens beside this file are our own."""

import json
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.errors import Invalid
from commonweal.use.food.document import events
from tests.use.food.documents import (
    CASES,
    CONTEXT,
    GOLDENS,
    LOT,
    document,
    making,
    one,
    packing,
    quantity,
    read,
    shipping,
)

BROKEN = {
    "children-missing": ("$.epcisBody.eventList[1] names no children", "childEPCs"),
    "inputs-missing": ("$.epcisBody.eventList[1] lacks inputs or outputs", "transformationID"),
    "master-data-while-observing": ("eventList[1].ilmd stands in an event", "ADD"),
    "negative-amount": ("eventList[1].quantityList[0].quantity is -400", "loss"),
    "no-context": ("$ has no @context", "schema epcisDocument"),
    "no-declaration-time": ("eventList[1].errorDeclaration has no declarationTime", "Add it"),
    "no-events": ("$.epcisBody has no eventList", "EPCISDocument"),
    "no-offset": ("eventList[1] has no eventTimeZoneOffset", "Add it"),
    "no-zone": ("eventList[1].eventTime is '2026-07-01T07:30:00'", "zone"),
    "old-version": ("$.schemaVersion is '1.2'", "2.0"),
    "parent-missing": ("eventList[1] has no parentID", "OBSERVE"),
    "undeclared-prefix": ("eventList[1]['hub:price'] has the prefix 'hub'", "not loaded"),
    "unit-word": ("quantityList[0].uom is 'kilograms'", "KGM"),
    "unknown-action": ("eventList[1].action is 'MOVE'", "ADD, OBSERVE, DELETE"),
    "unknown-field": ("eventList[1].quantity_list is no field here", "quantityList"),
    "unknown-step": ("eventList[1].bizStep is 'shiping'", "Did you mean shipping?"),
}


def test_every_broken_golden_has_its_sentence() -> None:
    assert {path.stem for path in (GOLDENS / "broken").iterdir()} == set(BROKEN)


@pytest.mark.parametrize(("name", "words"), BROKEN.items(), ids=BROKEN.keys())
def test_a_broken_golden_is_refused_with_path_and_what_would_be_right(
    name: str, words: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        events((GOLDENS / "broken" / f"{name}.json").read_bytes(), f"{name}.json")
    assert words[0] in refusal.value.detail
    assert words[1] in refusal.value.hint


@pytest.mark.parametrize("path", sorted((GOLDENS / "valid").iterdir()), ids=lambda path: path.name)
def test_a_valid_golden_is_read(path: Any) -> None:
    assert events(path.read_bytes(), path.name)


HOSTILE: dict[str, tuple[Any, str]] = {
    "a time zone of 25 hours": (shipping(eventTime="2026-07-03T06:00:00+25:00"), "does not exist"),
    "a named time zone": (shipping(eventTime="2026-07-03T06:00:00 EST"), "is no instant"),
    "an offset in words": (shipping(eventTimeZoneOffset="EST"), "no zone offset"),
    "an offset of 15 hours": (shipping(eventTimeZoneOffset="+15:00"), "no zone offset"),
    "30 February": (shipping(eventTime="2026-02-30T06:00:00Z"), "does not exist"),
    "the year 0": (shipping(eventTime="0000-01-01T00:00:00Z"), "does not exist"),
    "before the first year": (shipping(eventTime="0001-01-01T00:00:00+14:00"), "does not exist"),
    "digits of another script": (shipping(eventTime="٢٠٢٦-07-03T06:00:00Z"), "is no instant"),
    "a script as lot": (shipping(quantityList=[quantity("javascript:alert(1)")]), "javascript:"),
    "data as lot": (shipping(quantityList=[quantity("data:text/html,x")]), "data: URI"),
    "a script as place": (shipping(readPoint={"id": "JavaScript:alert(1)"}), "javascript: URI"),
    "a word as lot": (shipping(quantityList=[quantity("kale")]), "no URI"),
    "a long lot": (shipping(quantityList=[quantity("https://a.example/" + "x" * 5000)]), "no URI"),
    "a space in a lot": (shipping(quantityList=[quantity("https://a.example/a b")]), "no URI"),
    "an umlaut in a lot": (shipping(quantityList=[quantity("https://a.example/Käse")]), "no URI"),
    "half an escape": (shipping(quantityList=[quantity("https://a.example/%4")]), "no URI"),
    "no host": (shipping(quantityList=[quantity("https:///lot")]), "without a host"),
    "a blank node": (shipping(quantityList=[quantity("_:lot")]), "no URI"),
    "a malformed URN": (shipping(epcList=["urn:epc:id:sgtin:1.2.3"]), "sgtin URN"),
    "an amount as text": (shipping(quantityList=[quantity(amount="400")]), "is not a number"),
    "an amount as truth": (shipping(quantityList=[quantity(amount=True)]), "is not a number"),
    "a unit in small letters": (shipping(quantityList=[quantity(unit="kg")]), "no unit code"),
    "a unit alone": (shipping(quantityList=[{"epcClass": LOT, "uom": "KGM"}]), "no quantity"),
    "a lot without name": (shipping(quantityList=[{"quantity": 1}]), "has no epcClass"),
    "an object for a list": (shipping(quantityList=quantity()), "is not a list"),
    "a list for an object": (shipping(readPoint=["x"]), "is not an object"),
    "a number for text": (shipping(bizStep=7), "is not text"),
    "null for text": ({**shipping(), "bizStep": None}, "is not text"),
    "a list for a type": ({**shipping(), "type": ["ObjectEvent"]}, "type is"),
    "an action in small letters": (shipping(action="add"), "action is 'add'"),
    "an unknown type": ({**shipping(), "type": "QuantityEvent"}, "QuantityEvent"),
    "an unknown disposition": (shipping(disposition="lost"), "no disposition"),
    "a CBV step that is none": (
        shipping(bizStep="urn:epcglobal:cbv:bizstep:x"),
        "no business step",
    ),
    "an event that is text": ("ObjectEvent", "is not an object"),
    "an event that is null": (None, "is not an object"),
    "nothing named": (shipping(quantityList=None), "names no object"),
    "a thing in itself": (
        packing(childEPCs=["urn:epc:id:sscc:9520000.0000000017"], childQuantityList=None),
        "among its own children",
    ),
    "a thing twice": (packing(childEPCs=["urn:a:b", "urn:a:b"]), "names something twice"),
    "no transaction": ({**shipping(), "type": "TransactionEvent"}, "has no bizTransactionList"),
    "price and name at length": (shipping(**{"x" * 9000: 1}), "is no field here"),
}


@pytest.mark.parametrize(("event", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_event_is_refused_with_its_path(event: Any, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read(shipping(), event)
    assert words in refusal.value.detail
    assert "$.epcisBody.eventList[1]" in refusal.value.detail
    assert len(refusal.value.detail) < 300


CONTEXTS: dict[str, tuple[Any, str]] = {
    "a standard prefix turned": ({"gs1": "https://evil.example/"}, "another meaning"),
    "a scheme as prefix": ({"https": "https://evil.example/"}, "as a prefix"),
    "prefixes in a circle": ({"a": "b:", "b": "a:"}, "is no namespace"),
    "another vocabulary": ({"@vocab": "https://evil.example/"}, "@vocab"),
    "another base": ({"@base": "https://evil.example/"}, "@base"),
    "a number": ([7], "neither a URI nor an object"),
    "a script": ({"a": "javascript:x"}, "is no namespace"),
    "a namespace at length": ({"a": "https://a.example/" + "x" * 9000}, "is no namespace"),
}


@pytest.mark.parametrize(("stated", "words"), CONTEXTS.values(), ids=CONTEXTS.keys())
def test_a_context_cannot_change_what_words_mean(stated: Any, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read(shipping(), context=stated)
    assert refusal.value.detail.startswith("told.json: $['@context']")
    assert words in refusal.value.detail
    with pytest.raises(Invalid, match=r"eventList\[0\]\['@context'\]"):
        read({**shipping(), "@context": stated})


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "ADD", "a:b", "2.0", "https://[", "urn:epc:id:"]),
    lambda below: (
        st.lists(below, max_size=2)
        | st.dictionaries(st.sampled_from(["type", "id", "gs1:x", "@context", "{a}b"]), below)
    ),
    max_leaves=6,
)
FULL = json.loads((GOLDENS / "valid" / "error-declaration.json").read_bytes())


@given(st.data())
def test_whatever_stands_anywhere_there_are_events_or_a_sentence(data: st.DataObject) -> None:
    told = deepcopy(FULL)
    place = told
    while True:
        key = data.draw(
            st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))
        )
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(ANYTHING)
    with suppress(Invalid):
        assert all(event.hash for event in events(json.dumps(told).encode(), "f"))


def test_a_hundred_thousand_children_are_read() -> None:
    children = [f"https://hub.example/case/{number}" for number in range(100_000)]
    assert len(one(packing(childEPCs=children)).objects) == 100_001


@pytest.mark.parametrize("word", ["shipping", "https://ref.gs1.org/cbv/BizStep-shipping"])
def test_a_word_is_bare_however_it_was_written(word: str) -> None:
    assert one(shipping(bizStep=word)).biz_step == "shipping"
    assert one(shipping(bizStep="urn:epcglobal:cbv:bizstep:shipping")).biz_step == "shipping"
    assert one(shipping(bizStep="cbv:BizStep-shipping")).biz_step == "shipping"


def test_the_two_other_kinds_of_event_are_read() -> None:
    bought = [{"type": "po", "bizTransaction": "urn:po:1"}]
    told = shipping(type="TransactionEvent", parentID="urn:box:1", bizTransactionList=bought)
    transaction, association = read(told, packing(type="AssociationEvent"))
    assert transaction.parent == "urn:box:1"
    assert association.objects[0].lot == CASES
    with pytest.raises(Invalid, match="has no parentID"):
        read(packing(type="AssociationEvent", parentID=None, action="OBSERVE"))


def test_a_word_of_ones_own_stays_a_uri() -> None:
    assert one(shipping(bizStep="https://hub.example/step/washing")).biz_step == (
        "https://hub.example/step/washing"
    )


def test_master_data_and_own_fields_are_facts_by_local_name() -> None:
    context = [*CONTEXT, {"weal": "https://weal.example/", "other": "https://other.example/"}]
    event = making(
        ilmd={"gs1:catchZone": ["21.4R", "27.14.a"], "weal:county": "Ulster"},
        **{"other:county": "Kings", "weal:organic": True, "weal:share": 0.50},
    )
    assert dict(one(event, context).facts) == {
        "catchZone": "21.4R, 27.14.a",
        "county": "Ulster",
        "{https://other.example/}county": "Kings",
        "organic": "true",
        "share": "0.5",
    }


def test_a_compact_uri_is_read_in_full() -> None:
    context = [*CONTEXT, {"hub": "https://hub.example/lots/"}]
    event = one(shipping(quantityList=[quantity("hub:kale/7")]), context)
    assert event.objects[0].lot == "https://hub.example/lots/kale/7"


def test_comments_of_a_document_are_let_pass() -> None:
    assert read(shipping(), _comment_mapping=["as published"])


def test_other_fields_of_a_document_are_not() -> None:
    with pytest.raises(Invalid, match="sendr is no field"):
        read(shipping(), sendr="x")


@pytest.mark.parametrize("told", [b"{}", b"[7]", b"7", b'"x"', b"null", b'{"type": {"a": 1}}'])
def test_json_that_is_no_document_is_refused(told: bytes) -> None:
    with pytest.raises(Invalid):
        events(told, "other.json")


def test_an_event_keeps_where_it_stood() -> None:
    first, second = read(shipping(), making())
    assert (first.file, first.index, second.index) == ("told.json", 0, 1)
    assert [lot.lot for lot in (*second.inputs, *second.outputs)] == [LOT, CASES]


def test_a_lot_that_is_named_twice_counts_twice_and_a_thing_once() -> None:
    sscc = ["urn:epc:id:sscc:9520000.0000000017", "https://id.gs1.org/00/095200000000000172"]
    event = one(shipping(epcList=sscc, quantityList=[quantity(), quantity()]))
    assert [lot.amount for lot in event.objects] == [None, 400, 400]


def test_a_document_is_taken_whole_or_not_at_all() -> None:
    told = json.loads(document(*[shipping()] * 50))
    told["epcisBody"]["eventList"][49]["action"] = "x"
    with pytest.raises(Invalid, match=r"eventList\[49\]"):
        events(json.dumps(told).encode(), "f")
