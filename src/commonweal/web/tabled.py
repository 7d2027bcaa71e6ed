"""What lies on the table, entry by entry: whose it is, its figures, how it is taken off."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.model.change import Stored
from commonweal.model.errors import UnknownTerm
from commonweal.model.winwin import Offers, ServiceInReturn
from commonweal.web.form import Form
from commonweal.web.place import Place
from commonweal.web.stated import FIGURE, Line, line
from commonweal.winwin.flow import Item, ItemKind
from commonweal.winwin.stated import stated

MOST = 100
"""Figures shown at once; above that those of one entry at a time."""

TITLES = (
    (ItemKind.ELEMENT, "Data that could be shared"),
    (ItemKind.USE, "Uses of it"),
    (ItemKind.SERVICE, "Services in return"),
    (ItemKind.TRACK, "Alignment tracks, and what they cost government"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that lies on the table."""

    item: Item
    text: str
    about: str
    """Whose it is, and what it stands on."""
    lines: tuple[Line, ...] = ()

    @property
    def value(self) -> str:
        """It in an address: `use:map`."""
        return f"{self.item.kind.value}:{self.item.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """What is shown of the table."""

    entries: tuple[Entry, ...] = ()
    choices: tuple[Entry, ...] = ()
    """All there is to choose from, where one entry is shown at a time."""

    @property
    def lists(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """The entries by kind, each kind under its title."""
        found = (
            (title, tuple(each for each in self.entries if each.item.kind is kind))
            for kind, title in TITLES
        )
        return tuple((title, entries) for title, entries in found if entries)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every figure shown."""
        return tuple(each for entry in self.entries for each in entry.lines)


def tabled(
    here: Place, offers: Stored[Offers] | None, *, of: str = "", posted: Form | None = None
) -> Tabled:
    """The table; of a large one the entry `of`, or the one whose figure was posted."""
    if offers is None:
        return Tabled()
    figures, known = stated(offers.record), entries(here, offers.record)
    shown, choices = known, tuple[Entry, ...]()
    if len(figures) > MOST:
        path = posted.value("path") if posted and posted.name == FIGURE else ""
        changed = next((each.item for each in figures if each.path == path), None)
        wanted = (
            each for each in known if changed == each.item or (not changed and each.value == of)
        )
        shown, choices = (next(wanted, known[0]),), known
    return Tabled(
        entries=tuple(
            Entry(
                item=each.item,
                text=each.text,
                about=each.about,
                lines=tuple(
                    line(here, offers, figure, posted)
                    for figure in [one for one in figures if one.item == each.item][:MOST]
                ),
            )
            for each in shown
        ),
        choices=choices,
    )


def entries(here: Place, offers: Offers) -> tuple[Entry, ...]:
    """Everything on the table, without its figures."""
    return tuple(_entries(here, offers))


def item_of(value: str) -> Item:
    """What an address such as `use:map` means. Raises UnknownTerm for another kind of thing."""
    kind, _, id = value.partition(":")
    if kind not in set(ItemKind):
        raise UnknownTerm(field="item", got=kind[:40], known=list(ItemKind))
    return Item(kind=ItemKind(kind), id=id)


def _entries(here: Place, offers: Offers) -> Iterator[Entry]:
    for element in offers.elements:
        item = Item(kind=ItemKind.ELEMENT, id=element.id)
        yield Entry(item=item, text=element.text, about=f"held by {here.name(element.holder)}")
    for use in offers.uses:
        item = Item(kind=ItemKind.USE, id=use.id)
        about = f"{here.name(use.user)} uses {use.element}"
        yield Entry(item=item, text=use.text, about=about)
    for service in offers.services:
        item = Item(kind=ItemKind.SERVICE, id=service.id)
        yield Entry(item=item, text=service.text, about=_waiting(here, service))
    for track in offers.tracks:
        yield Entry(item=Item(kind=ItemKind.TRACK, id=track.track), text=track.track, about="")


def _waiting(here: Place, service: ServiceInReturn) -> str:
    told = [f"given by {here.name(service.provider)}"]
    if service.needs_uses:
        told.append(f"needs {', '.join(service.needs_uses)}")
    if service.needs_tracks:
        told.append(f"waits for {', '.join(service.needs_tracks)}")
    return "; ".join(told)
