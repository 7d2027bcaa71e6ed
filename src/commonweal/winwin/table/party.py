"""The parties that a document of offers lists itself: what it calls each, and of which sector."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.model.ids import PartyId
from commonweal.model.party import LONGEST_PARTY_NAME, PartyKind, seen_as
from commonweal.winwin.table.document import DOCUMENT, Place, shown

MOST_PARTIES = 200
"""Parties in one document; far above the 20 that the optimiser promises to handle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedParty:
    """A party as a document lists it."""

    word: str
    """What the document calls it."""
    name: str
    """Its name for people: the word, unless the document says another."""
    kind: PartyKind | None
    """None where the document does not say."""
    path: str


def listed_parties(document: object) -> tuple[ListedParty, ...]:
    """The parties that a document lists; none if it lists none.

    Raises:
        UnknownTerm: a key or a kind that is not there.
        Invalid: anything else that is wrong, with its path; two entries for one party.
    """
    place = Place(value=document, path=DOCUMENT).field("parties")
    if place is None:
        return ()
    entries = place.entries()
    if len(entries) > MOST_PARTIES:
        place.refuse(f"has {len(entries)} entries", f"At most {MOST_PARTIES} parties are read.")
    found = tuple(map(_party, entries))
    for part in ("word", "name"):
        _distinct(found, part)
    return found


def meant(document: object, parties: Mapping[str, PartyId]) -> dict[str, PartyId]:
    """Whom the document calls by which word, where it lists its parties itself.

    Args:
        document: as `listed_parties` reads it, with the same errors.
        parties: the names, ids or words by which parties are known.

    Raises UnknownTerm: a party that is known neither by its name nor by its word.
    """
    return {each.word: _known(each, parties) for each in listed_parties(document)}


def called(place: Place, parties: Mapping[str, PartyId]) -> PartyId:
    """The party that goes by what stands there; its id does too, but nobody is told of ids.

    Raises:
        UnknownTerm: nobody is called so.
        Invalid: it is no id.
    """
    word = place.id()
    if word not in parties:
        place.unknown(word, [each for each, id in parties.items() if each != id])
    return parties[word]


def _known(listed: ListedParty, parties: Mapping[str, PartyId]) -> PartyId:
    known = listed.name if listed.name in parties else listed.word
    return called(Place(value=known, path=f"{listed.path}.id"), parties)


def _party(place: Place) -> ListedParty:
    found = place.fields(required=("id",), optional=("kind", "name"))
    word = found["id"].id(LONGEST_PARTY_NAME)
    name = found.get("name", found["id"])
    kind = PartyKind(found["kind"].one_of(list(PartyKind))) if "kind" in found else None
    return ListedParty(word=word, name=_name(name), kind=kind, path=place.path)


def _name(place: Place) -> str:
    found = place.word(LONGEST_PARTY_NAME)
    if not seen_as(found):
        place.refuse(f"is {shown(found)}, which shows nothing", "Give the name as people say it.")
    return found


def _distinct(entries: tuple[ListedParty, ...], part: str) -> None:
    first: dict[str, ListedParty] = {}
    for each in entries:
        before = first.setdefault(seen_as(getattr(each, part)), each)
        if before is not each:
            Place(value=None, path=each.path).refuse(
                f"is {getattr(each, part)!r}, as {before.path} is",
                "List each party once, under one word.",
            )
