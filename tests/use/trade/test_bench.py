from pathlib import Path

from commonweal.use.trade.bench import bench
from tests.use.lanes import Idle


def test_the_bench_tells_time_and_rightness_and_leaves_only_its_papers(tmp_path: Path) -> None:
    told = [bench(tmp_path, consignments=12, seed=1, engine=Idle()) for _ in range(2)]
    for one in told:
        assert one["label"] == "synthetic"
        assert one["run_to_parse"] > 1
        assert one["clean"] <= 12
    assert told[0]["matches"] == told[1]["matches"]
    assert told[1]["synth_seconds"] <= told[0]["synth_seconds"]
    assert [path.name for path in tmp_path.iterdir()] == ["trade-12-1"]
