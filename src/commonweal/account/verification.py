"""Does a log fit itself and what its owner signed?

Everything is read once, in order; the first thing that does not fit is named.

Source: RFC 6962 section 2.1, C2SP tlog-checkpoint 1.0.0.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from commonweal.account.census import Latest, Told, remember
from commonweal.account.checkpoint import Checkpoint, open_signed
from commonweal.account.entry import parse
from commonweal.account.tree import Frontier, leaf_hash
from commonweal.model.errors import Invalid, Tampered
from commonweal.model.evidence import Entry, Kind
from commonweal.model.ids import KeyId, PartyId
from commonweal.model.party import PartyKey
from commonweal.model.ports import LoggedEntry

_HINT = "Everything before it fits. Restore a backup, or compare with a partner's checkpoints."


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """One log as it is stored, to be verified.

    While others append, read checkpoints and head first and the entries last.
    """

    node: str
    party: PartyId
    """Whose log it is."""
    keys: tuple[PartyKey, ...]
    """The owner's key history."""
    entries: Iterable[LoggedEntry]
    head: tuple[int, bytes]
    """The size and root that the store claims."""
    checkpoints: Sequence[tuple[int, str]]
    """(size, signed note), in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A log in which everything fits."""

    log: PartyId
    entries: int
    root: bytes
    checkpoints: int
    latest: Latest
    """What it tells of the records, for `census.verify_records`."""


def verify_log(log: Log) -> Verified:
    """Read a log from its first entry to its head, and hold it against its checkpoints.

    Raises:
        Tampered: something does not fit; `entry` is the position of the first entry concerned.
    """
    walk = _Walk(log)
    walk.pass_checkpoints()
    for logged in log.entries:
        walk.take(logged)
        walk.pass_checkpoints()
    return walk.arrived()


class _Walk:
    """How far a log has been read, and what it has said so far."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._frontier = Frontier()
        self._before: Entry | None = None
        self._ended = set[KeyId]()
        self._checkpoints = _ascending(log.checkpoints)
        self._ahead = next(self._checkpoints, None)
        self._passed = 0
        self._anchored = 0
        self._latest: dict[tuple[str, str], Told] = {}

    def take(self, logged: LoggedEntry) -> None:
        """Read one entry more."""
        entry = self._parsed(logged)
        self._check_place(entry, logged)
        if logged.leaf != leaf_hash(logged.body):
            raise self._wrong("its leaf hash is not that of its bytes")
        frontier = self._frontier.appended(logged.leaf)
        if logged.root != frontier.root:
            raise self._wrong("its root does not follow from the entries up to it")
        self._frontier, self._before = frontier, entry
        self._ended.update(_ended_keys(entry, self._log))
        remember(self._latest, entry)

    def pass_checkpoints(self) -> None:
        """Compare with every checkpoint of exactly this size."""
        while self._ahead and self._ahead[0] <= self._frontier.size:
            checkpoint = self._opened(*self._ahead)
            if checkpoint.root != self._frontier.root:
                raise self._rewritten(checkpoint)
            self._anchored = checkpoint.size
            self._passed += 1
            self._ahead = next(self._checkpoints, None)

    def arrived(self) -> Verified:
        """The log is read; compare with what was signed beyond its end, and with its head."""
        size, root = self._frontier.size, self._frontier.root
        if self._ahead:
            signed = self._opened(*self._ahead).size
            raise _misfit(
                f"The log of {self._log.party} ends after {size} entries, but its owner signed "
                f"{signed}: entry {size} and what followed are gone",
                self._log.party,
                size,
            )
        if self._log.head != (size, root):
            raise _misfit(
                f"The head of the log of {self._log.party} says {self._log.head[0]} entries and "
                f"root {self._log.head[1].hex()}; its entries are {size} with root {root.hex()}",
                self._log.party,
                min(size, self._log.head[0]),
            )
        return Verified(
            log=self._log.party,
            entries=size,
            root=root,
            checkpoints=self._passed,
            latest=self._latest,
        )

    def _parsed(self, logged: LoggedEntry) -> Entry:
        try:
            return parse(logged.body)
        except Invalid as gap:
            raise self._wrong(gap.detail) from gap

    def _check_place(self, entry: Entry, logged: LoggedEntry) -> None:
        due = self._frontier.size
        if logged.seq != due or entry.seq != due:
            raise self._wrong(f"it is numbered {logged.seq} outside and {entry.seq} inside")
        if entry.party != self._log.party:
            raise self._wrong(f"it belongs to the log of {entry.party!r}")
        if self._before and entry.at < self._before.at:
            raise self._wrong(f"its time {entry.at} lies before that of the entry before it")

    def _opened(self, size: int, note: str) -> Checkpoint:
        publics = {key.public: key.id for key in self._log.keys}
        origin = f"{self._log.node}/{self._log.party}"
        try:
            checkpoint, public = open_signed(note, origin, publics)
        except (Invalid, Tampered) as gap:
            raise self._bad_checkpoint(size, gap.detail) from gap
        if checkpoint.size != size:
            raise self._bad_checkpoint(size, f"It speaks of {checkpoint.size} entries.")
        if publics[public] in self._ended:
            raise self._bad_checkpoint(
                size, f"The key {publics[public]} had ended within those entries."
            )
        return checkpoint

    def _wrong(self, why: str) -> Tampered:
        seq = self._frontier.size
        said = f"Entry {seq} of the log of {self._log.party} does not fit: {why.rstrip('.')}"
        return _misfit(said, self._log.party, seq)

    def _bad_checkpoint(self, size: int, why: str) -> Tampered:
        said = f"The checkpoint of {self._log.party} at {size} entries does not hold: "
        return _misfit(said + why.rstrip("."), self._log.party, self._anchored)

    def _rewritten(self, checkpoint: Checkpoint) -> Tampered:
        return _misfit(
            f"The log of {self._log.party} is not the one its owner signed at {checkpoint.size} "
            f"entries: one of the entries {self._anchored} to {checkpoint.size - 1} was changed",
            self._log.party,
            self._anchored,
        )


def _ascending(checkpoints: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    return iter(sorted(checkpoints))


def _ended_keys(entry: Entry, log: Log) -> set[KeyId]:
    """The keys that this entry says have ended: the one revoked, or all before a new one."""
    if entry.subject.id != log.party:
        return set()
    named = {value for name, value in entry.facts if name == "key"}
    known = [key.id for key in log.keys]
    if entry.kind is Kind.KEY_ROTATED:
        return set(takewhile(lambda id: id not in named, known))
    return {id for id in known if id in named} if entry.kind is Kind.KEY_REVOKED else set()


def _misfit(said: str, log: PartyId, seq: int) -> Tampered:
    return Tampered(detail=f"{said}.", hint=_HINT, log=log, entry=seq)
