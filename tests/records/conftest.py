"""One suite, both databases: every test that asks for `url` or `store` runs on each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from commonweal.adapters.records import Store
from commonweal.adapters.records.database import open_engine, writing
from commonweal.adapters.records.schema import HEAD
from commonweal.adapters.records.tables import metadata
from tests.records import postgres
from tests.records.builders import opened

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.conformance))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    home = postgres.programs()
    if home is None:
        pytest.skip("PostgreSQL is not installed (no initdb found)")
    with postgres.server(home) as running:
        yield running


@pytest.fixture(scope="session")
def postgres_url(postgres_server: postgres.Server) -> str:
    """A database with tables, which each test that uses it leaves empty."""
    url = postgres_server.fresh()
    opened(url).close()
    _empty(url)
    return url


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def fresh_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes URLs of databases without tables."""
    if database == "postgres":
        running: postgres.Server = request.getfixturevalue("postgres_server")
        return running.fresh
    files = (tmp_path / f"records{n}.db" for n in range(100_000))
    return lambda: f"sqlite:///{next(files)}"


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without records."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path}/records.db"
        return
    shared: str = request.getfixturevalue("postgres_url")
    yield shared
    _empty(shared)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    found = opened(url)
    yield found
    found.close()


def _empty(url: str) -> None:
    engine = open_engine(url)
    names = ", ".join(f'"{name}"' for name in metadata.tables)
    with writing(engine) as connection:
        connection.execute(text(f"TRUNCATE {names}"))
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})
    engine.dispose()
