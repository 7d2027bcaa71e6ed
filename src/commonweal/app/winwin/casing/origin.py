"""Who states the figures of a document, and until when."""

from collections.abc import Iterable

from commonweal.adapters.documents import Facts
from commonweal.model.estimate import Estimate


def origins(figures: Iterable[Estimate]) -> Facts:
    """Each source with how many figures it states, and from which day to which."""
    days: dict[str, list[str]] = {}
    for each in figures:
        days.setdefault(each.source, []).append(each.on.isoformat())
    return Facts(pairs=tuple((source, _told(stated)) for source, stated in days.items()))


def _told(days: list[str]) -> str:
    many = "1 figure" if len(days) == 1 else f"{len(days)} figures"
    return f"{many}, {' to '.join(dict.fromkeys((min(days), max(days))))}"
