"""The bytes of an evidence entry.

Source: RFC 8785 (canonical JSON); entry schema in `model/evidence.py`.
"""

from datetime import UTC, datetime

import rfc8785

from commonweal.model.evidence import Entry


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
