"""Everything the inside asks of the outside. `app/build.py` shows who answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from commonweal.model.change import Change, Message, Record, Stored
from commonweal.model.dataset import DataFile
from commonweal.model.drop import Drop, Filling
from commonweal.model.evidence import Entry, Subject
from commonweal.model.ids import (
    AgreementId,
    DeliveryId,
    JobId,
    KeyId,
    MessageId,
    PartyId,
    PersonId,
    QuestionnaireId,
    ReleaseId,
)
from commonweal.model.job import Job, JobState
from commonweal.model.output import Output

R = TypeVar("R", bound=Record)


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class Ids(Protocol):
    """Fresh names."""

    def new(self, kind: str) -> str:
        """A fresh id of that kind, such as `agr_01J...`; see `model/ids.py`."""


class Records(Protocol):
    """Where state lives. `commit` is the only writer."""

    def get(self, kind: type[R], id: str) -> Stored[R]:
        """The record of that id as it stands. Raises NotFound."""

    def find(self, kind: type[R], **equal: str) -> tuple[Stored[R], ...]:
        """All records whose named columns (`collaboration`, `state`, ...) equal, oldest first."""

    def commit(self, *changes: Change) -> tuple[Entry, ...]:
        """Execute changes in one transaction: records, evidence entries, outbox; all or nothing.

        Raises:
            Conflict: a version or state is not as it was read.
            ClockSetBack: now lies before the last entry of a log.
            Unavailable: the disk is full, or the home cannot be written.
        """

    def census(self) -> Iterator[tuple[Subject, str]]:
        """Every record as it stands: what it is, and the salted digest of what is stored."""

    def counter(self) -> int:
        """A number that moves whenever any process commits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEntry:
    """An entry as its log stores it: the canonical bytes and the two hashes kept beside them."""

    seq: int
    body: bytes
    leaf: bytes
    root: bytes
    """The root of the tree that ends with this entry."""


class EvidenceLogs(Protocol):
    """The logs of the hosted parties, to be read and checked."""

    @property
    def node(self) -> str:
        """The name of this node: the first half of every log's origin."""

    def owners(self) -> tuple[PartyId, ...]:
        """The parties that have a log here."""

    def entries(self, log: PartyId, start: int = 0) -> Iterator[LoggedEntry]:
        """The entries of one log from position `start`, in order."""

    def head(self, log: PartyId) -> tuple[int, bytes]:
        """Size and root of a log; size 0 has the root of the empty tree."""

    def checkpoints(self, log: PartyId) -> tuple[tuple[int, str], ...]:
        """(size, signed note) of every checkpoint kept, smallest first."""

    def keep_checkpoint(self, log: PartyId, size: int, note: str) -> None:
        """Keep a signed note; keeping the same one twice changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message on its way, and what it answers for in its sender's log."""

    id: MessageId
    sender: PartyId
    message: Message
    collaboration: str
    leaf: str
    """Leaf hash of the sender's entry, hex: both logs then hold it."""
    attempts: int


class Outbox(Protocol):
    """Messages that have been committed and not yet been handed over."""

    def waiting(self) -> tuple[Posted, ...]:
        """What still has to go, oldest first."""

    def received(self, id: MessageId) -> bool:
        """True if the entry of its receipt is in the receiver's log."""

    def done(self, id: MessageId) -> None:
        """Take it off the list."""

    def failed(self, id: MessageId) -> None:
        """Count one attempt more."""


class Keys(Protocol):
    """The signing keys on this machine, as files outside the database."""

    def make(self, party: PartyId, key: KeyId) -> str:
        """Make an Ed25519 key pair, keep the private half, return the public one (base64)."""

    def held(self) -> tuple[tuple[PartyId, KeyId], ...]:
        """The keys whose files this process can open."""

    def sign(self, party: PartyId, key: KeyId, message: bytes) -> bytes:
        """A 64-byte Ed25519 signature. Raises Unavailable without the file."""

    def public(self, party: PartyId, key: KeyId) -> str:
        """The public half of the file's key (base64). Raises Unavailable without the file."""

    def secret(self, party: PartyId, purpose: str) -> bytes:
        """The party's own 32-byte secret for one purpose, made at first use; for pseudonyms."""


