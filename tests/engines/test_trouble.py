import gzip
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from commonweal.adapters.engines import engine as engine_called
from commonweal.adapters.engines.trouble import as_ours
from commonweal.model.errors import Invalid, Unavailable
from commonweal.model.ports import Engine

LINES = b"person,at\n" + b"".join(b"98012%05d,2015-04-25\n" % place for place in range(30_000))


def read(engine: Engine, path: Path) -> None:
    engine.register("events", [path])
    engine.run("select count(distinct person) from events")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.parquet", b"PAR1 and no more"),
        ("a.parquet", b""),
        ("a.csv.gz", gzip.compress(LINES)[:20_000]),
        ("a.csv.gz", LINES),
        ("a.csv", LINES + b"9801234567\n"),
        ("a.csv", LINES.replace(b"9801220000", b"980122\xff000")),
    ],
    ids=["stub", "empty", "cut", "not-gzip", "ragged", "not-utf8"],
)
def test_a_file_that_cannot_be_read_is_named_and_never_quoted(
    engine: Engine, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Invalid) as caught:
        read(engine, tmp_path / name)
    assert caught.value.fields["file"] == name
    assert "98012" not in str(caught.value.problem())
    assert str(tmp_path) not in str(caught.value.problem())


def test_a_line_is_named_where_the_engine_knows_it(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(LINES + b"9801234567\n")
    with pytest.raises(Invalid, match="line 30002"):
        read(engine, tmp_path / "a.csv")


def test_a_file_that_is_gone_is_a_sentence(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"gone\.parquet"):
        read(engine, tmp_path / "gone.parquet")


def test_a_failed_write_leaves_what_was_there(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(LINES + b"9801234567\n")
    (tmp_path / "out.parquet").write_bytes(b"before")
    engine.register("events", [tmp_path / "a.csv"])
    with pytest.raises(Invalid):
        engine.write("select * from events", tmp_path / "out.parquet")
    assert (tmp_path / "out.parquet").read_bytes() == b"before"


def test_no_place_to_write_is_unavailable(engine: Engine, tmp_path: Path) -> None:
    engine.register("events", pa.table({"n": [1]}))
    with pytest.raises(Unavailable):
        engine.write("select n from events", tmp_path / "nowhere" / "out.parquet")


def test_too_little_memory_and_disk_is_unavailable(tmp_path: Path) -> None:
    small = engine_called("duckdb", tmp_path, memory_mb=1)
    with pytest.raises(Unavailable):
        small.run("select list(i) from range(5000000) as t(i)")


@pytest.mark.parametrize(
    "told",
    [
        RuntimeError("Query interrupted"),
        duckdb.InvalidInputException(
            "unsuccessful query result\nError: INTERRUPT Error: Interrupted!"
        ),
    ],
)
def test_an_interrupt_is_the_persons_and_no_damaged_file(told: Exception, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), as_ours([tmp_path / "events.parquet"]):
        raise told
