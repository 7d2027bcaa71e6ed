"""The form of a draft agreement, and the terms it gives."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from commonweal.agree.draft import Terms
from commonweal.app.agree import PURPOSES
from commonweal.model.agreement import Agreement, ClauseTerm, Mode
from commonweal.model.dataset import Dataset
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place

Given = list[tuple[ClauseTerm, tuple[str, ...]]]

MODES = (
    Choice(value=Mode.VISIT.value, text="Visit: the analysis goes to the data, a release leaves"),
    Choice(value=Mode.DELIVER.value, text="Deliver: files are handed over, encrypted"),
)
"""How data reaches its use."""

_PURPOSES = tuple(Choice(value=code, text=words) for code, words in PURPOSES.items())
_INFORMED = (
    Choice(value="use", text="of each use"),
    Choice(value="incident", text="of an incident"),
)


def draft_form(
    here: Place,
    datasets: tuple[Dataset, ...],
    earlier: tuple[Agreement, ...],
    told: Terms = MappingProxyType({}),
) -> Form:
    """A draft's questions; what is left empty is filled from the earlier agreement, if any.

    `told` are terms that stand in the form already, to be changed by whoever drafts.
    """
    form = _empty_form(here, datasets, earlier)
    answers = _answers(told)
    fields = tuple(
        replace(each, default=answers.get(each.name, each.default)) for each in form.fields
    )
    return replace(form, fields=fields)


def _empty_form(here: Place, datasets: tuple[Dataset, ...], earlier: tuple[Agreement, ...]) -> Form:
    members = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    return Form(
        name="draft",
        action=f"{here.path}/drafts",
        button="Draft it",
        does="agree.draft",
        fields=(
            Field(name="title", label="What is it called?"),
            _one_of("like", "Fill gaps from", _titled(earlier)),
            _some_of("dataset", "Which data?", _titled(datasets)),
            _one_of("recipient", "Who may use it?", members),
            _some_of(
                "purpose", "What for?", _PURPOSES, "A request for any other purpose is refused."
            ),
            _one_of("mode", "How?", MODES),
            *_term(),
            *_limits(),
            *_duties(),
            _some_of("revocable", "Who may withdraw?", members),
        ),
    )


def terms(values: Mapping[str, Any]) -> Given:
    """What a filled form agrees; a question left empty gives no term."""
    benefits = tuple(line.strip() for line in values["return-benefit"].split("\n") if line.strip())
    by = _day(values["return-by"])
    span = (*_day(values["first"]), *_day(values["last"]))
    given: Given = [
        (ClauseTerm.PURPOSE, values["purpose"]),
        (ClauseTerm.DATASET, values["dataset"]),
        (ClauseTerm.RECIPIENT, _one(values["recipient"])),
        (ClauseTerm.MODE, _one(values["mode"])),
        (ClauseTerm.TERM, (*span, values["zone"]) if span else ()),
        (ClauseTerm.COUNT, _one(values["count"])),
        (ClauseTerm.MIN_GROUP, _one(values["min-group"])),
        (ClauseTerm.DELETE, _one(values["delete"])),
        (ClauseTerm.PUBLISH_INSIGHT, _day(values["publish-insight"])),
        (ClauseTerm.INFORM, values["inform"]),
        (ClauseTerm.RETURN_BENEFIT, (*by, *benefits)),
        (ClauseTerm.REVOCABLE, values["revocable"]),
    ]
    bare = (ClauseTerm.NO_REIDENTIFICATION, ClauseTerm.NO_ONWARD_SHARING)
    kept: Given = [(term, told) for term, told in given if told]
    return [*kept, *((term, ()) for term in bare if values[term.value])]


def _answers(told: Terms) -> dict[str, str]:
    """Terms as they stand in the fields of the form, which has one recipient."""
    found = {term.value: "\n".join(values) or "yes" for term, values in told.items()}
    found.pop(ClauseTerm.TERM.value, None)
    first, last, zone = told.get(ClauseTerm.TERM, ("", "", ""))
    by, *benefits = told.get(ClauseTerm.RETURN_BENEFIT, ("",))
    named = {"first": first, "last": last, "return-by": by}
    recipients = told.get(ClauseTerm.RECIPIENT, ())
    return {
        **found,
        **named,
        **({"zone": zone} if zone else {}),
        ClauseTerm.RETURN_BENEFIT.value: "\n".join(benefits),
        ClauseTerm.RECIPIENT.value: recipients[0] if recipients else "",
    }


def _term() -> tuple[Field, ...]:
    return (
        _of(Kind.DAY, "first", "First day"),
        _of(Kind.DAY, "last", "Last day"),
        _line(
            "zone",
            "In which time zone?",
            "An IANA name, such as Asia/Kathmandu. Both zone and instants are shown.",
            default="Europe/Amsterdam",
        ),
    )


def _limits() -> tuple[Field, ...]:
    return (
        _of(Kind.WHOLE, "count", "How many requests?"),
        _of(Kind.WHOLE, "min-group", "Smallest group of people that may appear"),
        _of(Kind.CHECK, "no-reidentification", "Nobody tries to identify people"),
        _of(Kind.CHECK, "no-onward-sharing", "Nothing is passed on"),
    )


def _duties() -> tuple[Field, ...]:
    return (
        _line("delete", "Delete by", "A day, or days after the end: P30D."),
        _of(Kind.DAY, "publish-insight", "Publish insight by"),
        _some_of("inform", "Inform the holder", _INFORMED),
        _of(Kind.DAY, "return-by", "Give back by"),
        Field(
            name="return-benefit",
            label="What is given back?",
            kind=Kind.TEXT,
            needed=False,
            help="One benefit in each line.",
        ),
    )


def _line(name: str, label: str, help: str, default: str = "") -> Field:
    return Field(name=name, label=label, needed=False, help=help, default=default)


def _of(kind: Kind, name: str, label: str) -> Field:
    return Field(name=name, label=label, kind=kind, needed=False)


def _one_of(name: str, label: str, choices: tuple[Choice, ...]) -> Field:
    return Field(name=name, label=label, kind=Kind.ONE, needed=False, choices=choices)


def _some_of(name: str, label: str, choices: tuple[Choice, ...], help: str = "") -> Field:
    return Field(name=name, label=label, kind=Kind.MANY, needed=False, choices=choices, help=help)


def _titled(found: Iterable[Agreement | Dataset]) -> tuple[Choice, ...]:
    return tuple(Choice(value=each.id, text=each.title) for each in found)


def _one(value: str | int | None) -> tuple[str, ...]:
    return () if value in {"", None} else (str(value),)


def _day(value: date | None) -> tuple[str, ...]:
    return () if value is None else (value.isoformat(),)
