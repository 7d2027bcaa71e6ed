"""Offers from a document: strictly, every error with the path where it stands."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from commonweal.model.errors import Invalid
from commonweal.model.ids import CollaborationId, OffersId, PartyId
from commonweal.model.text import LONGEST_TEXT
from commonweal.model.value import ValueType
from commonweal.model.winwin import (
    Benefit,
    DataElement,
    Offers,
    ServiceInReturn,
    Stage,
    TrackCost,
    Use,
)
from commonweal.winwin.table.document import DOCUMENT, LONGEST_WORD, Place, shown
from commonweal.winwin.table.figure import ORIGIN, Figures, Origin
from commonweal.winwin.table.party import called, meant
from commonweal.winwin.table.precondition import cycle, told
from commonweal.winwin.table.track import STANDING, listed_track, track_name
from commonweal.winwin.table.useid import Naming, use_ids

MOST_MONTHS = 1200
"""Months that gains may be stated for: a hundred years."""

MONTHS = 12
"""Months that gains are stated for, unless the document says another number."""

LISTS = ("elements", "uses", "services", "tracks")


def offers(
    document: Mapping[str, object],
    *,
    parties: Mapping[str, PartyId],
    name: OffersId,
    collaboration: CollaborationId,
    origin: Origin | None = None,
) -> Offers:
    """What a document of plain builtins puts on the table.

    Args:
        document: lists `elements`, `uses`, `services`, `tracks`, and `parties` if it has words of
            its own for them; `unit`, `source`, `on`, `by` for all figures that do not say their
            own; `star`, what a star is worth; `months`, the time that gains are stated for.
        parties: the names by which the document may call each party.
        name: the id of the offers.
        collaboration: where they lie on the table.
        origin: of figures of which neither they nor the document says it.

    Raises:
        UnknownTerm: a key, party, element, use or track that is not there.
        Invalid: anything else that is wrong, with its path, such as `uses[2].element`.
    """
    place = Place(value=document, path=DOCUMENT)
    top = place.fields(required=(), optional=(*ORIGIN, "star", "months", "parties", *LISTS))
    own = meant(document, parties)
    reading = _Reading(top, {**parties, **own}, Figures(top, origin))
    return reading.offers(name, collaboration, tuple(own.items()))


class _Reading:
    """One reading of one document."""

    def __init__(
        self, top: dict[str, Place], parties: Mapping[str, PartyId], figures: Figures
    ) -> None:
        self._top = top
        self._parties = parties
        self._figures = figures

    def offers(
        self,
        name: OffersId,
        collaboration: CollaborationId,
        called: tuple[tuple[str, PartyId], ...],
    ) -> Offers:
        elements = {each.id: each for each in map(self._element, self._list("elements"))}
        uses = self._uses(elements)
        tracks = self._tracks()
        known = _Known.of(uses, tracks)
        services = tuple(self._service(each, known) for each in self._list("services"))
        _something(elements, uses)
        return Offers(
            id=name,
            collaboration=collaboration,
            elements=tuple(elements.values()),
            uses=uses,
            services=services,
            tracks=tracks,
            invented=self._figures.invented,
            star=self._figures.star,
            months=self._months(),
            called=called,
        )

    def _months(self) -> int:
        return self._top["months"].whole(1, MOST_MONTHS) if "months" in self._top else MONTHS

    def _entries(self, name: str) -> tuple[Place, ...]:
        return self._top[name].entries() if name in self._top else ()

    def _list(self, name: str) -> tuple[Place, ...]:
        entries = self._entries(name)
        _distinct(tuple(_named(entry) for entry in entries), _OWN)
        return entries

    def _element(self, place: Place) -> DataElement:
        found = place.fields(required=("id", "holder", "cost"), optional=("text",))
        return DataElement(
            id=found["id"].id(),
            holder=self._party(found["holder"]),
            text=_text(found, "text") or found["id"].id(),
            cost=self._figures.cost(found["cost"]),
        )

    def _uses(self, elements: Mapping[str, DataElement]) -> tuple[Use, ...]:
        entries = self._entries("uses")
        read = tuple(map(_use_fields, entries))
        named = tuple(self._naming(each, elements) for each in read)
        ids = use_ids(named)
        _apart(entries, ids, _OWN_USE)
        for entry, id in zip(entries, ids, strict=True):
            _check_length(entry, id)
        return tuple(map(self._use, read, named, ids))

    def _naming(self, found: dict[str, Place], elements: Mapping[str, DataElement]) -> Naming:
        user = found.get("user") or found["party"]
        return Naming(
            own=found["id"].id() if "id" in found else "",
            element=found["element"].reference(elements),
            user=self._party(user),
            word=user.id(),
        )

    def _use(self, found: dict[str, Place], named: Naming, id: str) -> Use:
        kind, stage = found.get("value_type"), found.get("stage")
        return Use(
            id=id,
            element=named.element,
            user=named.user,
            text=_text(found, "text") or id,
            private_value=self._figures.value(found["private_value"]),
            public_value=self._figures.value(found["public_value"]),
            risk_to_holder=self._figures.cost(found["risk_to_holder"]),
            value_type=ValueType(kind.one_of(list(ValueType))) if kind else None,
            indicator=_text(found, "indicator"),
            baseline=_text(found, "baseline"),
            counterfactual=_text(found, "counterfactual"),
            stage=Stage(stage.one_of(list(Stage))) if stage else None,
        )

    def _service(self, place: Place, known: "_Known") -> ServiceInReturn:
        gains = "benefits" if place.field("benefits") else "recipients"
        found = place.fields(
            required=("id", "cost", gains),
            optional=("provider", "text", "needs_uses", "needs_tracks", "begins"),
        )
        id, provider = found["id"].id(), self._provider(place, found.get("provider"))
        return ServiceInReturn(
            id=id,
            provider=provider,
            text=_text(found, "text") or id,
            cost=self._figures.cost(found["cost"]),
            benefits=self._benefits(found[gains], _RECIPIENTS[gains]),
            needs_uses=self._needed_uses(found.get("needs_uses"), known),
            needs_tracks=_references(found.get("needs_tracks"), known.tracks),
            begins=_text(found, "begins"),
        )

    def _provider(self, place: Place, given: Place | None) -> PartyId:
        if given is None or given.value in (None, ""):
            place.refuse(
                "has no provider, so nobody can give it", "Name the party that gives the service."
            )
        return self._party(given)

    def _benefits(self, place: Place, keys: tuple[str, str]) -> tuple[Benefit, ...]:
        who, what = keys
        made: dict[PartyId, Benefit] = {}
        for entry in place.entries():
            found = entry.fields(required=keys)
            recipient = self._party(found[who])
            if recipient in made:
                found[who].refuse("stands twice", "Name each recipient of a service once.")
            made[recipient] = Benefit(recipient=recipient, value=self._figures.value(found[what]))
        return tuple(made.values())

    def _needed_uses(self, place: Place | None, known: "_Known") -> tuple[str, ...]:
        entries = place.entries() if place else ()
        needed = tuple(
            self._needed_use(each, known)
            if isinstance(each.value, list | tuple)
            else each.reference(known.uses)
            for each in entries
        )
        _apart(entries, needed, _ONCE)
        return needed

    def _needed_use(self, place: Place, known: "_Known") -> str:
        pair = place.entries()
        if len(pair) != len(_PAIR):
            place.refuse(f"has {len(pair)} entries", "Name a use as [element, party], or by id.")
        element, user = pair[0].reference(known.elements), self._party(pair[1])
        found = known.by_pair.get((element, user), ())
        if len(found) != 1:
            place.refuse(
                f"names {len(found) or 'no'} uses of {shown(element)} by {shown(pair[1].value)}",
                "Name a use that stands under 'uses'; one of several by its id.",
            )
        return found[0]

    def _tracks(self) -> tuple[TrackCost, ...]:
        entries = self._entries("tracks")
        names = tuple(map(track_name, entries))
        _distinct(names, _OWN)
        known = frozenset(name.id() for name in names)
        tracks = tuple(map(self._track, names, entries, (known for _ in names)))
        ring = cycle({track.track: track.needs_tracks for track in tracks})
        if ring:
            raise Invalid(
                detail=f"Tracks wait for each other, so none can be done: {told(ring)}.",
                hint="Take one of these needs_tracks out.",
                field="tracks",
            )
        return tracks

    def _track(self, name: Place, place: Place, known: frozenset[str]) -> TrackCost:
        key = name.path.rpartition(".")[2]
        found = place.fields(required=(key, "cost"), optional=("needs_tracks", *STANDING))
        listed_track(name, place)
        return TrackCost(
            track=name.id(),
            cost=self._figures.cost(found["cost"]),
            needs_tracks=_references(found.get("needs_tracks"), known),
        )

    def _party(self, place: Place) -> PartyId:
        return called(place, self._parties)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a service can need."""

    uses: frozenset[str]
    elements: frozenset[str]
    """Those that are used."""
    by_pair: Mapping[tuple[str, PartyId], tuple[str, ...]]
    tracks: frozenset[str]

    @classmethod
    def of(cls, uses: tuple[Use, ...], tracks: tuple[TrackCost, ...]) -> Self:
        by_pair = defaultdict[tuple[str, PartyId], tuple[str, ...]](tuple)
        for use in uses:
            by_pair[use.element, use.user] += (use.id,)
        return cls(
            uses=frozenset(use.id for use in uses),
            elements=frozenset(use.element for use in uses),
            by_pair=by_pair,
            tracks=frozenset(track.track for track in tracks),
        )


