"""Several write at once: of those that read the same version, exactly one wins."""

import subprocess
import sys
from threading import Barrier, Thread

from commonweal.account.tree import frontier, leaf_hash
from commonweal.adapters.records import Store
from commonweal.model.errors import Conflict
from commonweal.model.ids import PartyId
from commonweal.model.party import Party
from tests.records.builders import HOLDER, USER, change, opened, party
from tests.records.programs import ENVIRONMENT
from tests.scale import size

ROUNDS = size(quick=10, ci=100, full=1000)


def assert_one_line(store: Store, entries: int) -> None:
    kept = list(store.logs.entries(HOLDER))
    grown = frontier(leaf_hash(one.body) for one in kept)
    assert [one.seq for one in kept] == list(range(entries))
    assert store.logs.head(HOLDER) == (entries, grown.root)


def test_of_many_threads_one_wins_each_version(store: Store, url: str) -> None:
    store.records.commit(change(party()))
    stores = [store, opened(url), store, opened(url)]
    gate = Barrier(len(stores), timeout=60)
    outcomes: list[str] = []

    def race(mine: Store, name: str) -> None:
        for version in range(1, ROUNDS + 1):
            gate.wait()
            try:
                mine.records.commit(change(party(name=name), version))
                outcomes.append("won")
            except Conflict:
                outcomes.append("conflict")

    threads = [Thread(target=race, args=(one, f"{n}")) for n, one in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("won") == ROUNDS
    assert outcomes.count("conflict") == ROUNDS * (len(stores) - 1)
    assert_one_line(store, ROUNDS + 1)
    for other in (stores[1], stores[3]):
        other.close()


def test_of_two_processes_one_wins_each_version(store: Store, url: str) -> None:
    store.records.commit(change(party()))
    racers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.records.racing", url, name, str(ROUNDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
        )
        for name in ("one", "two")
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    said = [racer.communicate()[0].split() for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0]
    assert [sorted(pair) for pair in zip(*said, strict=True)] == [["conflict", "won"]] * ROUNDS
    assert_one_line(store, ROUNDS + 1)


def test_threads_that_write_different_records_all_win(store: Store, url: str) -> None:
    other = opened(url)
    ids = [PartyId(f"par_{n}") for n in range(ROUNDS)]

    def add(mine: Store, names: list[PartyId]) -> None:
        for id in names:
            mine.records.commit(change(party(id)))

    threads = [
        Thread(target=add, args=(store, ids[::2])),
        Thread(target=add, args=(other, ids[1::2])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.record.id for one in store.records.find(Party)} == set(ids)
    assert_one_line(store, ROUNDS)
    assert store.logs.head(USER)[0] == 0
    other.close()
