"""The one place where ports meet adapters; built when called, never at import."""

import os
from pathlib import Path

from commonweal.adapters.clock import UlidMaker, UtcClock
from commonweal.adapters.drops import DropFolders
from commonweal.adapters.engines import engine
from commonweal.adapters.holdings import HoldingFolders
from commonweal.adapters.jobs import JobTable
from commonweal.adapters.keys import KeyFolder
from commonweal.adapters.passwords import Argon2Passwords
from commonweal.adapters.records import open_store
from commonweal.adapters.releases import ReleaseFolder
from commonweal.adapters.setupcode import SetUpFile
from commonweal.adapters.vault import VaultFolder
from commonweal.app.node import Node
from commonweal.app.settings import DEMO, Settings
from commonweal.model.errors import Unavailable
from commonweal.model.ports import Clock


def build(settings: Settings, clock: Clock | None = None) -> Node:
    """The node of a home; makes the home if it is new.

    Raises:
        Unavailable: the home cannot be made, opened or written.
    """
    home = _home(settings.home)
    time = clock or UtcClock()
    ids = UlidMaker(time)
    store = open_store(settings.database, clock=time, ids=ids, node=settings.node)
    return Node(
        home=home,
        records=store.records,
        logs=store.logs,
        outbox=store.outbox,
        logins=store.logins,
        replies=store.replies,
        answers=store.answers,
        passwords=Argon2Passwords(),
        set_up_code=SetUpFile(home / "setup"),
        keys=KeyFolder(home / "keys"),
        vault=VaultFolder(home / "vault"),
        holdings=HoldingFolders(),
        drops=DropFolders(home / "drop"),
        releases=ReleaseFolder(home / "releases"),
        jobs=JobTable(store.engine, clock=time, ids=ids),
        clock=time,
        ids=ids,
        engine=lambda spill: engine("duckdb", work=spill),
        hosts=settings.hosts,
        demo=(home / DEMO).is_file(),
    )


def _home(home: Path) -> Path:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as gap:
        raise Unavailable(
            detail=f"The home {home} cannot be made: {gap.strerror or gap}.",
            hint="Choose another with --home DIR or COMMONWEAL_HOME.",
        ) from gap
    effective = os.access in os.supports_effective_ids
    if not os.access(home, os.W_OK | os.X_OK, effective_ids=effective):
        raise Unavailable(
            detail=f"The home {home} cannot be written.",
            hint="Make it writable, or choose another with --home DIR.",
        )
    return home
