"""DuckDB in this process: the default engine."""

# ruff: noqa: S608 - the SQL is made of our own words; names from files are quoted

import os
import re
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from commonweal.adapters.engines.trouble import as_ours

ROW_GROUP = 500_000


def opened(work: Path, memory_mb: int) -> "DuckDB":
    """A fresh DuckDB that spills below `work` and downloads nothing."""
    spill = work / "spill"
    spill.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings: dict[str, str | int | float | bool | list[str]] = {
        "memory_limit": f"{memory_mb}MB",
        "threads": os.cpu_count() or 1,
        "temp_directory": str(spill),
        "temp_file_encryption": True,
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute("set timezone = 'UTC'")
    return DuckDB(connection)


class DuckDB:
    """Implements the port `Engine`. A naive time stamp is UTC."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take over an open connection."""
        self._connection = connection
        self._files: dict[str, tuple[Path, ...]] = {}

    def register(self, name: str, source: object) -> None:
        """Make a table of that name: an Arrow table, or a list of Parquet or CSV paths.

        CSV arrives as text in every column; its delimiter and byte order mark are found out.
        """
        self._forget(name)
        if isinstance(source, pa.Table):
            self._connection.register(name, source)
        elif isinstance(source, Sequence) and not isinstance(source, str):
            self._files[name] = tuple(Path(str(one)) for one in source)
            self._view(name)
        else:
            raise TypeError(f"cannot register a {type(source).__name__}")

    def run(self, query: str) -> pa.Table:
        """The rows of a query. Raises Invalid for a file it cannot read, Unavailable for room."""
        with as_ours(self._behind(query)):
            return self._connection.sql(query).to_arrow_table()

    def write(self, query: str, path: Path) -> None:
        """The rows of a query as one Parquet file, which appears whole or not at all."""
        half = path.with_name(f"{path.name}.half")
        options = f"format parquet, compression zstd, row_group_size {ROW_GROUP}"
        with as_ours(self._behind(query)):
            self._connection.execute(f"copy ({query}) to {_text(str(half))} ({options})")
        half.replace(path)

    def close(self) -> None:
        """Give back memory and remove what was spilt."""
        self._connection.close()

    def _view(self, name: str) -> None:
        files = self._files[name]
        query = f"create view {_name(name)} as select * from {_reader(files)}"
        with as_ours(files):
            self._connection.execute(query)

    def _behind(self, query: str) -> tuple[Path, ...]:
        """The files that a query may be reading."""
        words = set(re.findall(r"\w+", query))
        return tuple(file for name, files in self._files.items() if name in words for file in files)

    def _forget(self, name: str) -> None:
        self._files.pop(name, None)
        self._connection.unregister(name)
        self._connection.execute(f"drop view if exists {_name(name)}")


def _reader(paths: Sequence[Path]) -> str:
    listed = ", ".join(_text(_literal(str(path))) for path in paths)
    if all(path.suffix == ".parquet" for path in paths):
        return f"read_parquet([{listed}], hive_partitioning = false)"
    return f"read_csv([{listed}], all_varchar = true, header = true, hive_partitioning = false)"


def _literal(path: str) -> str:
    """The path with its wildcards quoted, so that a name is one file."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
