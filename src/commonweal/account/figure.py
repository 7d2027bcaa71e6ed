"""What a log looks like: a chain of entries, sealed where a checkpoint was signed."""

from collections.abc import Iterable

from commonweal.model.evidence import Entry
from commonweal.model.figure import Caption, Chain, Link

_HASH = 12


def chain(told: Iterable[tuple[Entry, str, bool]], title: str) -> Chain:
    """Entries as a chain, in the order given.

    Args:
        told: (entry, its leaf hash as hex, true if a signed checkpoint ends with it).
        title: whose log it is, or of what.
    """
    links = tuple(
        Link(
            number=entry.seq,
            at=entry.at,
            text=entry.kind.words,
            hash=leaf[:_HASH],
            sealed=sealed,
        )
        for entry, leaf, sealed in told
    )
    days = dict.fromkeys(link.at.date().isoformat() for link in (*links[:1], *links[-1:]))
    return Chain(
        name="log",
        caption=Caption(
            title=title,
            source="the evidence log of the acting party",
            unit="entries, times in UTC",
            on=" to ".join(days),
        ),
        links=links,
    )
