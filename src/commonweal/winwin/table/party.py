"""The parties that a document of offers lists itself: what it calls each, and of which sector."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind, party_name, seen_as
from commonweal.winwin.table.document import DOCUMENT, Place

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
    return {each.word: parties[_known(each, parties)] for each in listed_parties(document)}


def _known(listed: ListedParty, parties: Mapping[str, PartyId]) -> str:
    known = listed.name if listed.name in parties else listed.word
    return Place(value=known, path=f"{listed.path}.id").one_of(parties)


def _party(place: Place) -> ListedParty:
    found = place.fields(required=("id",), optional=("kind", "name"))
    word = found["id"].word()
    called = found.get("name", found["id"])
    kind = PartyKind(found["kind"].one_of(list(PartyKind))) if "kind" in found else None
    name = party_name(called.word(), field=called.path)
    return ListedParty(word=word, name=name, kind=kind, path=place.path)


def _distinct(entries: tuple[ListedParty, ...], part: str) -> None:
    first: dict[str, ListedParty] = {}
    for each in entries:
        before = first.setdefault(seen_as(getattr(each, part)), each)
        if before is not each:
            Place(value=None, path=each.path).refuse(
                f"is {getattr(each, part)!r}, as {before.path} is",
                "List each party once, under one word.",
            )
