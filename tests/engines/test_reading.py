from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from commonweal.adapters.engines import engine as engine_called
from commonweal.model.errors import UnknownTerm
from commonweal.model.ports import Engine


def rows(engine: Engine, query: str) -> list[dict[str, object]]:
    found = engine.run(query)
    assert isinstance(found, pa.Table)
    listed: list[dict[str, object]] = found.to_pylist()
    return listed


def parquet(path: Path, **columns: list[object]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_people_per_cell_from_parquet_files(engine: Engine, tmp_path: Path) -> None:
    one = parquet(tmp_path / "1.parquet", person=["p", "q"], cell=["a", "a"])
    two = parquet(tmp_path / "2.parquet", person=["r"], cell=["b"])
    engine.register("events", [one, two])
    query = "select cell, count(*) as people from events group by cell order by cell"
    assert rows(engine, query) == [{"cell": "a", "people": 2}, {"cell": "b", "people": 1}]


def test_csv_is_text_whatever_its_delimiter_and_byte_order_mark(
    engine: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_bytes("\ufeffperson;at\n007;2015-04-25\n".encode())
    engine.register("events", [file])
    assert rows(engine, "select * from events") == [{"person": "007", "at": "2015-04-25"}]


def test_registering_again_replaces_a_table_by_files_and_back(
    engine: Engine, tmp_path: Path
) -> None:
    engine.register("events", pa.table({"n": [1]}))
    engine.register("events", [parquet(tmp_path / "1.parquet", n=[2])])
    assert rows(engine, "select n from events") == [{"n": 2}]
    engine.register("events", pa.table({"n": [3]}))
    assert rows(engine, "select n from events") == [{"n": 3}]


def test_a_name_with_wildcards_and_quotes_is_one_file(engine: Engine, tmp_path: Path) -> None:
    odd = parquet(tmp_path / "a*[1]'.parquet", n=[1])
    parquet(tmp_path / "ab1'.parquet", n=[2])
    engine.register("events", [odd])
    assert rows(engine, "select n from events") == [{"n": 1}]


def test_a_folder_called_like_a_partition_adds_no_column(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "day=3"
    folder.mkdir()
    engine.register("events", [parquet(folder / "1.parquet", n=[1])])
    assert rows(engine, "select * from events") == [{"n": 1}]


def test_what_is_written_can_be_read_by_others(engine: Engine, tmp_path: Path) -> None:
    engine.register("events", pa.table({"n": [1, 2]}))
    engine.write("select n from events where n > 1", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").to_pydict() == {"n": [2]}
    assert [path.name for path in tmp_path.glob("out*")] == ["out.parquet"]


def test_a_time_without_a_zone_is_utc(engine: Engine) -> None:
    query = "select epoch_us(cast('1970-01-01 00:00:01' as timestamptz)) as us"
    assert rows(engine, query) == [{"us": 1_000_000}]


def test_an_engine_we_do_not_have_is_an_unknown_term(tmp_path: Path) -> None:
    with pytest.raises(UnknownTerm, match="dukdb") as caught:
        engine_called("dukdb", tmp_path)
    assert "duckdb" in caught.value.hint