class Logins(Protocol):
    """Who is logged in. A token is known by its SHA-256 alone, hex."""

    def open(self, digest: str, person: PersonId, *, now: datetime, until: datetime) -> None:
        """Let the token of that digest stand for a person until then."""

    def person(self, digest: str, now: datetime) -> PersonId | None:
        """Whom the token of that digest stands for; None if it is unknown, closed or over."""

    def close(self, digest: str, now: datetime) -> None:
        """End one login; nothing to do for one that is unknown."""

    def close_all(self, person: PersonId, now: datetime) -> None:
        """End every login of a person."""

    def attempt(self, who: str, now: datetime) -> bool:
        """Count a try of `who` before it is looked at; False if there were too many just now."""

    def forgive(self, who: str) -> None:
        """Forget the tries of `who`: the last one was right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was answered to a request that named itself with a key."""

    request: str
    """SHA-256 of method, path and body, hex: the same key may not name another request."""
    status: int
    """0 while it is being answered, or if that was cut short."""
    media: str
    body: bytes


class Replies(Protocol):
    """Answers that are given again when the same request comes again."""

    def begin(self, asker: str, key: str, request: str, now: datetime) -> Reply | None:
        """Begin to answer; or what is there already under that key of that asker."""

    def keep(self, asker: str, key: str, kept: Reply) -> None:
        """Keep what was answered."""

    def drop(self, asker: str, key: str) -> None:
        """Nothing was done: the key is free again."""


class Answers(Protocol):
    """What respondents have answered so far and not handed in; seen by nobody else, no evidence."""

    def kept(self, questionnaire: QuestionnaireId) -> str:
        """What was kept, as it was given; empty if nothing."""

    def keep(self, questionnaire: QuestionnaireId, content: str) -> None:
        """Keep it in the place of what was there."""

    def forget(self, questionnaire: QuestionnaireId) -> None:
        """Erase it, and scrub; nothing to do where nothing is."""

    def scrub(self) -> None:
        """Let nothing that was erased or replaced linger in the files of the records."""


class Passwords(Protocol):
    """How a password is kept: slow to make, slow to check, salted."""

    def hashed(self, password: str) -> str:
        """What is kept of a password."""

    def fits(self, kept: str, password: str) -> bool:
        """True if that was kept of this password; as slow where nothing was kept."""


class SetUpCode(Protocol):
    """The one-time code by which the first person of this home comes in; its digest is kept."""

    def keep(self, digest: str) -> None:
        """Let the code of that digest be the one that counts."""

    def known(self, digest: str) -> bool:
        """True if the code of that digest counts."""

    def take(self, digest: str) -> bool:
        """Use the code up: True once, for one caller alone."""

    def drop(self) -> None:
        """Let no code count any more."""


class Vault(Protocol):
    """Delivered files of a recipient, encrypted under one key per agreement."""

    def seal(
        self, agreement: AgreementId, delivery: DeliveryId, files: Iterable[tuple[str, Path]]
    ) -> tuple[tuple[str, int, str], ...]:
        """Encrypt files into the vault; (name, bytes, sha256 of the plain bytes) of each.

        Idempotent: sealing again replaces a half-written delivery.
        """

    def opened(self, agreement: AgreementId, delivery: DeliveryId) -> AbstractContextManager[Path]:
        """A private folder of plain files for the length of the block, then gone."""

    def has_key(self, agreement: AgreementId) -> bool:
        """True if the agreement's key is there."""

    def destroy_key(self, agreement: AgreementId) -> None:
        """Overwrite and remove the agreement's key and sealed files; nothing to do if gone."""

    def sweep(self, keep: frozenset[DeliveryId]) -> int:
        """Remove deliveries not in `keep` and plain folders a crash left; how many."""


