"""Two doors lead to a lane and show the same figures; only one of them makes a release."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from commonweal.adapters.sheets import read_rows
from commonweal.app import job, use
from commonweal.model.dataset import Dataset
from commonweal.model.ids import ReleaseId
from tests.app.houses import house
from tests.app.journey import WORLD, Journey, journey
from tests.journey.weal import weal

FIGURES = (
    *("day", "origin", "destination", "subscribers", "normal", "share", "above_normal_count"),
    *("above_normal", "lower", "upper"),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return journey(house(tmp_path_factory.mktemp("doors") / "home"), tmp_path_factory.mktemp("d"))


def figures(path: Path) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_rows(path, columns=FIGURES).rows]


def test_the_governed_door_and_the_workbench_show_the_same_figures(
    told: Journey, tmp_path: Path
) -> None:
    use.take(told.user, told.house.node, told.release, out=tmp_path / "governed")
    (dataset,) = told.house.node.records.find(Dataset)
    settings = [f"--set={name}={value}" for name, value in WORLD.settings().items()]
    said = weal(
        tmp_path / "no-home", "use", "mobility", "flows", dataset.record.place, *settings,
        "--out", str(tmp_path / "own"),
    )  # fmt: skip
    assert said.code == 0, said.problem
    assert said.out["not_released"] is True
    assert not (tmp_path / "no-home").exists()
    governed = figures(tmp_path / "governed" / "flows.csv")
    assert governed == figures(tmp_path / "own" / "flows.csv")
    assert len(governed) > 0
    stamped = read_rows(tmp_path / "own" / "flows.csv", columns=["status"]).rows
    assert {row.cells["status"] for row in stamped} == {"not released"}
    assert "status" not in (tmp_path / "governed" / "flows.csv").read_text().splitlines()[0]


def test_what_is_handed_over_gives_the_same_figures_as_a_visit(
    told: Journey, tmp_path: Path
) -> None:
    running = use.run(
        told.user, told.house.node, told.delivered, lane="mobility", settings=WORLD.settings()
    )
    made = ReleaseId(job.foreground(told.user, told.house.node, running))
    delivered = use.show(told.user, told.house.node, made)
    use.take(told.user, told.house.node, delivered.id, out=tmp_path / "delivered")
    use.take(told.user, told.house.node, told.release, out=tmp_path / "visited")
    assert figures(tmp_path / "delivered" / "flows.csv") == figures(
        tmp_path / "visited" / "flows.csv"
    )


def test_no_number_and_no_small_count_is_in_any_released_file(
    told: Journey, tmp_path: Path
) -> None:
    use.take(told.user, told.house.node, told.release, out=tmp_path / "out")
    (dataset,) = told.house.node.records.find(Dataset)
    events = next(Path(dataset.record.place).glob("events/*.parquet"))
    numbers = set(pq.read_table(events, columns=["subscriber"])["subscriber"].to_pylist())
    for path in (tmp_path / "out").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not any(number in text for number in numbers), path.name
    counts = [row["subscribers"] for row in figures(tmp_path / "out" / "flows.csv")]
    assert all(int(count) >= 16 for count in counts if count)
    assert not (tmp_path / "out" / "ledger.json").exists()
