import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from commonweal.model.errors import Invalid
from commonweal.use.food.alarm import AlarmKind
from commonweal.use.food.bench import bench, compared
from commonweal.use.food.delivery import deliveries
from commonweal.use.food.effective import effective
from commonweal.use.food.masterfile import master
from commonweal.use.food.question import question
from commonweal.use.food.synth import World, synthesise
from tests.scale import size
from tests.use.food.seasons import WORLD, season


def test_the_same_world_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    texts = []
    for name, seed in (("a", 4), ("b", 4), ("c", 5)):
        world = World(farms=8, hubs=2, buyers=3, days=7, seed=seed)
        folder = season(tmp_path / name, world)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        texts.append([path.read_bytes() for path in files])
    assert texts[0] == texts[1] != texts[2]


def test_every_file_says_that_it_is_invented(tmp_path: Path) -> None:
    for path in season(tmp_path).rglob("*.*"):
        if path.is_file():
            assert "ynthetic" in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("seed", range(size(quick=3, ci=12, full=60)))
def test_shares_and_verdicts_are_the_truth_and_never_claim_more(tmp_path: Path, seed: int) -> None:
    world = World(farms=10, hubs=2, buyers=3, days=8, seed=seed)
    made = synthesise(tmp_path, world)
    read, described = effective(tmp_path), master(tmp_path)
    assert not read.refused
    assert (read.duplicates, read.declared_wrong) == (1, 1)
    graph = read.graph(described)
    asked = deliveries(graph, described, question({}), read.last_day)
    assert len(asked) == made["deliveries"]
    cases = [each.case(graph, described, read.last_day) for each in asked]
    found = compared(tmp_path, described, cases)
    assert found["over_claims"] == 0
    assert found["shares_equal"] == found["verdicts_equal"] == found["seen"]
    assert found["seen"] > 0.5 * len(asked)
    kinds = {alarm.kind for alarm in graph.alarms}
    assert {AlarmKind.FROM_NOWHERE, AlarmKind.REWORK, AlarmKind.NOT_RECEIVED} >= kinds
    assert AlarmKind.FROM_NOWHERE in kinds


def test_a_season_without_flaws_raises_no_alarm(tmp_path: Path) -> None:
    folder = season(tmp_path, World(farms=8, hubs=2, buyers=3, days=7, seed=4, flaws=False))
    assert effective(folder).graph(master(folder)).alarms == []


def test_the_truth_adds_up(tmp_path: Path) -> None:
    text = (season(tmp_path) / "truth.json").read_text(encoding="utf-8")
    for each in json.loads(text)["deliveries"]:
        assert sum(map(Fraction, each["shares"].values())) == 1


@pytest.mark.parametrize("wrong", [{"farms": 0}, {"days": 0}, {"seed": -1}, {"farms": 10**6}])
def test_a_world_that_cannot_be_made_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(Invalid):
        replace(WORLD, **wrong)  # type: ignore[arg-type]  # each is a whole number


def test_one_of_each_is_enough(tmp_path: Path) -> None:
    assert synthesise(tmp_path, World(farms=1, hubs=1, buyers=1, days=1, seed=0))["events"] > 0
    assert WORLD.flaws


def test_the_bench_tells_speed_beside_plain_parsing_and_compares_with_the_truth(
    tmp_path: Path,
) -> None:
    told = [bench(tmp_path, farms=8, days=6, seed=1) for _ in range(2)]
    for one in told:
        assert one["label"] == "synthetic"
        assert float(one["capture_to_parse"]) > 0
        assert one["shares_equal"] == one["verdicts_equal"] == one["seen"]
        assert one["over_claims"] == 0
