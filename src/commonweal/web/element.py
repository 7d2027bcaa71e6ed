"""On what basis a kind of data is shared, on the page: the form and the table."""

from collections.abc import Mapping
from typing import Any

from commonweal.diagnose.statement import LONGEST_NAME, Part
from commonweal.diagnose.voluntary import called
from commonweal.model.change import Stored
from commonweal.model.errors import Invalid
from commonweal.model.surroundings import LegalBasis, Surroundings
from commonweal.model.winwin import DataElement, Offers
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.relation import taking_back
from commonweal.web.seen import seen_field
from commonweal.web.table import Sheet, State

WORDS = {
    LegalBasis.VOLUNTARY: "free: the holder may say no",
    LegalBasis.CONTRACT: "contract: the holder promised it",
    LegalBasis.STATUTORY: "statutory: a law asks for it",
    LegalBasis.EXCEPTIONAL_NEED: "exceptional need: a law asks for it in an emergency",
}
_TONES = {LegalBasis.STATUTORY: "warn", LegalBasis.EXCEPTIONAL_NEED: "warn"}


def element_form(
    here: Place, found: Surroundings | None, offers: Stored[Offers] | None, version: int
) -> Form:
    """A kind of data and its basis; what lies on the table and has none can be chosen."""
    parties = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    known = tuple(Choice(value=each.id, text=each.text) for each in open_elements(found, offers))
    choice = Field(
        name="element",
        label="Which data on the table?",
        kind=Kind.ONE,
        needed=False,
        choices=known,
        help="Leave it empty to name other data below.",
    )
    bases = tuple(Choice(value=each.value, text=words) for each, words in WORDS.items())
    return Form(
        name="element",
        action=f"{here.path}/surroundings/elements",
        button="State it",
        does="surroundings.change",
        fields=(
            *((choice,) if known else ()),
            Field(
                name="name",
                label="Which other data?" if known else "Which data?",
                needed=not known,
                most=LONGEST_NAME,
                help="Such as invoices, or call records.",
            ),
            Field(
                name="holder",
                label="Who holds the other data?" if known else "Who holds it?",
                kind=Kind.ONE,
                needed=not known,
                choices=parties,
            ),
            Field(name="basis", label="Why is it shared?", kind=Kind.ONE, choices=bases),
            Field(
                name="source",
                label="Where is that known from?",
                most=200,
                help="The law, the contract, or who says so.",
            ),
            seen_field(version),
        ),
    )


def open_elements(
    found: Surroundings | None, offers: Stored[Offers] | None
) -> tuple[DataElement, ...]:
    """The data on the table of which no basis is stated."""
    stated = {(each.holder, each.name.casefold()) for each in found.elements} if found else set()
    return tuple(
        each
        for each in (offers.record.elements if offers else ())
        if (each.holder, _name(each).casefold()) not in stated
    )


def element_row(values: Mapping[str, Any], offers: Stored[Offers] | None) -> dict[str, object]:
    """The row that a filled form states. Raises Invalid if it names no data."""
    told = {name: values[name] for name in ("basis", "source")}
    if chosen := values.get("element", ""):
        if values["name"]:
            raise Invalid(
                detail="Data on the table is chosen, and other data is named.",
                hint="Do one of the two.",
                field="name",
            )
        known = {each.id: each for each in offers.record.elements} if offers else {}
        return {"name": _name(known[chosen]), "holder": known[chosen].holder, **told}
    for field, hint in (("name", "Choose data on the table, or name it."), ("holder", "Say who.")):
        if not values[field]:
            raise Invalid(detail="Nothing is given here.", hint=hint, field=field)
    return {"name": values["name"], "holder": values["holder"], **told}


def elements(here: Place, found: Surroundings | None, version: int, *, withheld: bool) -> Sheet:
    """What is stated, each with the button that takes it back.

    Where the word `voluntary` is `withheld`, it does not stand for what a member stated either.
    """
    return Sheet(
        name="elements",
        title="Data, and why it is shared",
        columns=("data", "held by", "basis", "known from", "undo"),
        rows=tuple(
            (
                each.name,
                here.name(each.holder),
                State(word=called(each.basis, withheld=withheld), tone=_TONES.get(each.basis, "")),
                each.source,
                taking_back(here, Part.ELEMENTS, number, version),
            )
            for number, each in enumerate(found.elements if found else ())
        ),
        caption="Government may force some sharing, and be just another actor for the rest (S2).",
        empty="No basis is stated. Of which data could a law ask for, and which is a free gift?",
    )


def _name(element: DataElement) -> str:
    return " ".join(element.text.split())[:LONGEST_NAME]
