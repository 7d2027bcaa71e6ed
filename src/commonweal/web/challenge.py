"""The seven challenges and the three groups of factors, on the page: forms and tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.diagnose.framework import Term
from commonweal.diagnose.lookout import Challenge, LookedAt, Weighed
from commonweal.diagnose.statement import Part
from commonweal.model.surroundings import Effect, Factor, Risk, Surroundings, Weight
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.pair import NOT_YET
from commonweal.web.place import Place
from commonweal.web.relation import taking_back
from commonweal.web.seen import seen_field
from commonweal.web.table import Button, Sheet, State

TONES = {Weight.NONE: "good", Weight.SOME: "warn", Weight.DECISIVE: "bad"}
_PULLS = {Effect.HELPS: "good", Effect.NEUTRAL: "", Effect.HINDERS: "warn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One challenge on the page."""

    challenge: Challenge
    state: State
    form: Form
    back: Button | None
    """Takes it back; None where nobody looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of factors on the page."""

    weighed: Weighed
    states: tuple[tuple[Term, State, str], ...]
    """Each factor, which way it pulls, and what is told of it."""
    form: Form


def challenge_form(here: Place, each: Challenge, version: int) -> Form:
    """How much one challenge matters here."""
    found = each.risk
    return Form(
        name=f"challenge-{each.term.id}",
        action=f"{here.path}/surroundings/challenges/{each.term.id}",
        button="State it",
        does="surroundings.change",
        fields=(
            Field(
                name="weight",
                label="How much does it matter here?",
                kind=Kind.ONE,
                choices=tuple(Choice(value=one.value, text=one.value) for one in Weight),
                default=found.weight.value if found else "",
            ),
            Field(
                name="text",
                label="What did you find?",
                kind=Kind.TEXT,
                most=1000,
                help="Also why it does not matter, if it does not.",
                default=found.text if found else "",
            ),
            Field(
                name="measure",
                label="What is done about it?",
                kind=Kind.TEXT,
                needed=False,
                most=1000,
                default=found.measure if found else "",
            ),
            seen_field(version),
        ),
    )


def challenge_row(values: Mapping[str, Any], challenge: str) -> dict[str, object]:
    """The row that a filled form states."""
    told = {name: values[name] for name in ("weight", "text", "measure")}
    return {"challenge": challenge, **told}


def factors_form(here: Place, each: Weighed, version: int) -> Form:
    """Which way the factors of one group pull."""
    fields = (field for term, found in each.factors for field in _factor(term, found))
    return Form(
        name=f"factors-{each.group.id}",
        action=f"{here.path}/surroundings/factors/{each.group.id}",
        button="State it",
        does="surroundings.change",
        fields=(*fields, seen_field(version)),
    )


def factor_rows(
    values: Mapping[str, Any], each: Weighed
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What a filled form states, and what it takes back because nobody looked after all."""
    rows: list[dict[str, object]] = []
    gone: list[dict[str, object]] = []
    for term, found in each.factors:
        if effect := values[f"effect-{term.id}"]:
            rows.append({"factor": term.id, "effect": effect, "text": values[f"text-{term.id}"]})
        elif found:
            gone.append({"factor": term.id})
    return rows, gone


def cards(
    here: Place, found: Surroundings | None, looked: LookedAt, version: int
) -> tuple[Card, ...]:
    """Every challenge with its form."""
    number = {each.challenge: place for place, each in enumerate(found.risks if found else ())}
    return tuple(
        Card(
            challenge=each,
            state=_weight(each.risk),
            form=challenge_form(here, each, version),
            back=taking_back(here, Part.RISKS, number[each.term.id], version)
            if each.risk
            else None,
        )
        for each in looked.challenges
    )


def groups(here: Place, weighed: tuple[Weighed, ...], version: int) -> tuple[Group, ...]:
    """Every group of factors with its form."""
    return tuple(
        Group(
            weighed=each,
            states=tuple(
                (term, _effect(found), found.text if found else "") for term, found in each.factors
            ),
            form=factors_form(here, each, version),
        )
        for each in weighed
    )


def register(looked: LookedAt) -> Sheet:
    """The register of risks, for a file."""
    return Sheet(
        name="challenges",
        title="Register of risks",
        columns=("challenge", "weight", "what was found", "what is done about it"),
        rows=tuple(
            (
                each.term.text,
                _weight(each.risk),
                each.risk.text if each.risk else None,
                (each.risk.measure or None) if each.risk else None,
            )
            for each in looked.challenges
        ),
    )


def factors_stated(weighed: tuple[Weighed, ...]) -> Sheet:
    """The factors, for a file."""
    return Sheet(
        name="factors",
        title="What influences sharing",
        columns=("group", "factor", "effect", "what is told of it"),
        rows=tuple(
            (each.group.text, term.text, _effect(found), (found.text or None) if found else None)
            for each in weighed
            for term, found in each.factors
        ),
    )


def _weight(found: Risk | None) -> State:
    if found is None:
        return State(word=NOT_YET)
    return State(word=found.weight.value, tone=TONES[found.weight])


def _effect(found: Factor | None) -> State:
    if found is None:
        return State(word=NOT_YET)
    return State(word=found.effect.value, tone=_PULLS[found.effect])


def _factor(term: Term, found: Factor | None) -> tuple[Field, Field]:
    return (
        Field(
            name=f"effect-{term.id}",
            label=term.text,
            kind=Kind.ONE,
            needed=False,
            choices=(
                *(Choice(value=each.value, text=each.value) for each in Effect),
                Choice(value="", text=NOT_YET),
            ),
            default=found.effect.value if found else "",
        ),
        Field(
            name=f"text-{term.id}",
            label="Why?",
            needed=False,
            most=500,
            default=found.text if found else "",
        ),
    )
