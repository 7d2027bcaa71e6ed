"""The bytes of an evidence entry.

Source: RFC 8785 (canonical JSON); entry schema in `model/evidence.py`.
"""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
import rfc8785

from commonweal.model.errors import Invalid
from commonweal.model.evidence import ENTRY_VERSION, Entry, Kind, Subject
from commonweal.model.ids import PartyId

_MOST_BYTES = 1 << 20
_MOST = (1 << 53) - 1
_Number = Annotated[int, msgspec.Meta(ge=-_MOST, le=_MOST)]
"""RFC 8785 section 3.2.2.3: beyond 53 bits, JSON numbers are not exact."""
_Count = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
_KINDS = {kind.value: kind for kind in Kind}


def canonical(entry: Entry) -> bytes:
    """The canonical JSON of an entry: the same entry always gives the same bytes."""
    subject: dict[str, str | int] = {
        "type": entry.subject.type,
        "id": entry.subject.id,
        "version": entry.subject.version,
    }
    return rfc8785.dumps(
        {
            "v": entry.v,
            "seq": entry.seq,
            "at": instant(entry.at),
            "kind": entry.kind.value,
            "actor": entry.actor,
            "party": entry.party,
            "collaboration": entry.collaboration,
            "subject": subject,
            "digest": entry.digest,
            "facts": dict(entry.facts),
        }
    )


def instant(at: datetime) -> str:
    """An aware instant as UTC text with microseconds, such as `2015-04-25T06:11:00.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse(body: bytes) -> Entry:
    """The entry that these bytes are the canonical JSON of.

    Raises:
        Invalid: not JSON, not canonical (duplicate names, spaces, order, spelling of numbers),
            a field missing, unknown or of the wrong type, an unknown kind or version.
    """
    if len(body) > _MOST_BYTES:
        raise _unfit(f"it has {len(body)} bytes, {_MOST_BYTES} are the most")
    written = _decoded(body)
    entry = _entry(written)
    if not _is_canonical(entry, written, body):
        raise _unfit("its bytes are not the canonical JSON of what they say (RFC 8785)")
    return entry


class _Subject(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    type: str
    version: _Count


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    """An entry as its JSON has it, members in canonical order."""

    actor: str
    at: str
    collaboration: str
    digest: str
    facts: dict[str, str | _Number]
    kind: str
    party: str
    seq: _Count
    subject: _Subject
    v: int


_DECODER = msgspec.json.Decoder(_Written)
_ENCODER = msgspec.json.Encoder(order="deterministic")


def _decoded(body: bytes) -> _Written:
    try:
        return _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as gap:
        raise _unfit(str(gap)) from gap


def _entry(written: _Written) -> Entry:
    if written.v != ENTRY_VERSION:
        raise _unfit(f"its version is {written.v}, only {ENTRY_VERSION} is known")
    if written.kind not in _KINDS:
        raise _unfit(f"its kind {written.kind!r} is unknown")
    about = written.subject
    return Entry(
        v=written.v,
        seq=written.seq,
        at=_instant(written.at),
        kind=_KINDS[written.kind],
        actor=written.actor,
        party=PartyId(written.party),
        collaboration=written.collaboration,
        subject=Subject(type=about.type, id=about.id, version=about.version),
        digest=written.digest,
        facts=tuple(written.facts.items()),
    )


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or instant(found) != text:
        raise _unfit(f"its time {text!r} is not UTC with microseconds")
    return found


def _is_canonical(entry: Entry, written: _Written, body: bytes) -> bool:
    """For ASCII the order of code points is that of UTF-16, and the quick encoder is exact."""
    return _ENCODER.encode(written) == body if body.isascii() else canonical(entry) == body


def _unfit(why: str) -> Invalid:
    return Invalid(
        detail=f"This is no evidence entry: {why}.",
        hint="Entries are written by commonweal alone, and never changed.",
    )
