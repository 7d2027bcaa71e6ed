"""What lies on the table, entry by entry: whose it is, its figures, how it is taken off."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from commonweal.model.change import Stored
from commonweal.model.errors import UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.track import quoted
from commonweal.model.winwin import Offers, ServiceInReturn, TrackCost
from commonweal.web.form import Form
from commonweal.web.place import Place
from commonweal.web.purpose import PURPOSE, purpose, purpose_form
from commonweal.web.seen import looked_again
from commonweal.web.stated import FIGURE, Line, line
from commonweal.web.was import Was
from commonweal.winwin.item import Item, ItemKind, texts
from commonweal.winwin.table.stated import Stated, stated

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
    parties: frozenset[PartyId] = frozenset()
    """Who shares, uses, gives or gains."""
    lines: tuple[Line, ...] = ()
    purpose: tuple[tuple[str, str], ...] = ()
    """What is said of the public value of a use."""
    form: Form | None = None
    """The form that says it."""

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms of its figures, and its own."""
        own = (self.form,) if self.form else ()
        return (*(each.form for each in self.lines), *own)

    @property
    def value(self) -> str:
        """It in an address: `use:map`."""
        return f"{self.item.kind.value}:{self.item.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of the table is asked for; empty words ask for all of it."""

    of: str = ""
    """One entry, as it stands in an address: `use:map`."""
    party: str = ""
    kind: str = ""

    def wants(self, entry: Entry) -> bool:
        """True for an entry of that kind in which that party has a part."""
        of_party = not self.party or self.party in entry.parties
        return of_party and self.kind in ("", entry.item.kind.value)


ALL = Asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """What is shown of the table."""

    entries: tuple[Entry, ...] = ()
    choices: tuple[Entry, ...] = ()
    """All there is to choose from, where one entry is shown at a time."""
    all: int = 0
    """How many entries there are."""

    @property
    def lists(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """The entries by kind, each kind under its title."""
        found = (
            (title, tuple(each for each in self.entries if each.item.kind is kind))
            for kind, title in TITLES
        )
        return tuple((title, entries) for title, entries in found if entries)

    def stray(self, posted: Form | None) -> Form | None:
        """A form that was posted for a figure or a use, and belongs to none that is shown."""
        if posted is None or posted.name not in (FIGURE, PURPOSE):
            return None
        shown = (form for entry in self.entries for form in entry.forms)
        return None if any(form.wrong for form in shown) else posted


def tabled(
    here: Place,
    offers: Stored[Offers] | None,
    asked: Asked = ALL,
    *,
    posted: Form | None = None,
    was: Was | None = None,
) -> Tabled:
    """The table, as far as it is asked for; of a large one an entry at a time.

    What was posted is always shown.
    """
    if offers is None:
        return Tabled()
    figures, known = _figures(offers.record), entries(here, offers.record)
    touched = _touched(figures, posted, was)
    wanted = tuple(each for each in known if asked.wants(each) or each.item == touched)
    shown, choices = wanted, tuple[Entry, ...]()
    if sum(len(figures[each.item]) for each in wanted) > MOST:
        shown, choices = (_one(wanted, asked.of, touched),), wanted
    return Tabled(
        entries=tuple(_whole(here, offers, each, figures, posted, was) for each in shown),
        choices=choices,
        all=len(known),
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


_Figures = Mapping[Item, tuple[Stated, ...]]


def _figures(offers: Offers) -> _Figures:
    found: dict[Item, tuple[Stated, ...]] = defaultdict(tuple)
    for each in stated(offers):
        found[each.item] += (each,)
    return found


def _touched(figures: _Figures, posted: Form | None, was: Was | None) -> Item | None:
    """The entry whose form was posted, or whose figure was changed just now."""
    if posted and posted.name == PURPOSE:
        return Item(kind=ItemKind.USE, id=posted.value("use"))
    path = posted.value("path") if posted and posted.name == FIGURE else was.path if was else ""
    return next((each.item for one in figures.values() for each in one if each.path == path), None)


def _one(wanted: tuple[Entry, ...], of: str, touched: Item | None) -> Entry:
    """The entry to show of many: what was touched, what is asked for, or the first."""
    by_item = (each for each in wanted if each.item == touched)
    by_name = (each for each in wanted if each.value == of)
    return next(by_item, next(by_name, wanted[0]))


def _whole(
    here: Place,
    offers: Stored[Offers],
    entry: Entry,
    figures: _Figures,
    posted: Form | None,
    was: Was | None,
) -> Entry:
    lines = tuple(line(here, offers, each, posted, was) for each in figures[entry.item][:MOST])
    used = {each.id: each for each in offers.record.uses}
    if entry.item.kind is not ItemKind.USE:
        return replace(entry, lines=lines)
    use = used[entry.item.id]
    form = purpose_form(here, use, list(used).index(use.id), offers.version)
    if posted and posted.name == PURPOSE and posted.value("use") == use.id:
        form = looked_again(posted, form)
    return replace(entry, lines=lines, purpose=purpose(use), form=form)


def _entries(here: Place, offers: Offers) -> Iterator[Entry]:
    holders = {each.id: each.holder for each in offers.elements}
    named = texts(offers)
    obstacles = {each.track: quoted(each.track, each.text) for each in offers.tracks}
    for element in offers.elements:
        yield Entry(
            item=Item(kind=ItemKind.ELEMENT, id=element.id),
            text=element.text,
            about=f"held by {here.name(element.holder)}",
            parties=frozenset({element.holder}),
        )
    for use in offers.uses:
        yield Entry(
            item=Item(kind=ItemKind.USE, id=use.id),
            text=use.text,
            about=f"{here.name(use.user)} uses “{named[_data(use.element)]}”",
            parties=frozenset({use.user, holders[use.element]}),
        )
    for service in offers.services:
        yield Entry(
            item=Item(kind=ItemKind.SERVICE, id=service.id),
            text=service.text,
            about=_waiting(here, service, named, obstacles),
            parties=frozenset({service.provider, *(b.recipient for b in service.benefits)}),
        )
    for track in offers.tracks:
        yield Entry(
            item=Item(kind=ItemKind.TRACK, id=track.track),
            text=track.called,
            about=_after(track, obstacles),
        )


def _data(id: str) -> Item:
    return Item(kind=ItemKind.ELEMENT, id=id)


def _waiting(
    here: Place, service: ServiceInReturn, named: Mapping[Item, str], obstacles: Mapping[str, str]
) -> str:
    told = [f"given by {here.name(service.provider)}"]
    if service.begins:
        told.append(f"begins {service.begins}")
    if service.needs_uses:
        uses = (Item(kind=ItemKind.USE, id=each) for each in service.needs_uses)
        told.append(f"needs {', '.join(f'“{named[each]}”' for each in uses)}")
    if service.needs_tracks:
        told.append(f"waits for {', '.join(obstacles[each] for each in service.needs_tracks)}")
    return "; ".join(told)


def _after(track: TrackCost, obstacles: Mapping[str, str]) -> str:
    first = ", ".join(obstacles[each] for each in track.needs_tracks)
    return f"after {first}" if first else ""
