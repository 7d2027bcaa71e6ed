"""Who is logged in, and how often someone tried."""

import threading
from datetime import timedelta

from sqlalchemy import select

from commonweal.adapters.records import Store
from commonweal.adapters.records.database import reading
from commonweal.adapters.records.tables import login
from commonweal.model.ids import PersonId
from tests.records.builders import NOON, change, party, person

HOUR = timedelta(hours=1)
SOMEONE, OTHER = PersonId("per_1"), PersonId("per_2")


def peopled(store: Store) -> Store:
    store.records.commit(change(party()), change(person()), change(person(id="per_2")))
    return store


def test_a_token_stands_for_its_person_until_its_end(store: Store) -> None:
    logins = peopled(store).logins
    logins.open("d1", SOMEONE, now=NOON, until=NOON + HOUR)
    assert logins.person("d1", NOON) == SOMEONE
    assert logins.person("d1", NOON + HOUR) is None
    assert logins.person("d2", NOON) is None


def test_a_login_that_is_closed_stands_for_nobody(store: Store) -> None:
    logins = peopled(store).logins
    for digest, who in (("d1", SOMEONE), ("d2", SOMEONE), ("d3", SOMEONE), ("d4", OTHER)):
        logins.open(digest, who, now=NOON, until=NOON + HOUR)
    logins.close("d1", NOON)
    assert [logins.person(each, NOON) for each in ("d1", "d2")] == [None, SOMEONE]
    logins.close_all(SOMEONE, NOON)
    assert [logins.person(each, NOON) for each in ("d2", "d3", "d4")] == [None, None, OTHER]


def test_what_ended_is_forgotten_at_the_next_login(store: Store) -> None:
    logins = peopled(store).logins
    logins.open("d1", SOMEONE, now=NOON, until=NOON + HOUR)
    logins.open("d2", SOMEONE, now=NOON, until=NOON + HOUR)
    logins.close("d2", NOON)
    logins.open("d3", SOMEONE, now=NOON + HOUR, until=NOON + 2 * HOUR)
    with reading(store.engine) as connection:
        assert list(connection.scalars(select(login.c.digest))) == ["d3"]


def test_the_sixth_try_within_a_minute_is_refused_and_waiting_helps(store: Store) -> None:
    logins, second = store.logins, timedelta(seconds=1)
    assert [logins.attempt("x", NOON + n * second) for n in range(6)] == [True] * 5 + [False]
    assert logins.attempt("y", NOON)
    assert not logins.attempt("x", NOON + 59 * second)
    assert logins.attempt("x", NOON + 60 * second)
    assert not logins.attempt("x", NOON + 60 * second)


def test_a_right_try_forgives_the_earlier_ones(store: Store) -> None:
    for _ in range(3):
        assert [store.logins.attempt("x", NOON) for _ in range(5)] == [True] * 5
        store.logins.forgive("x")


def test_tries_side_by_side_are_not_more_than_one_after_another(store: Store) -> None:
    made: list[bool] = []
    gate = threading.Barrier(12, timeout=60)

    def one() -> None:
        gate.wait()
        made.append(store.logins.attempt("x", NOON))

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False] * 7 + [True] * 5