_NAMED = ("id", "text")
_GAINS = ("private_value", "public_value", "risk_to_holder")
_OF_VALUE = ("value_type", "indicator", "baseline", "counterfactual", "stage")
_RECIPIENTS = {"recipients": ("party", "benefit"), "benefits": ("recipient", "value")}
_PAIR = ("element", "party")
_OWN = "Give each of them an id of its own."
_OWN_USE = "Give each use an id of its own, also two uses of one element by one party."
_ONCE = "Name each once."


def _text(found: Mapping[str, Place], key: str) -> str:
    return found[key].word(LONGEST_TEXT) if key in found else ""


def _use_fields(place: Place) -> dict[str, Place]:
    who = "user" if place.field("user") else "party"
    return place.fields(required=("element", who, *_GAINS), optional=(*_NAMED, *_OF_VALUE))


def _check_length(use: Place, id: str) -> None:
    """Say nothing if its element and party, where it has no id of its own, give a short one."""
    if len(id) > LONGEST_WORD:
        use.refuse("has no 'id'", "The names of its element and party make too long a one.")


def _named(entry: Place) -> Place:
    return entry.field("id") or entry.refuse(
        "has no 'id'", "Each entry is a mapping and needs 'id'."
    )


def _distinct(names: tuple[Place, ...], hint: str) -> None:
    _apart(names, tuple(name.id() for name in names), hint)


def _apart(places: tuple[Place, ...], ids: tuple[str, ...], hint: str) -> None:
    """Say nothing if each id stands once; a place says which has it again, the hint what to do."""
    first: dict[str, Place] = {}
    for place, id in zip(places, ids, strict=True):
        own = Place(value=id, path=(place.field("id") or place).path)
        before = first.setdefault(id, own)
        if before is not own:
            own.refuse(f"is {shown(id)}, as {before.path} is", hint)


def _references(place: Place | None, known: frozenset[str]) -> tuple[str, ...]:
    entries = place.entries() if place else ()
    _distinct(entries, _ONCE)
    return tuple(entry.reference(known) for entry in entries)


def _something(elements: Mapping[str, DataElement], uses: tuple[Use, ...]) -> None:
    if not elements or not uses:
        missing = "uses" if elements else "elements"
        raise Invalid(
            detail=f"The offers are empty: {missing} has no entry.",
            hint="Name at least one data element that could be shared and one use of it.",
            field=missing,
        )
