"""Small logs to verify, and the hands that tamper with them."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from commonweal.account.checkpoint import checkpoint_text, note
from commonweal.account.entry import canonical
from commonweal.account.tree import Frontier, leaf_hash
from commonweal.account.verification import Log
from commonweal.model.evidence import Entry, Facts, Kind, Subject
from commonweal.model.ids import KeyId, PartyId
from commonweal.model.party import PartyKey
from commonweal.model.ports import LoggedEntry

START = datetime(2015, 4, 25, 6, 11, tzinfo=UTC)
NODE = "nepal"
OWNER = PartyId("par_ncell")
ORIGIN = f"{NODE}/{OWNER}"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def public(private: Ed25519PrivateKey) -> str:
    return b64encode(private.public_key().public_bytes_raw()).decode()


def key(id: str, private: Ed25519PrivateKey) -> PartyKey:
    return PartyKey(id=KeyId(id), public=public(private), since=START)


def entry(
    seq: int,
    *,
    kind: Kind = Kind.REQUEST_GRANTED,
    subject: Subject | None = None,
    digest: str | None = None,
    facts: Facts = (("count", 1),),
    party: PartyId = OWNER,
) -> Entry:
    return Entry(
        v=1,
        seq=seq,
        at=START + timedelta(seconds=seq),
        kind=kind,
        actor="per_ram",
        party=party,
        collaboration="col_quake",
        subject=subject or Subject(type="grant", id=f"gra_{seq}", version=1),
        digest=f"{seq:064x}" if digest is None else digest,
        facts=facts,
    )


def logged(entries: Sequence[Entry]) -> list[LoggedEntry]:
    return chained([canonical(one) for one in entries])


def chained(bodies: Sequence[bytes]) -> list[LoggedEntry]:
    """The entries of these bytes, with hashes that fit them."""
    frontier, found = Frontier(), []
    for seq, body in enumerate(bodies):
        frontier = frontier.appended(leaf_hash(body))
        found.append(LoggedEntry(seq=seq, body=body, leaf=leaf_hash(body), root=frontier.root))
    return found


def signed(size: int, root: bytes, private: Ed25519PrivateKey = PRIVATE) -> tuple[int, str]:
    text = checkpoint_text(ORIGIN, size, root)
    return size, note(text, ORIGIN, public(private), private.sign(text.encode()))


def log(entries: Sequence[LoggedEntry], *sizes: int) -> Log:
    """A log of these entries, its checkpoints signed at these sizes."""
    return Log(
        node=NODE,
        party=OWNER,
        keys=(key("key_1", PRIVATE),),
        entries=entries,
        head=(len(entries), entries[-1].root) if entries else (0, Frontier().root),
        checkpoints=[signed(size, entries[size - 1].root) for size in sizes],
    )


def with_entry(log: Log, seq: int, changed: LoggedEntry) -> Log:
    entries = list(log.entries)
    entries[seq] = changed
    return replace(log, entries=entries)
