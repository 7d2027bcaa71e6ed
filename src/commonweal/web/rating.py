"""The form of one respondent's ratings: eight questions, three statements each, evidence."""

from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.app.diagnose import PLATFORMS
from commonweal.diagnose.framework import Row
from commonweal.diagnose.rating import CLOSENESS, EVIDENCE_KINDS, RATED
from commonweal.model.errors import Invalid
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place

EVIDENCE = ("kind", "text", "period", "source")
_SCALE = (
    Choice(value="", text="skip"),
    *(Choice(value=str(n), text=words) for n, words in enumerate(RATED)),
)


def rating_form(here: Place, rows: Sequence[Row]) -> Form:
    """24 cells to rate or skip, evidence per question, and who rates."""
    who = (
        Field(
            name="respondent",
            label="Who rates?",
            default=here.visitor.name,
            help="Rate on your own. Who rates again under the same name corrects.",
            most=200,
        ),
        Field(
            name="closeness",
            label="How close do you stand to it?",
            kind=Kind.ONE,
            choices=tuple(Choice(value=each, text=each) for each in CLOSENESS),
            default=CLOSENESS[0],
        ),
    )
    return Form(
        name="rate",
        action=f"{here.path}/ratings",
        button="Hand in the ratings",
        does="diagnose.rate",
        fields=(*who, *(field for row in rows for field in _questions(row))),
    )


def rated(values: Mapping[str, Any], rows: Sequence[Row]) -> list[dict[str, object]]:
    """The 24 rows of a form; what a question rests on stands at its highest rating."""
    found: list[dict[str, object]] = []
    for row in rows:
        given = [values[cell(row, platform)] for platform in PLATFORMS]
        best = max(range(len(given)), key=lambda n: given[n] or "")
        backed = {field: values[f"{row.id}-{field}"] for field in EVIDENCE}
        for n, platform in enumerate(PLATFORMS):
            told = {"dimension": row.id.value, "platform": platform, "value": given[n]}
            found.append({**told, **backed} if n == best else dict(told))
    return found


def named(problem: Invalid, rows: Sequence[Row]) -> Invalid:
    """What is wrong with a row, said of its question instead of its number."""
    for n, (row, platform) in enumerate((row, each) for row in rows for each in PLATFORMS):
        where = f"ratings[{n}]"
        if where in problem.detail:
            words = f"{row.label}, {platform.replace('_', ' ')}:"
            said = problem.detail.replace(where, words)
            gap = next((each for each in EVIDENCE if said.endswith(f"has no {each}.")), "")
            field = f"{row.id}-{gap}" if gap else cell(row, platform)
            return Invalid(detail=said, hint=problem.hint, field=field)
    return problem


def cell(row: Row, platform: str) -> str:
    """The field of one cell."""
    return f"{row.id}-{platform}"


def _questions(row: Row) -> tuple[Field, ...]:
    cells = tuple(
        Field(
            name=cell(row, platform),
            label=pole.text,
            kind=Kind.ONE,
            needed=False,
            choices=_SCALE,
        )
        for platform, pole in row.poles.items()
    )
    kinds = tuple(Choice(value=each, text=each) for each in EVIDENCE_KINDS)
    return (
        *cells,
        Field(
            name=f"{row.id}-kind",
            label="Evidence: kind",
            kind=Kind.ONE,
            needed=False,
            choices=kinds,
        ),
        Field(name=f"{row.id}-text", label="What it says", needed=False, most=500),
        Field(name=f"{row.id}-period", label="Period", needed=False, most=100),
        Field(name=f"{row.id}-source", label="Source", needed=False, most=200),
    )
