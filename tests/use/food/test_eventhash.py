import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.use.food.event import EventKind
from commonweal.use.food.eventhash import pre_hash
from commonweal.use.food.form import plain, time
from commonweal.use.food.strictjson import parsed
from commonweal.use.food.structure import KINDS, checked
from tests.use.food.documents import CASES, CONTEXT, LOT, making, one, packing, quantity, shipping

OWN = [*CONTEXT, {"weal": "https://weal.example/"}]


def rich() -> dict[str, Any]:
    return making(
        inputEPCList=["urn:a:1", "urn:a:2", "urn:a:3"],
        inputQuantityList=[quantity(), quantity(LOT + "b", 1), quantity(LOT + "c", 2)],
        bizTransactionList=[
            {"type": "po", "bizTransaction": "urn:po:1"},
            {"type": "inv", "bizTransaction": "urn:inv:1"},
        ],
        sourceList=[
            {"type": "location", "source": "urn:s:1"},
            {"type": "owning_party", "source": "urn:s:2"},
        ],
        ilmd={"gs1:catchZone": ["b", "a"], "weal:map": {"weal:x": "1", "weal:y": ["2", "3"]}},
        sensorElementList=[
            {
                "sensorReport": [
                    {"type": "Temperature", "value": 4},
                    {"type": "Humidity", "value": 1},
                ]
            }
        ],
        **{"weal:note": "n", "weal:list": ["p", "q"]},
    )


def shuffled(value: Any, random: Any) -> Any:
    """The same event with its keys, and its lists, in another order."""
    if isinstance(value, dict):
        names = list(value)
        random.shuffle(names)
        return {name: shuffled(value[name], random) for name in names}
    if isinstance(value, list):
        each = [shuffled(one, random) for one in value]
        random.shuffle(each)
        return each
    return value


@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_and_of_list_elements_does_not_matter(random: Any) -> None:
    assert one(shuffled(rich(), random), OWN).hash == one(rich(), OWN).hash


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_the_zone_in_which_a_time_is_written_does_not_matter(at: datetime, minutes: int) -> None:
    instant = at.replace(tzinfo=UTC)
    there = instant.astimezone(timezone(timedelta(minutes=minutes)))
    spellings = {instant.isoformat(), there.isoformat(), f"{at.isoformat()}Z"}
    assert len({one(shipping(eventTime=each)).hash for each in spellings}) == 1


@given(st.integers(0, 10**9 - 1))
def test_a_time_is_rounded_half_up_to_the_millisecond(nanoseconds: int) -> None:
    found = time(f"2026-12-31T23:59:59.{nanoseconds:09}Z", {})
    start = datetime.fromisoformat("2026-12-31T23:59:59+00:00")
    expected = start + timedelta(milliseconds=(nanoseconds + 500_000) // 10**6)
    assert datetime.fromisoformat(found) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.integers(0, 5))
def test_trailing_zeros_of_a_number_do_not_matter(number: Decimal, zeros: int) -> None:
    assert plain(Decimal(f"{number:f}{'0' * zeros}")) == plain(number)
    assert Decimal(plain(number)) == number


@pytest.mark.parametrize(
    "spelling",
    [
        {"bizStep": "https://ref.gs1.org/cbv/BizStep-shipping"},
        {"bizStep": "urn:epcglobal:cbv:bizstep:shipping"},
        {"eventTime": "2026-07-03T10:00:00Z"},
        {"eventTime": "2026-07-03T05:00:00.000-05:00"},
        {"readPoint": {"id": "urn:epc:id:sgln:9520000.00001.0"}},
        {"quantityList": [quantity("https://id.gs1.org/01/9520000100018/10/KALE-1")]},
        {"quantityList": [quantity("urn:epc:class:lgtin:9520000.010001.KALE-1")]},
        {"quantityList": [quantity(amount=400.0)]},
        {"eventID": "urn:uuid:00000000-0000-4000-8000-000000000001"},
        {"recordTime": "2026-07-09T00:00:00Z"},
        {"errorDeclaration": {"declarationTime": "2026-07-09T00:00:00Z"}},
        {"rdfs:comment": "looked fine"},
        {"epcList": []},
    ],
    ids=str,
)
def test_the_same_event_in_another_spelling_has_the_same_hash(spelling: dict[str, Any]) -> None:
    assert one(shipping(**spelling)).hash == one(shipping()).hash


