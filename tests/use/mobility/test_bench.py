from pathlib import Path

from commonweal.model.ports import Engine
from commonweal.use.mobility.bench import bench


def test_the_bench_tells_time_beside_a_plain_scan_and_leaves_only_its_records(
    engine: Engine, tmp_path: Path
) -> None:
    told = [bench(tmp_path, subscribers=300, days=9, seed=1, engine=engine) for _ in range(2)]
    for one in told:
        assert one["label"] == "synthetic"
        assert float(one["run_to_scan"]) > 0
        assert int(one["peak_mb"]) > 0
    assert told[0]["events"] == told[1]["events"] != 0
    assert float(told[1]["synth_seconds"]) <= float(told[0]["synth_seconds"])
    assert [path.name for path in tmp_path.iterdir()] == ["records-300-9-1"]
