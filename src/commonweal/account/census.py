"""Is every stored record the newest version that some log tells of, and nothing missing?

Several logs of a node may tell of one record; the newest version over all of them counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonweal.model.errors import Tampered
from commonweal.model.evidence import Entry, Subject, told_also
from commonweal.model.ids import PartyId

_HINT = "Restore a backup; the log says what the record was and who changed it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The newest version of a record that a log tells of, and where."""

    version: int
    digest: str
    log: PartyId
    seq: int


Latest = Mapping[tuple[str, str], Told]
"""By type and id of the record."""


def remember(latest: dict[tuple[str, str], Told], entry: Entry) -> None:
    """Add what an entry tells to `latest`; an entry without a digest tells of no record.

    Raises:
        Tampered: an entry before it tells of the same version with another digest.
    """
    written = [(entry.subject, entry.digest)] if entry.digest else []
    for about, digest in (*written, *told_also(entry.facts)):
        told = Told(version=about.version, digest=digest, log=entry.party, seq=entry.seq)
        record = (about.type, about.id)
        latest[record] = _newer(record, latest.get(record, told), told)


def merged(logs: Iterable[Latest]) -> dict[tuple[str, str], Told]:
    """The newest version of every record over all logs of a node.

    Raises:
        Tampered: two logs tell of the same version with different digests.
    """
    newest: dict[tuple[str, str], Told] = {}
    for latest in logs:
        for record, told in latest.items():
            newest[record] = _newer(record, newest.get(record, told), told)
    return newest


def verify_records(latest: Latest, census: Iterable[tuple[Subject, str]]) -> int:
    """Hold every stored record (what it is, digest of what is stored) against what logs tell.

    Returns:
        The number of records, all of which fit.

    Raises:
        Tampered: a record is not as the logs tell, none tells of it, or one is missing.
    """
    missing = dict(latest)
    for subject, digest in census:
        _check(subject, digest, missing.pop((subject.type, subject.id), None))
    if missing:
        type, id = min(missing, key=lambda record: _place(missing[record]))
        told = missing[type, id]
        raise _misfit(f"The {type} {id} is missing, of which {_where(told)} tells", told)
    return len(latest)


def _check(subject: Subject, digest: str, told: Told | None) -> None:
    name = f"The {subject.type} {subject.id}"
    if told is None:
        raise Tampered(
            detail=f"{name} is stored, but no log tells of it.",
            hint="It was put there behind the log's back: remove it, or restore a backup.",
            type=subject.type,
            id=subject.id,
        )
    if subject.version != told.version:
        stored = f"{name} is stored at version {subject.version}"
        raise _misfit(f"{stored}, but {_where(told)} tells of {told.version}", told)
    if digest != told.digest:
        raise _misfit(f"{name} is not what {_where(told)} tells: its digest differs", told)


def _newer(record: tuple[str, str], known: Told, told: Told) -> Told:
    if known.version == told.version and known.digest != told.digest:
        raise _misfit(
            f"{_where(known).capitalize()} and {_where(told)} tell of version {told.version} of "
            f"the {record[0]} {record[1]} with different digests",
            told,
        )
    return told if known.version < told.version else known


def _place(told: Told) -> tuple[str, int]:
    return told.log, told.seq


def _where(told: Told) -> str:
    return f"entry {told.seq} of the log of {told.log}"


def _misfit(said: str, told: Told) -> Tampered:
    return Tampered(detail=f"{said}.", hint=_HINT, log=told.log, entry=told.seq)