class Holdings(Protocol):
    """A holder's own folders."""

    def listing(self, place: Path) -> tuple[DataFile, ...]:
        """Every file below a folder, by name, with size and SHA-256. Raises Invalid."""

    def version(self, files: tuple[DataFile, ...]) -> str:
        """One SHA-256 over names and contents."""


class Drops(Protocol):
    """Files that hosted parties bring, before they become datasets."""

    def place(self, party: PartyId) -> Path:
        """Where the drops of a party lie, if it has any."""

    def folder(self, party: PartyId) -> Path:
        """The same place, made if need be."""

    def listing(self, party: PartyId) -> tuple[Drop, ...]:
        """The drops of a party by name; nothing is hashed."""

    def filling(self, party: PartyId) -> AbstractContextManager[Filling]:
        """A place for files to come; what is not kept by the end of the block is gone."""

    def held(self, party: PartyId, name: str) -> AbstractContextManager[Path]:
        """The folder of a drop, which nobody else changes meanwhile. Raises NotFound, Conflict."""

    def check(self, party: PartyId, name: str) -> None:
        """Say nothing if a drop holds plain files alone, and at least one. Raises Invalid."""

    def remove(self, party: PartyId, name: str) -> None:
        """Delete a drop that is held, with all in it."""

    def sweep(self) -> int:
        """Remove what came by half and was left by a crash; how many times."""


class Releases(Protocol):
    """The files of releases, written once."""

    def write(self, id: ReleaseId, outputs: Sequence[Output]) -> tuple[tuple[str, str], ...]:
        """Write all files of a release, replacing a half-written try; (name, sha256) of each."""

    def read(self, id: ReleaseId, name: str, digest: str) -> bytes:
        """One file. Raises Tampered if it is not what was released."""

    def copy(self, id: ReleaseId, files: tuple[tuple[str, str], ...], out: Path) -> None:
        """Copy checked files into a new or empty folder."""

    def sweep(self, keep: frozenset[ReleaseId]) -> int:
        """Remove the files of releases not in `keep`; how many."""


class Jobs(Protocol):
    """The queue of long work, shared by every process of this home."""

    def start(
        self,
        kind: str,
        payload: Mapping[str, str],
        *,
        person: str = "",
        party: str = "",
        at: datetime | None = None,
        once: bool = False,
    ) -> JobId:
        """Queue work, to start at `at` or now; `once` returns a like job that still waits."""

    def claim(self, kinds: Sequence[str], only: JobId | None = None) -> Job | None:
        """Take one runnable job (waiting and due, or running with a dead heartbeat)."""

    def beat(self, id: JobId, done: int, total: int, unit: str) -> bool:
        """Report progress; False if someone asked to cancel."""

    def finish(self, id: JobId, state: JobState, result: str) -> None:
        """Record how it ended."""

    def cancel(self, id: JobId) -> None:
        """Ask it to stop: at once if it waits, at its next beat if it runs."""

    def resume(self, id: JobId) -> None:
        """Make a failed or cancelled job runnable again."""

    def forget(self, kind: str) -> None:
        """Remove the jobs of a kind that are over: done, failed or cancelled."""

    def get(self, id: JobId) -> Job:
        """One job. Raises NotFound."""

    def listing(self) -> tuple[Job, ...]:
        """All jobs, newest first."""


Report = Callable[[int, int, str], None]
"""Called with (done, total, unit); raises Cancelled when the person asked to stop."""


class Engine(Protocol):
    """Runs queries over files. Nothing else imports DuckDB or Spark."""

    def register(self, name: str, source: object) -> None:
        """Make a table of that name: an Arrow table, or a list of Parquet or CSV paths."""

    def run(self, query: str) -> object:
        """The rows of a query as an Arrow table."""

    def write(self, query: str, path: Path) -> None:
        """The rows of a query as one Parquet file."""