CHANGES: dict[EventKind, dict[str, Any]] = {
    EventKind.OBJECT: {
        "epcList": ["urn:a:1"],
        "quantityList": [quantity(amount=401)],
        "action": "ADD",
    },
    EventKind.AGGREGATION: {
        "parentID": "urn:p:1",
        "childEPCs": ["urn:a:1"],
        "childQuantityList": [quantity(CASES, 21, "CS")],
        "action": "DELETE",
    },
    EventKind.TRANSFORMATION: {
        "inputEPCList": ["urn:a:1"],
        "inputQuantityList": [quantity(amount=401)],
        "outputEPCList": ["urn:a:1"],
        "outputQuantityList": [quantity(amount=401)],
        "transformationID": "urn:t:1",
        "ilmd": {"weal:x": "1"},
    },
}
EVERY: dict[str, Any] = {
    "eventTime": "2026-07-03T06:00:00.001-04:00",
    "eventTimeZoneOffset": "-05:00",
    "certificationInfo": "urn:cert:1",
    "bizStep": "receiving",
    "disposition": "recalled",
    "persistentDisposition": {"set": ["recalled"]},
    "readPoint": {"id": "urn:place:1"},
    "bizLocation": {"id": "urn:place:1"},
    "bizTransactionList": [{"bizTransaction": "urn:po:1"}],
    "sourceList": [{"type": "location", "source": "urn:s:1"}],
    "destinationList": [{"type": "location", "destination": "urn:s:1"}],
    "sensorElementList": [{"sensorReport": [{"type": "Temperature"}]}],
    "weal:x": "1",
}
BUILT = {
    EventKind.OBJECT: shipping,
    EventKind.AGGREGATION: packing,
    EventKind.TRANSFORMATION: making,
}


@pytest.mark.parametrize("kind", CHANGES, ids=str)
def test_every_field_that_tells_what_happened_changes_the_hash(kind: EventKind) -> None:
    changes = {**EVERY, **CHANGES[kind]}
    hashes = {name: one(BUILT[kind](**{name: each}), OWN).hash for name, each in changes.items()}
    assert len({*hashes.values(), one(BUILT[kind]()).hash}) == len(changes) + 1


SENSED: dict[str, Any] = {
    **dict.fromkeys(
        ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "microorganism"),
        "urn:a:1",
    ),
    **dict.fromkeys(
        ("chemicalSubstance", "uriValue", "coordinateReferenceSystem"), "https://a.example/b"
    ),
    **dict.fromkeys(
        ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"), 1.5
    ),
    **{"time": "2026-07-03T06:00:00Z", "exception": "ALARM_CONDITION", "component": "x"},
    **{"stringValue": "a", "booleanValue": True, "hexBinaryValue": "0f", "uom": "CEL"},
    "weal:x": "1",
}


@pytest.mark.parametrize("name", SENSED)
def test_every_field_of_a_sensor_report_is_hashed(name: str) -> None:
    report = {"type": "Temperature", name: SENSED[name]}
    event = shipping(sensorElementList=[{"sensorReport": [report]}])
    plain_event = shipping(sensorElementList=[{"sensorReport": [{"type": "Temperature"}]}])
    assert one(event, OWN).hash != one(plain_event, OWN).hash


def test_names_of_the_standard_inside_a_foreign_field_are_hashed_too() -> None:
    first, second = (
        shipping(**{"weal:x": {"readPoint": {"id": "1", "note": note}}}) for note in ("a", "b")
    )
    assert one(first, OWN).hash != one(second, OWN).hash


def test_a_lot_number_with_zeros_before_it_is_another_lot_number() -> None:
    first, second = (making(ilmd={"weal:lot": number}) for number in ("007", "7"))
    assert one(first, OWN).hash != one(second, OWN).hash


def test_the_text_that_is_hashed_is_in_canonical_order() -> None:
    event = parsed(json.dumps(packing(bizStep="packing")).encode(), "f")
    assert pre_hash(checked(event)) == (
        "eventType=AggregationEventeventTime=2026-07-02T14:00:00.000ZeventTimeZoneOffset=-04:00"
        "parentID=https://id.gs1.org/00/095200000000000172childQuantityListquantityElement"
        f"epcClass={CASES}quantity=20uom=CSaction=ADDbizStep=https://ref.gs1.org/cbv/BizStep-packing"
    )


def test_every_kind_of_event_has_a_table() -> None:
    assert set(KINDS) == set(EventKind)
