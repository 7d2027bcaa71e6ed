"""How fast events are read, checked and hashed: `pytest -s tests/use/food/test_speed.py`."""

import time

from commonweal.use.food.document import events
from tests.machine import patient
from tests.scale import size
from tests.use.food.documents import FARM, document, quantity, shipping

EVENTS_IN_A_JOB = 500
LEAST_PER_SECOND = 2_000


def test_two_thousand_events_a_second_are_parsed_checked_and_hashed() -> None:
    jobs = [_job(number) for number in range(size(quick=4, ci=40, full=400))]
    start = time.perf_counter()
    read = sum(len(events(job, "job.json")) for job in jobs)
    speed = read / (time.perf_counter() - start)
    least = LEAST_PER_SECOND / patient(1)
    print(f"\n{sum(map(len, jobs)) / read:.0f} bytes an event, {speed:,.0f} events/s")
    assert read == len(jobs) * EVENTS_IN_A_JOB
    assert speed > least


def _job(number: int) -> bytes:
    first = number * EVENTS_IN_A_JOB
    return document(*map(_event, range(first, first + EVENTS_IN_A_JOB)))


def _event(number: int) -> dict[str, object]:
    lot = f"https://id.gs1.org/01/09520000100018/10/KALE-{number // 2}"
    return shipping(
        eventID=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        bizLocation={"id": FARM},
        bizTransactionList=[{"type": "po", "bizTransaction": f"urn:po:{number}"}],
        quantityList=[quantity(lot, 250.5, "LBR")],
        sourceList=[{"type": "location", "source": FARM}],
        destinationList=[{"type": "location", "destination": f"{FARM}/254/{number % 90}"}],
    )
