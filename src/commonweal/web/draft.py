"""The form of a draft agreement, and the terms it gives."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from commonweal.app.agree import PURPOSES
from commonweal.model.agreement import Agreement, ClauseTerm, Mode
from commonweal.model.dataset import Dataset
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place

Terms = list[tuple[ClauseTerm, tuple[str, ...]]]

_MODES = (
    Choice(value=Mode.VISIT.value, text="Visit: the analysis goes to the data, a release leaves"),
    Choice(value=Mode.DELIVER.value, text="Deliver: files are handed over, encrypted"),
)
_INFORMED = (
    Choice(value="use", text="of each use"),
    Choice(value="incident", text="of an incident"),
)


def draft_form(here: Place, datasets: tuple[Dataset, ...], earlier: tuple[Agreement, ...]) -> Form:
    """A draft's questions; what is left empty is filled from the earlier agreement, if any."""
    members = tuple(Choice(value=each.id, text=each.name) for each in here.members)
    purposes = tuple(Choice(value=code, text=words) for code, words in PURPOSES.items())
    of = tuple(Choice(value=each.id, text=each.title) for each in datasets)
    like = tuple(Choice(value=each.id, text=each.title) for each in earlier)
    return Form(
        name="draft",
        action=f"{here.path}/drafts",
        button="Draft it",
        fields=(
            Field(name="title", label="What is it called?"),
            Field(name="like", label="Fill gaps from", kind=Kind.ONE, needed=False, choices=like),
            Field(name="dataset", label="Which data?", kind=Kind.MANY, needed=False, choices=of),
            Field(
                name="recipient",
                label="Who may use it?",
                kind=Kind.ONE,
                needed=False,
                choices=members,
            ),
            Field(
                name="purpose",
                label="What for?",
                kind=Kind.MANY,
                needed=False,
                choices=purposes,
                help="A request for any other purpose is refused.",
            ),
            Field(name="mode", label="How?", kind=Kind.ONE, needed=False, choices=_MODES),
            Field(name="first", label="First day", kind=Kind.DAY, needed=False),
            Field(name="last", label="Last day", kind=Kind.DAY, needed=False),
            Field(
                name="zone",
                label="In which time zone?",
                needed=False,
                default="Europe/Amsterdam",
                help="An IANA name, such as Asia/Kathmandu. Both zone and instants are shown.",
            ),
            Field(name="count", label="How many requests?", kind=Kind.WHOLE, needed=False),
            Field(
                name="min-group",
                label="Smallest group of people that may appear",
                kind=Kind.WHOLE,
                needed=False,
            ),
            Field(
                name="no-reidentification",
                label="Nobody tries to identify people",
                kind=Kind.CHECK,
                needed=False,
            ),
            Field(
                name="no-onward-sharing",
                label="Nothing is passed on",
                kind=Kind.CHECK,
                needed=False,
            ),
            Field(
                name="delete",
                label="Delete by",
                needed=False,
                help="A day, or days after the end: P30D.",
            ),
            Field(name="publish-insight", label="Publish insight by", kind=Kind.DAY, needed=False),
            Field(
                name="inform",
                label="Inform the holder",
                kind=Kind.MANY,
                needed=False,
                choices=_INFORMED,
            ),
            Field(name="return-by", label="Give back by", kind=Kind.DAY, needed=False),
            Field(
                name="return-benefit",
                label="What is given back?",
                kind=Kind.TEXT,
                needed=False,
                help="One benefit in each line.",
            ),
            Field(
                name="revocable",
                label="Who may withdraw?",
                kind=Kind.MANY,
                needed=False,
                choices=members,
            ),
        ),
    )


def terms(values: Mapping[str, Any]) -> Terms:
    """What a filled form agrees; a question left empty gives no term."""
    benefits = tuple(line.strip() for line in values["return-benefit"].split("\n") if line.strip())
    by = _day(values["return-by"])
    span = (*_day(values["first"]), *_day(values["last"]))
    given: Terms = [
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
    kept: Terms = [(term, told) for term, told in given if told]
    return [*kept, *((term, ()) for term in bare if values[term.value])]


def _one(value: str | int | None) -> tuple[str, ...]:
    return () if value in {"", None} else (str(value),)


def _day(value: date | None) -> tuple[str, ...]:
    return () if value is None else (value.isoformat(),)
