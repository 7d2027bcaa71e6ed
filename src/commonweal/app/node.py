"""What this node runs on: the ports, answered."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from commonweal.model.ports import (
    Clock,
    Engine,
    EvidenceLogs,
    Holdings,
    Ids,
    Jobs,
    Keys,
    Outbox,
    Records,
    Releases,
    Vault,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node: its home folder and everything the app asks of the outside."""

    home: Path
    records: Records
    logs: EvidenceLogs
    outbox: Outbox
    keys: Keys
    vault: Vault
    holdings: Holdings
    releases: Releases
    jobs: Jobs
    clock: Clock
    ids: Ids
    engine: Callable[[Path], Engine]
    """A fresh query engine that may spill into the given folder."""
