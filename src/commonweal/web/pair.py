"""Whether two parties are ready to share, on the page: the four components, form and table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.diagnose.framework import Term
from commonweal.diagnose.lookout import Between
from commonweal.diagnose.statement import components
from commonweal.model.surroundings import Presence, Readiness, Surroundings
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import seen_field
from commonweal.web.table import Sheet, State

NEW_PAIR = "pair"
"""Name of the form for any two."""
NOT_YET = "not looked at yet"
TONES = {Presence.THERE: "good", Presence.PARTLY: "warn", Presence.MISSING: "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parties, what is there between them, and the form that states it."""

    between: Between
    names: str
    form: Form


def pair_form(here: Place, between: Between, version: int) -> Form:
    """The four components between two parties whose check is on the page."""
    one, other = between.parties
    return Form(
        name=pair_name(one, other),
        action=f"{here.path}/surroundings/readiness",
        button="State it",
        does="surroundings.change",
        fields=(
            Field(name="one", label="One", kind=Kind.HIDDEN, default=one),
            Field(name="other", label="Other", kind=Kind.HIDDEN, default=other),
            *_fields({term.id: found for term, found in between.components}),
            seen_field(version),
        ),
    )


def new_pair_form(here: Place, version: int) -> Form:
    """The same between any two; also what any form of a pair is read as."""
    parties = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    return Form(
        name=NEW_PAIR,
        action=f"{here.path}/surroundings/readiness",
        button="State it",
        does="surroundings.change",
        fields=(
            Field(name="one", label="Between whom?", kind=Kind.ONE, choices=parties),
            Field(name="other", label="And whom?", kind=Kind.ONE, choices=parties),
            *_fields({}),
            seen_field(version),
        ),
    )


def pair_name(one: str, other: str) -> str:
    """The name of the form of a pair, whichever way round they are named."""
    return "-".join(("pair", *sorted((one, other))))


def pair_rows(
    values: Mapping[str, Any], found: Surroundings | None
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What a filled form states, and what it takes back because nobody looked after all."""
    between = [values["one"], values["other"]]
    known = found.readiness if found else ()
    stated = {each.component for each in known if set(each.parties) == set(between)}
    rows: list[dict[str, object]] = []
    gone: list[dict[str, object]] = []
    for each in components():
        about: dict[str, object] = {"between": between, "component": each.id}
        if presence := values[f"presence-{each.id}"]:
            rows.append({**about, "presence": presence, "text": values[f"text-{each.id}"]})
        elif each.id in stated:
            gone.append(about)
    return rows, gone


def pairs(here: Place, checks: tuple[Between, ...], version: int) -> tuple[Pair, ...]:
    """Every pair of the check with its form."""
    return tuple(
        Pair(between=each, names=_names(here, each), form=pair_form(here, each, version))
        for each in checks
    )


def matrix(here: Place, checks: tuple[Between, ...]) -> Sheet:
    """Pairs against the four components."""
    return Sheet(
        name="readiness",
        title="The check, pair by pair",
        columns=("between", *(each.text for each in components()), "there"),
        rows=tuple(
            (
                _names(here, each),
                *(_state(found) for _, found in each.components),
                f"{each.there} of {len(each.components)}",
            )
            for each in checks
        ),
        caption="Every pair that shares or could, or of which something is stated (S2).",
        empty="Nobody shares with anybody yet, on the table or by an agreement. "
        "State it for any two parties below.",
    )


def components_stated(here: Place, checks: tuple[Between, ...]) -> Sheet:
    """Each component between two parties in a row of its own, with what is told of it."""
    return Sheet(
        name="components",
        title="The components between each two parties",
        columns=("between", "component", "state", "what is told of it"),
        rows=tuple(
            (_names(here, each), term.text, _state(found), found.text if found else None)
            for each in checks
            for term, found in each.components
        ),
    )


def _names(here: Place, each: Between) -> str:
    one, other = map(here.name, each.parties)
    return f"{one} and {other}"


def _state(found: Readiness | None) -> State:
    if found is None:
        return State(word=NOT_YET)
    return State(word=found.presence.value, tone=TONES[found.presence])


def _fields(known: Mapping[str, Readiness | None]) -> tuple[Field, ...]:
    return tuple(field for term in components() for field in _component(term, known.get(term.id)))


def _component(term: Term, found: Readiness | None) -> tuple[Field, Field]:
    return (
        Field(
            name=f"presence-{term.id}",
            label=term.text,
            kind=Kind.ONE,
            needed=False,
            choices=(
                *(Choice(value=each.value, text=each.value) for each in Presence),
                Choice(value="", text=NOT_YET),
            ),
            default=found.presence.value if found else "",
        ),
        Field(
            name=f"text-{term.id}",
            label="What does that rest on?",
            needed=False,
            most=500,
            default=found.text if found else "",
        ),
    )
