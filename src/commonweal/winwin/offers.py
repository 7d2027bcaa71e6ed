"""Offers from a document: strictly, every error with the path where it stands."""

from collections.abc import Mapping

from commonweal.model.errors import Invalid
from commonweal.model.ids import CollaborationId, OffersId, PartyId
from commonweal.model.text import LONGEST_TEXT
from commonweal.model.winwin import (
    Benefit,
    DataElement,
    Offers,
    ServiceInReturn,
    TrackCost,
    Use,
)
from commonweal.winwin.document import DOCUMENT, Place
from commonweal.winwin.figure import Figures


def offers(
    document: Mapping[str, object],
    *,
    parties: Mapping[str, PartyId],
    name: OffersId,
    collaboration: CollaborationId,
) -> Offers:
    """What a document of plain builtins puts on the table.

    Args:
        document: lists `elements`, `uses`, `services`, `tracks`; `unit`, `source`, `on` for all
            figures that do not say their own.
        parties: the names by which the document may call each party.
        name: the id of the offers.
        collaboration: where they lie on the table.

    Raises:
        UnknownTerm: a key, party, element, use or track that is not there.
        Invalid: anything else that is wrong, with its path, such as `uses[2].element`.
    """
    place = Place(value=document, path=DOCUMENT)
    top = place.fields(required=(), optional=("unit", "source", "on", *_LISTS))
    return _Reading(top, parties).offers(name, collaboration)


_LISTS = ("elements", "uses", "services", "tracks")


class _Reading:
    """One reading of one document."""

    def __init__(self, top: dict[str, Place], parties: Mapping[str, PartyId]) -> None:
        self._top = top
        self._parties = parties
        self._figures = Figures(top)

    def offers(self, name: OffersId, collaboration: CollaborationId) -> Offers:
        elements = {each.id: each for each in map(self._element, self._list("elements"))}
        uses = tuple(self._use(each, elements) for each in self._list("uses"))
        tracks = tuple(map(self._track, self._list("tracks", key="track")))
        known = (frozenset(use.id for use in uses), frozenset(track.track for track in tracks))
        services = tuple(self._service(each, *known) for each in self._list("services"))
        _something(elements, uses)
        return Offers(
            id=name,
            collaboration=collaboration,
            elements=tuple(elements.values()),
            uses=uses,
            services=services,
            tracks=tracks,
            invented=self._figures.invented,
        )

    def _list(self, name: str, key: str = "id") -> tuple[Place, ...]:
        entries = self._top[name].entries() if name in self._top else ()
        _distinct(tuple(_named(entry, key) for entry in entries))
        return entries

    def _element(self, place: Place) -> DataElement:
        found = place.fields(required=("id", "holder", "text", "cost"))
        return DataElement(
            id=found["id"].word(),
            holder=self._party(found["holder"]),
            text=found["text"].word(LONGEST_TEXT),
            cost=self._figures.cost(found["cost"]),
        )

    def _use(self, place: Place, elements: Mapping[str, DataElement]) -> Use:
        values = ("private_value", "public_value", "risk_to_holder")
        found = place.fields(required=("id", "element", "user", "text", *values))
        element = elements[found["element"].one_of(elements)]
        user = self._party(found["user"])
        if user == element.holder:
            found["user"].refuse(
                f"holds the element {element.id!r} itself",
                "A use is by another party; a holder needs no deal for its own data.",
            )
        return Use(
            id=found["id"].word(),
            element=element.id,
            user=user,
            text=found["text"].word(LONGEST_TEXT),
            private_value=self._figures.value(found["private_value"]),
            public_value=self._figures.value(found["public_value"]),
            risk_to_holder=self._figures.cost(found["risk_to_holder"]),
        )

    def _service(
        self, place: Place, uses: frozenset[str], tracks: frozenset[str]
    ) -> ServiceInReturn:
        found = place.fields(
            required=("id", "provider", "text", "cost", "benefits"),
            optional=("needs_uses", "needs_tracks"),
        )
        provider = self._party(found["provider"])
        return ServiceInReturn(
            id=found["id"].word(),
            provider=provider,
            text=found["text"].word(LONGEST_TEXT),
            cost=self._figures.cost(found["cost"]),
            benefits=self._benefits(found["benefits"], provider),
            needs_uses=_references(found.get("needs_uses"), uses),
            needs_tracks=_references(found.get("needs_tracks"), tracks),
        )

    def _benefits(self, place: Place, provider: PartyId) -> tuple[Benefit, ...]:
        made: dict[PartyId, Benefit] = {}
        for entry in place.entries():
            found = entry.fields(required=("recipient", "value"))
            recipient = self._party(found["recipient"])
            if recipient == provider or recipient in made:
                whose = "provides the service itself" if recipient == provider else "stands twice"
                found["recipient"].refuse(
                    whose, "A service in return benefits other parties, each named once."
                )
            value = self._figures.value(found["value"])
            made[recipient] = Benefit(recipient=recipient, value=value)
        if not made:
            place.refuse("is an empty list", "Name at least one recipient and what it gains.")
        return tuple(made.values())

    def _track(self, place: Place) -> TrackCost:
        found = place.fields(required=("track", "cost"))
        return TrackCost(
            track=found["track"].word(),
            cost=self._figures.cost(found["cost"]),
        )

    def _party(self, place: Place) -> PartyId:
        return self._parties[place.one_of(self._parties)]


def _named(entry: Place, key: str) -> Place:
    if not isinstance(entry.value, Mapping) or key not in entry.value:
        entry.refuse(f"has no {key!r}", f"Each entry is a mapping and needs {key!r}.")
    return Place(value=entry.value[key], path=f"{entry.path}.{key}")


def _distinct(names: tuple[Place, ...]) -> None:
    first: dict[str, Place] = {}
    for place in names:
        before = first.setdefault(place.word(), place)
        if before is not place:
            place.refuse(
                f"is {place.word()!r}, as {before.path} is", "Give each entry an id of its own."
            )


def _references(place: Place | None, known: frozenset[str]) -> tuple[str, ...]:
    entries = place.entries() if place else ()
    _distinct(entries)
    return tuple(entry.one_of(known) for entry in entries)


def _something(elements: Mapping[str, DataElement], uses: tuple[Use, ...]) -> None:
    if not elements or not uses:
        missing = "uses" if elements else "elements"
        raise Invalid(
            detail=f"The offers are empty: {missing} has no entry.",
            hint="Name at least one data element that could be shared and one use of it.",
            field=missing,
        )
