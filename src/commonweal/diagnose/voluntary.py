"""Is what is called voluntary voluntary? Signs of coercion, and whether the word may stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from commonweal.diagnose.event import PRESSING
from commonweal.diagnose.regulator import regulators
from commonweal.diagnose.situation import Situation
from commonweal.model.collaboration import Collaboration, Event, EventKind
from commonweal.model.ids import PartyId
from commonweal.model.party import Role, seen_as
from commonweal.model.surroundings import ElementBasis, LegalBasis

TOO_MANY = 2
"""So many different signs at one holder are too many for the word. Ours."""

WITHHELD = "stated as free; the word is withheld"
"""What stands for the legal basis `voluntary` where the word is withheld."""

_COMPELLED = {
    LegalBasis.STATUTORY: "a statute orders it",
    LegalBasis.EXCEPTIONAL_NEED: "an exceptional need orders it",
}
_CHANGES = {
    "regulator-asks": "someone other than its regulator asks",
    "refusal-costs": "the threat is taken off the table, and a new collaboration is begun without",
    "no-exit": "the agreement lets the holder withdraw",
    "statutory": "what the law orders is shared apart, as mandatory",
}
_ORDER = tuple(_CHANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something that speaks against `voluntary`, and where it shows."""

    id: str
    """regulator-asks, refusal-costs, no-exit or statutory."""
    text: str
    holder: PartyId
    """Whose sharing it touches; empty where the event names nobody."""
    change: str
    """What would take it away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voluntariness:
    """Whether the sharing may be called voluntary here."""

    withheld: bool
    """True if the word is withheld from every text."""
    signs: tuple[Sign, ...]
    mandatory: tuple[str, ...]
    """Data elements that the law orders to be shared, by name: never called voluntary."""
    text: str
    """The finding in a sentence, with what would change it."""


def voluntariness(collaboration: Collaboration, now: Situation) -> Voluntariness:
    """What the events, the relations, the agreements and the legal bases say (S2; ours).

    The word is withheld when a threat is noted, or when two different signs meet at one holder.
    """
    signs = tuple(sorted(set(_signs(collaboration, now)), key=_by_holder))
    withheld = any(each.id == "refusal-costs" for each in signs) or _meet(signs)
    ordered = [each for each in _elements(now) if each.basis in _COMPELLED]
    return Voluntariness(
        withheld=withheld,
        signs=signs,
        mandatory=tuple(sorted({each.name for each in ordered})),
        text=_text(signs, withheld),
    )


def called(basis: LegalBasis, *, withheld: bool) -> str:
    """What a stated legal basis is called here: never `voluntary` where the word is withheld."""
    return WITHHELD if withheld and basis is LegalBasis.VOLUNTARY else basis.value


def _signs(collaboration: Collaboration, now: Situation) -> Iterator[Sign]:
    for each in collaboration.events:
        if each.kind in PRESSING:
            yield from _asked_by_regulator(collaboration, now, each)
        if each.kind is EventKind.THREAT:
            whom = now.names.get(PartyId(each.asked), "the one who was asked")
            on = f"{each.at.day} {each.at:%b %Y}"
            yield _sign(
                "refusal-costs",
                PartyId(each.asked),
                f"A threat is noted on {on}: a refusal would cost {whom} something",
            )
    for party in now.no_exit:
        who = now.named(party)
        yield _sign("no-exit", party, f"{who} signed an agreement that it cannot leave alone")
    for element in _elements(now):
        if element.basis in _COMPELLED:
            who = now.named(element.holder)
            why = _COMPELLED[element.basis]
            yield _sign("statutory", element.holder, f"{who}, {element.name}: {why}")


def _asked_by_regulator(
    collaboration: Collaboration, now: Situation, event: Event
) -> Iterator[Sign]:
    holders = [PartyId(event.asked)] if event.asked else collaboration.with_role(Role.HOLDER)
    askers = {seen_as(name) for name in event.askers}
    for holder in holders:
        for regulator in regulators(collaboration, now.surroundings, holder):
            name = now.named(regulator)
            if askers & {seen_as(name), seen_as(regulator)}:
                who = now.named(holder)
                yield _sign(
                    "regulator-asks", holder, f"{who} was asked by {name}, which regulates it"
                )


def _sign(id: str, holder: PartyId, text: str) -> Sign:
    return Sign(id=id, text=f"{text}.", holder=holder, change=_CHANGES[id])


def _elements(now: Situation) -> tuple[ElementBasis, ...]:
    return now.surroundings.elements if now.surroundings else ()


def _by_holder(sign: Sign) -> tuple[str, int, str]:
    return (sign.holder, _ORDER.index(sign.id), sign.text)


def _meet(signs: Sequence[Sign]) -> bool:
    """True if different signs meet at one holder; one without a holder touches every one."""
    by_holder = {
        holder: {each.id for each in found}
        for holder, found in groupby(signs, key=lambda each: each.holder)
    }
    everyone = by_holder.get(PartyId(""), set())
    return any(len(found | everyone) >= TOO_MANY for found in by_holder.values())


def _text(signs: Sequence[Sign], withheld: bool) -> str:
    if not signs:
        return "Nothing that is noted here speaks against calling this sharing voluntary."
    changes = "; ".join(_CHANGES[id] for id in _ORDER if any(each.id == id for each in signs))
    if withheld:
        return (
            'The word "voluntary" is withheld for this sharing: too much speaks against it. '
            f"What would change that: {changes}."
        )
    return (
        'The word "voluntary" stands for this sharing, with a warning: something speaks against '
        f"it. What would change that: {changes}."
    )
