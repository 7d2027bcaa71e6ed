"""Switches: what can be taken away, and what is left of the package then."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from commonweal.model.errors import UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, Package
from commonweal.web.place import Place
from commonweal.web.table import INVENTED, Sheet
from commonweal.winwin.points import CHANCE
from commonweal.winwin.selection import Selection
from commonweal.winwin.verdict import all_gain

RETURNS = "returns"
"""In an address: all services in return."""

_WORDS = ("service", "track", "party")


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something that can be taken away: its value in the address, and whether it is."""

    value: str
    text: str
    off: bool
    inside: bool | None
    """True if the package holds it; None where none is known."""

    @property
    def word(self) -> str:
        """Where it is while it is on."""
        return {True: "in", False: "not in the package", None: "on the table"}[self.inside]


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """What is switched off."""

    services: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    parties: tuple[PartyId, ...] = ()

    @property
    def nothing(self) -> bool:
        """True if all is on."""
        return not (self.services or self.tracks or self.parties)

    @property
    def named(self) -> dict[str, Any]:
        """All of it, by the names under which functions take it."""
        return {"services": self.services, "tracks": self.tracks, "parties": self.parties}


def off(here: Place, offers: Offers, without: Iterable[str]) -> Off:
    """What an address switches off: `service:ID`, `track:NAME`, `party:ID`, or all `returns`.

    A value of no known kind counts as the id of a service, so that it is refused as one. Raises
    UnknownTerm for a party that is not in the collaboration.
    """
    found: dict[str, list[str]] = {word: [] for word in _WORDS}
    for each in without:
        if each == RETURNS:
            found["service"] += [one.id for one in offers.services]
            continue
        kind, _, name = each.partition(":")
        found[kind if kind in found else "service"].append(name)
    _members(here, found["party"])
    return Off(
        services=tuple(dict.fromkeys(found["service"])),
        tracks=tuple(dict.fromkeys(found["track"])),
        parties=tuple(PartyId(each) for each in dict.fromkeys(found["party"])),
    )


def _members(here: Place, wanted: Iterable[str]) -> None:
    known = [str(each.id) for each in here.members]
    for each in wanted:
        if each not in known:
            raise UnknownTerm(field="party", got=each[:80], known=known)


Switches = tuple[tuple[str, tuple[Switch, ...]], ...]
"""By kind, each under its heading."""


def switches(here: Place, offers: Offers, gone: Off, package: Package | None) -> Switches:
    """What can be taken away, by kind: services in return, tracks, parties.

    Args:
        here: where, with its members.
        offers: what lies on the table.
        gone: what is switched off.
        package: what holds some of it, or does not; None if none is known.
    """
    held = _values(package.services, package.tracks, package.joined) if package else None
    away = _values(gone.services, gone.tracks, gone.parties)

    def some(word: str, named: Iterable[tuple[str, str]]) -> tuple[Switch, ...]:
        known = ((f"{word}:{name}", text) for name, text in named)
        return tuple(
            Switch(
                value=each,
                text=text,
                off=each in away,
                inside=None if held is None else each in held,
            )
            for each, text in known
        )

    found = (
        (
            "Services in return",
            some("service", ((each.id, each.text or each.id) for each in offers.services)),
        ),
        ("Tracks", some("track", ((each.track, each.called) for each in offers.tracks))),
        ("Parties", some("party", ((each.id, each.name) for each in here.members))),
    )
    return tuple((title, some) for title, some in found if some)


def _values(*held: Iterable[str]) -> frozenset[str]:
    """Services, tracks and parties as an address has them."""
    return frozenset(
        f"{word}:{each}" for word, some in zip(_WORDS, held, strict=True) for each in some
    )


def idle(found: Switches, before: Package | None, left: Package | None) -> str:
    """Why nothing changes without what is switched off, as a sentence; empty if something does."""
    if before is None or left is None or Selection.of(before) != Selection.of(left):
        return ""
    gone = [f"“{each.text}”" for _, some in found for each in some if each.off]
    are = "is" if len(gone) == 1 else "are"
    return f"Nothing changes: {', '.join(gone)} {are} not in the package as it is."


def compared_sheet(here: Place, now: Package | None, left: Package | None) -> Sheet:
    """The package as it stands beside what is left of it."""
    rows: list[tuple[str | float | None, ...]] = []
    if now and left:
        rows = [
            (f"public value, {now.unit}", *_apart(now.public_value, left.public_value)),
            ("called", now.standing.value, left.standing.value, None),
            (CHANCE, all_gain(now), all_gain(left), None),
        ]
        nets = [{each.party: each.net for each in one.nets} for one in (now, left)]
        for party in dict.fromkeys((*nets[0], *nets[1])):
            name = f"net of {here.name(party)}, {now.unit}"
            rows.append((name, *_apart(nets[0].get(party), nets[1].get(party))))
    return Sheet(
        name="compared",
        title="Before and after",
        columns=("what", "with everything", "without that", "change"),
        rows=tuple(rows),
        caption="Computed now, not kept, not logged. A dash: the party does not join.",
        label=INVENTED if left and left.invented else "",
    )


def _apart(one: float | None, other: float | None) -> tuple[float | None, float | None, str | None]:
    change = (other or 0.0) - (one or 0.0)
    if abs(change) < 0.005:  # noqa: PLR2004  # what two decimals do not show
        return one, other, "="
    return one, other, f"{'▲ +' if change > 0 else '▼ −'}{abs(change):,.4g}"
