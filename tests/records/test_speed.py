"""How many durable evidence entries a second, beside what the file itself could take."""

import sqlite3
import time
from pathlib import Path

import pytest

from commonweal.adapters.records.codec import encode
from commonweal.model.ids import PartyId
from tests.machine import patient
from tests.records.builders import change, opened, party

GOAL_PER_S = 2_000
BATCH = 200
BATCHES = 25


def entries_per_s(folder: Path) -> float:
    """Changes that write a record and an entry, 200 a commit, synchronous=FULL, on disk."""
    store = opened(f"sqlite:///{folder}/records.db")
    start = time.perf_counter()
    for batch in range(BATCHES):
        parties = (party(PartyId(f"par_{batch}_{n}")) for n in range(BATCH))
        store.records.commit(*map(change, parties))
    seconds = time.perf_counter() - start
    store.close()
    return BATCH * BATCHES / seconds


def rows_per_s(folder: Path) -> float:
    """What the file could take: the same bodies in two plain rows each, nothing checked."""
    file = sqlite3.connect(folder / "plain.db", isolation_level=None)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE row (id TEXT PRIMARY KEY, body TEXT) STRICT")
    start = time.perf_counter()
    for batch in range(BATCHES):
        file.execute("BEGIN IMMEDIATE")
        for n in range(BATCH):
            body = encode(party(PartyId(f"par_{batch}_{n}")))
            rows = [(f"{part}{batch}_{n}", body) for part in "ab"]
            file.executemany("INSERT INTO row VALUES (?, ?)", rows)
        file.execute("COMMIT")
    seconds = time.perf_counter() - start
    file.close()
    return BATCH * BATCHES / seconds


@pytest.mark.ci
def test_two_thousand_entries_a_second_are_durable(tmp_path: Path) -> None:
    durable, bound = entries_per_s(tmp_path), rows_per_s(tmp_path)
    assert GOAL_PER_S / patient(1) <= durable < bound
