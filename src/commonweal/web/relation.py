"""How parties stand to each other, on the page: the form, the table, what follows from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.diagnose.relation import Double, doubles, unisons
from commonweal.diagnose.statement import Part
from commonweal.model.ids import PartyId
from commonweal.model.surroundings import RelationKind, Surroundings
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import seen_field
from commonweal.web.table import Button, Sheet

WORDS = {
    RelationKind.REGULATES: "regulates: it can force the other to share something",
    RelationKind.IN_UNISON: "acts in unison with: sharing with one of the two is enough",
}


def relation_form(here: Place, version: int) -> Form:
    """One party stands to another."""
    parties = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    kinds = tuple(Choice(value=each.value, text=words) for each, words in WORDS.items())
    return Form(
        name="relation",
        action=f"{here.path}/surroundings/relations",
        button="State it",
        does="surroundings.change",
        fields=(
            Field(name="of", label="Who?", kind=Kind.ONE, choices=parties),
            Field(name="kind", label="How?", kind=Kind.ONE, choices=kinds),
            Field(name="to", label="Whom?", kind=Kind.ONE, choices=parties),
            Field(
                name="source",
                label="Where is that known from?",
                most=200,
                help="A law, a document, a meeting. Write ours where it is your own reading.",
            ),
            seen_field(version),
        ),
    )


def relation_row(values: Mapping[str, Any]) -> dict[str, object]:
    """The row that a filled form states."""
    return {name: values[name] for name in ("of", "kind", "to", "source")}


def relations(here: Place, found: Surroundings | None, version: int) -> Sheet:
    """What is stated, each with the button that takes it back."""
    return Sheet(
        name="relations",
        title="How parties stand to each other",
        columns=("party", "relation", "to", "known from", "undo"),
        rows=tuple(
            (
                here.name(each.of),
                each.kind.value,
                here.name(each.to),
                each.source,
                taking_back(here, Part.RELATIONS, number, version),
            )
            for number, each in enumerate(found.relations if found else ())
        ),
        caption="To act in unison holds both ways and stands once.",
        empty="No relation is stated. Who can force whom to share? Who acts as one?",
    )


def follows(here: Place, found: Surroundings | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What follows from it: warnings, and what is to be known."""
    members = here.collaboration.parties
    warned = tuple(_double(here, each) for each in doubles(here.collaboration, found))
    once = tuple(
        f"{_and(here, group)} act in unison: whoever shares with one of them shares once, and all "
        "of them are bound by it (S5.3)."
        for group in unisons(found, members)
    )
    return warned, once


def taking_back(here: Place, part: Part, number: int, version: int) -> Button:
    """The button that takes one statement back."""
    return Button(
        text="Take it back",
        href=f"{here.path}/surroundings/removals",
        does="surroundings.change",
        fields=(("part", part.value), ("number", str(number)), ("seen", str(version))),
    )


def _double(here: Place, each: Double) -> str:
    power = (
        f"regulates {_and(here, each.regulates)}" if each.regulates else "has the role of regulator"
    )
    return (
        f"{here.name(each.party)} {power}, and is a partner here too "
        f"({', '.join(each.roles)}). Declare it. Keep its people and roles apart, and agree that "
        "what is shared serves no enforcement (S2; the advice is ours)."
    )


def _and(here: Place, parties: Sequence[PartyId]) -> str:
    *first, last = map(here.name, parties)
    return f"{', '.join(first)} and {last}" if first else last
