"""What a database cannot do: a sentence with a hint, and the state as before."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import NoSuchTableError

from commonweal.adapters.records import Store, open_store
from commonweal.adapters.records.database import writing
from commonweal.adapters.records.outage import translated
from commonweal.model.errors import Conflict, Invalid, Unavailable
from commonweal.model.ids import CollaborationId, DatasetId
from commonweal.model.party import Party
from tests.records.builders import HOLDER, USER, Hands, change, grant, opened, party, refusal

NOBODY = 65534


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    store = opened(f"sqlite:///{tmp_path}/records.db")
    store.records.commit(change(party()))
    yield store
    store.close()


def _set_on_connect(store: Store, pragma: str) -> None:
    store.engine.dispose()
    event.listen(store.engine, "connect", lambda raw, _: raw.execute(f"PRAGMA {pragma}"))


def test_a_full_disk_at_commit_changes_nothing(sqlite_store: Store) -> None:
    with writing(sqlite_store.engine) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    _set_on_connect(sqlite_store, f"max_page_count = {pages}")
    before = dict(sqlite_store.records.census())
    head = sqlite_store.logs.head(HOLDER)
    with pytest.raises(Unavailable, match=r"disk .* is full; nothing was changed") as refused:
        sqlite_store.records.commit(change(party(USER, name="x" * 1_000_000)))
    assert "Free some space" in refused.value.hint
    assert dict(sqlite_store.records.census()) == before
    assert sqlite_store.logs.head(HOLDER) == head


def test_a_full_disk_in_the_middle_of_a_large_commit_leaves_no_half(sqlite_store: Store) -> None:
    with writing(sqlite_store.engine) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    _set_on_connect(sqlite_store, f"max_page_count = {pages + 20}")
    changes = [change(party(name="x" * 200 * n), n) for n in range(1, 300)]
    with pytest.raises(Unavailable, match="full"):
        sqlite_store.records.commit(*changes)
    assert sqlite_store.records.get(Party, HOLDER).version == 1
    sqlite_store.records.commit(change(party(name="small"), 1))
    assert sqlite_store.logs.head(HOLDER)[0] == 2


def test_a_writer_that_does_not_finish_is_named(sqlite_store: Store, tmp_path: Path) -> None:
    other = opened(f"sqlite:///{tmp_path}/records.db")
    _set_on_connect(other, "busy_timeout = 20")
    with (
        writing(sqlite_store.engine),
        pytest.raises(Unavailable, match="Another process is writing"),
    ):
        other.records.commit(change(party(USER)))
    other.records.commit(change(party(USER)))
    other.close()


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "records.db"
    file.write_bytes(content)
    with pytest.raises(Unavailable, match="damaged or is no database") as refused:
        opened(f"sqlite:///{file}")
    assert "backup" in refused.value.hint
    assert file.read_bytes() == content


@contextmanager
def _powerless() -> Iterator[None]:
    """Without root's power to write what is read-only."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that every user of this machine can reach."""
    folder = Path(tempfile.mkdtemp(prefix="weal-home-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_home_that_is_new_cannot_be_opened(home: Path) -> None:
    home.chmod(0o555)
    with _powerless(), pytest.raises(Unavailable, match="cannot be opened") as refused:
        opened(f"sqlite:///{home}/records.db")
    assert "home folder" in refused.value.hint
    assert list(home.iterdir()) == []


def test_a_read_only_file_is_not_written(home: Path) -> None:
    url = f"sqlite:///{home}/records.db"
    store = opened(url)
    store.records.commit(change(party()))
    before = dict(store.records.census())
    store.close()
    for file in home.iterdir():
        file.chmod(0o444)
    home.chmod(0o555)
    with _powerless(), pytest.raises(Unavailable, match=r"not written|cannot be opened"):
        opened(url).records.commit(change(party(USER)))
    home.chmod(0o755)
    (home / "records.db").chmod(0o644)
    again = opened(url)
    assert dict(again.records.census()) == before
    again.close()


@pytest.fixture
def postgres_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    make: Callable[[], str] = request.getfixturevalue("postgres_server").fresh
    store = opened(make())
    store.records.commit(change(party()))
    yield store
    store.close()


@pytest.mark.conformance
def test_a_read_only_server_is_not_written(postgres_store: Store) -> None:
    with writing(postgres_store.engine) as connection:
        connection.execute(text("ALTER ROLE CURRENT_USER SET default_transaction_read_only = on"))
    postgres_store.engine.dispose()
    with pytest.raises(Unavailable, match="read but not written"):
        postgres_store.records.commit(change(party(USER)))
    assert postgres_store.records.get(Party, HOLDER).version == 1


@pytest.mark.conformance
def test_a_server_that_goes_away_is_unavailable_and_may_come_back(postgres_store: Store) -> None:
    leave = text("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(Unavailable), writing(postgres_store.engine) as connection:
        connection.execute(leave)
    postgres_store.records.commit(change(party(USER)))
    assert postgres_store.logs.head(HOLDER)[0] == 2


def test_a_record_that_refers_to_an_absent_one_is_refused(store: Store) -> None:
    with pytest.raises(Invalid, match="refers to another one that is not here"):
        store.records.commit(change(party()), change(grant()))
    assert store.logs.owners() == ()


def test_the_database_itself_holds_references_together(store: Store) -> None:
    store.records.commit(change(party()))
    with pytest.raises(Invalid, match="refers"), writing(store.engine) as connection:
        connection.execute(text("UPDATE entry SET log = 'par_absent'"))
    assert store.logs.owners() == (HOLDER,)


@pytest.mark.conformance
def test_a_character_the_server_cannot_keep_is_refused(postgres_store: Store) -> None:
    odd = replace(
        refusal(), collaboration=CollaborationId(""), party=HOLDER, dataset=DatasetId("dat_\x00")
    )
    with pytest.raises(Invalid, match="cannot keep"):
        postgres_store.records.commit(change(odd))


class OneName:
    """Always the same id."""

    def new(self, kind: str) -> str:
        return f"{kind}_1"


def test_an_id_that_is_taken_is_a_conflict_and_changes_nothing(url: str) -> None:
    store = open_store(url, clock=Hands(), ids=OneName())
    store.records.commit(change(party(), tell=(USER,)))
    with pytest.raises(Conflict, match="already here"):
        store.records.commit(change(party(USER), tell=(USER,)))
    assert [one.record.id for one in store.records.find(Party)] == [HOLDER]
    store.close()


def test_an_error_that_is_no_outage_passes_unchanged() -> None:
    with pytest.raises(NoSuchTableError), translated():
        raise NoSuchTableError("party")
