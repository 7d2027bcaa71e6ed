"""What this node runs on: the ports, answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from commonweal.model.ports import (
    Answers,
    Clock,
    Drops,
    Engine,
    EvidenceLogs,
    Holdings,
    Ids,
    Jobs,
    Keys,
    Logins,
    Outbox,
    Passwords,
    Records,
    Releases,
    Replies,
    SetUpCode,
    Vault,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node: its home folder and everything the app asks of the outside."""

    home: Path
    records: Records
    logs: EvidenceLogs
    outbox: Outbox
    logins: Logins
    replies: Replies
    answers: Answers
    passwords: Passwords
    set_up_code: SetUpCode
    keys: Keys
    vault: Vault
    holdings: Holdings
    drops: Drops
    releases: Releases
    jobs: Jobs
    clock: Clock
    ids: Ids
    engine: Callable[[Path], Engine]
    """A fresh query engine that may spill into the given folder."""
    hosts: frozenset[str] = frozenset()
    """Names by which browsers may reach the pages, besides those of this machine itself."""
    demo: bool = False
    """True in the home of a demo alone: nobody logs in, whoever looks may act for any party."""

    def without_home(self, sentence: str) -> str:
        """A sentence for people elsewhere: where on this machine the home lies is left out."""
        for place in (self.home, self.home.resolve()):
            sentence = sentence.replace(f"{place}/", "HOME/")
        return sentence

    @property
    def today(self) -> date:
        """The UTC day that it is: what is told now is dated so."""
        return self.clock.now().date()
