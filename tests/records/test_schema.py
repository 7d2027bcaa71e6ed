"""Bringing a database to the tables of this program."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from commonweal.adapters.records import Store, tables
from commonweal.adapters.records.database import reading, writing
from commonweal.adapters.records.migrations.upgrade import settings
from commonweal.adapters.records.schema import HEAD, migrate, revision
from commonweal.model.errors import Invalid
from tests.machine import patient
from tests.records.builders import change, everything, opened, party
from tests.records.programs import ENVIRONMENT

FAST = """
import sys, time
from tests.records.builders import opened
start = time.process_time()
opened(sys.argv[1]).close()
print("alembic" in sys.modules, time.process_time() - start)
"""
LONGEST_OPENING_S = 0.3


def test_the_migrations_make_exactly_the_tables_of_the_program(
    fresh_url: Callable[[], str],
) -> None:
    store = opened(fresh_url())
    with reading(store.engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
    store.close()


def test_the_head_named_in_the_program_is_the_newest_revision(store: Store) -> None:
    with reading(store.engine) as connection:
        scripts = ScriptDirectory.from_config(settings(connection))
    assert scripts.get_heads() == [HEAD]
    assert revision(store.engine) == HEAD


def test_every_table_on_sqlite_is_strict_and_the_journal_is_a_wal(tmp_path: Path) -> None:
    store = opened(f"sqlite:///{tmp_path}/records.db")
    with reading(store.engine) as connection:
        made = connection.execute(text("SELECT name FROM pragma_table_list WHERE strict"))
        assert set(made.scalars()) == set(tables.metadata.tables)
        settings_of = ("journal_mode", "foreign_keys", "synchronous")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in settings_of]
    assert found == ["wal", 1, 2]
    store.close()


SINCE = {
    "0002": ("attempt", "login", "person"),
    "0003": ("reply",),
    "0004": ("answers", "questionnaire", "remark", "surroundings"),
    "0005": ("frontier", "limit", "approval", "explanation", "override"),
}
"""The tables that each revision made; all later ones are dropped to go back to an earlier one."""


@pytest.mark.parametrize("older", ["0001", "0002", "0003", "0004"])
def test_a_home_of_earlier_tables_gets_the_new_ones_and_keeps_its_records(
    url: str, older: str
) -> None:
    from alembic import command

    store = opened(url)
    store.records.commit(change(party()))
    before = dict(store.records.census())
    with writing(store.engine) as connection:
        for name in (name for made, names in SINCE.items() if made > older for name in names):
            connection.exec_driver_sql(f'DROP TABLE "{name}"')
        command.stamp(settings(connection), older)
    migrate(store.engine)
    assert dict(store.records.census()) == before
    for record in everything()[1:]:
        store.records.commit(change(record))
    store.close()


def test_migrating_twice_changes_nothing(store: Store) -> None:
    store.records.commit(change(party()))
    before = dict(store.records.census())
    migrate(store.engine)
    assert dict(store.records.census()) == before


def test_a_database_of_a_newer_program_is_left_alone(store: Store, url: str) -> None:
    with writing(store.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Invalid, match="newer version of weal"):
        opened(url)


def test_opening_what_is_up_to_date_is_quick_and_needs_no_alembic(store: Store, url: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FAST, url],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
    )
    imported, seconds = ran.stdout.split()
    assert imported == "False"
    assert float(seconds) < patient(LONGEST_OPENING_S)


def test_many_that_open_a_new_home_at_once_agree_on_one_node(
    fresh_url: Callable[[], str],
) -> None:
    url = fresh_url()
    names: list[str] = []
    gate = threading.Barrier(4, timeout=60)

    def open_it() -> None:
        gate.wait()
        store = opened(url)
        names.append(store.logs.node)
        store.close()

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 4
    assert len(set(names)) == 1
