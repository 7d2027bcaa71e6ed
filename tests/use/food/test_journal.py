from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commonweal.use.food.document import events
from commonweal.use.food.event import Event
from commonweal.use.food.journal import Journal
from tests.use.food.documents import GOLDENS, one, quantity, shipping

DAY = datetime(2026, 7, 10, tzinfo=UTC)


def named(number: int) -> str:
    return f"urn:uuid:00000000-0000-4000-8000-{number:012}"


def shipment(number: int, kg: int, **fields: Any) -> Event:
    return one(shipping(eventID=named(number), quantityList=[quantity(amount=kg)], **fields))


def declaration(number: int, kg: int, *, day: int, by: tuple[int, ...] = ()) -> Event:
    error = {
        "declarationTime": (DAY + timedelta(days=day)).isoformat(),
        "reason": "incorrect_data",
        "correctiveEventIDs": [named(each) for each in by],
    }
    return shipment(number, kg, errorDeclaration=error)


def weights(events: tuple[Event, ...]) -> list[int]:
    return [int(event.objects[0].amount or 0) for event in events]


def test_the_same_event_is_written_down_once_in_whatever_spelling() -> None:
    journal = Journal()
    told = [
        shipping(),
        shipping(eventTime="2026-07-03T10:00:00Z"),
        shipping(quantityList=[quantity("https://id.gs1.org/01/9520000100018/10/KALE-1")]),
        shipping(quantityList=[quantity("urn:epc:class:lgtin:9520000.010001.KALE-1")]),
    ]
    assert [journal.capture(one(each)) for each in told] == ["new", *["duplicate"] * 3]
    assert len(journal) == 1


def test_capturing_the_very_same_value_again_is_a_duplicate() -> None:
    event = shipment(1, 100)
    assert Journal([event]).capture(event) == "duplicate"


def test_a_declaration_is_not_a_duplicate_and_removes_nothing() -> None:
    journal = Journal([shipment(1, 100)])
    assert journal.capture(declaration(1, 100, day=0)) == "new"
    assert journal.capture(declaration(1, 100, day=0)) == "duplicate"
    assert len(journal) == 2


def test_the_golden_of_an_error_declaration_gives_the_corrected_amount() -> None:
    path = GOLDENS / "valid" / "error-declaration.json"
    journal = Journal(events(path.read_bytes(), path.name))
    assert len(journal) == 3
    (held,) = journal.effective()
    assert [lot.amount for lot in held.objects] == [None, 19]


def test_an_event_declared_wrong_without_correction_is_gone_from_the_view() -> None:
    journal = Journal([shipment(1, 100), shipment(9, 7), declaration(1, 100, day=0)])
    assert weights(journal.effective()) == [7]


def test_two_corrective_events_stand_in_for_one() -> None:
    told = [
        shipment(1, 100),
        shipment(2, 60),
        shipment(3, 30),
        declaration(1, 100, day=0, by=(2, 3)),
    ]
    assert sorted(weights(Journal(told).effective())) == [30, 60]


def test_until_it_is_declared_wrong_the_original_holds_and_the_corrective_waits() -> None:
    told = [shipment(2, 90), shipment(1, 100), declaration(1, 100, day=0, by=(2,))]
    journal = Journal(told)
    assert weights(journal.effective(DAY - timedelta(seconds=1))) == [100]
    assert weights(journal.effective(DAY)) == [90]
    assert weights(journal.effective()) == [90]


CHAIN = [
    shipment(1, 100),
    declaration(1, 100, day=0, by=(2,)),
    shipment(2, 90),
    declaration(2, 90, day=2, by=(3,)),
    shipment(3, 80),
]


def test_a_correction_of_a_correction_holds_from_its_own_day_in_any_order_of_capture() -> None:
    for order in permutations(CHAIN):
        journal = Journal(order)
        seen = [weights(journal.effective(DAY + timedelta(days=day))) for day in (-1, 0, 1, 2)]
        assert seen == [[100], [90], [90], [80]]


def test_what_had_not_happened_yet_is_not_in_the_view() -> None:
    journal = Journal([shipment(1, 100)])
    assert journal.effective(datetime(2026, 7, 3, 9, 59, tzinfo=UTC)) == ()


def test_a_declaration_of_an_event_that_was_never_captured_changes_nothing_and_is_named() -> None:
    forged = declaration(1, 999, day=0, by=(9,))
    journal = Journal([shipment(1, 100), shipment(9, 7), forged])
    assert sorted(weights(journal.effective(DAY - timedelta(days=1)))) == [7, 100]
    assert sorted(weights(journal.effective())) == [7, 100]
    assert journal.unmatched() == (forged,)


@given(told=st.permutations([shipment(number, number) for number in range(1, 6)] * 2))
def test_the_view_is_in_time_order_and_the_same_for_any_order_of_capture(
    told: list[Event],
) -> None:
    found = Journal(told).effective()
    assert found == Journal(reversed(told)).effective()
    assert [event.hash for event in found] == sorted(event.hash for event in found)
    assert len(found) == 5
