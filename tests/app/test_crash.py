"""Killed at any point between the writes of an act and at any effect: nothing lost or doubled."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from commonweal.account.entry import parse
from commonweal.app import account, collaboration
from commonweal.app.node import Node
from commonweal.app.sweep import sweep
from commonweal.model.agreement import Agreement, Mode
from commonweal.model.party import OPERATOR, Party, PartyKind, Role
from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise
from tests.app.crash_child import KILLED, finish, opened
from tests.app.houses import house
from tests.app.journey import agreed, attached
from tests.scale import SCALE, size

RUNS = size(quick=3, ci=60, full=500)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an agreement in force, and nothing asked yet."""
    home = tmp_path_factory.mktemp("crash") / "home"
    data = tmp_path_factory.mktemp("data")
    synthesise(data, World(subscribers=120, days=8, seed=1, areas=3, hit=1))
    built = house(home)
    user, holder = built.party("Mappers"), built.party("Telecom", PartyKind.BUSINESS)
    assert holder.party
    made = collaboration.new(
        user, built.node, title="Flood", issue="Who", roles=frozenset({Role.USER})
    ).id
    collaboration.join(user, built.node, made, party=holder.party, roles=frozenset({Role.HOLDER}))
    dataset = attached(built, holder, made, data)
    agreed(built, user, holder, made, dataset, Mode.DELIVER)
    return home


@pytest.fixture(scope="module")
def points(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many points the whole story passes."""
    whole = tmp_path_factory.mktemp("whole") / "home"
    shutil.copytree(prepared, whole)
    code, passed = child(whole, 0)
    assert code == 0
    return int(passed)


def child(home: Path, limit: int) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.app.crash_child", str(home), str(limit)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {0, KILLED}, done.stderr
    return done.returncode, done.stdout


def told(node: Node) -> Counter[tuple[str, str]]:
    """How often each log tells of each kind of act, receipts by what they are of."""
    names = {stored.record.id: stored.record.name for stored in node.records.find(Party)}
    found: Counter[tuple[str, str]] = Counter()
    for owner in node.logs.owners():
        for entry in map(parse, (each.body for each in node.logs.entries(owner))):
            of = dict(entry.facts).get("kind", "") if entry.subject.type == "message" else ""
            found[names[owner], f"{entry.kind.value} {of}".strip()] += 1
    return found


def test_killed_anywhere_the_next_start_finishes_what_was_begun(
    prepared: Path, points: int, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(prepared, whole)
    uncrashed = opened(whole, 1)
    finish(uncrashed)
    expected = told(uncrashed)

    step = max(1, points // RUNS)
    for limit in range(1 + points % step, points + 1, step):
        home = tmp_path / f"at-{limit}"
        shutil.copytree(prepared, home)
        code, _ = child(home, limit)
        assert code == KILLED, limit
        node = opened(home, 3)
        sweep(node)
        account.verify(OPERATOR, node)
        finish(node)
        account.verify(OPERATOR, node)
        assert told(node) == expected, f"killed at point {limit} of {points} ({SCALE})"
        (agreement,) = node.records.find(Agreement)
        assert agreement.record.key_destroyed
        assert not node.vault.has_key(agreement.record.id)
        assert node.outbox.waiting() == ()
        shutil.rmtree(home)
