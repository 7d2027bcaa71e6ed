"""The figures on the table: each a line with the form that changes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.model.change import Stored
from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate
from commonweal.model.winwin import Offers
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import looked_again, seen_field
from commonweal.web.slug import slug
from commonweal.web.table import Sheet
from commonweal.web.was import Was
from commonweal.winwin.table.bounds import BOUNDS
from commonweal.winwin.table.star import MOST_STARS, WORDS, mapping, said, stars_of, worth
from commonweal.winwin.table.stated import Stated, stated

FIGURE = "figure"
"""The form of a figure before it is known which."""
STARS = tuple(
    Choice(value=str(stars), text=f"{said(stars)}: {word}") for stars, word in enumerate(WORDS)
)
"""What can be chosen in place of numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure on the table, and the form that changes it."""

    stated: Stated
    whose: str
    form: Form
    stars: str
    """The stars it was given in, as signs; empty if it was given in numbers."""
    was: Was | None = None
    """What it was before the visitor changed it just now."""


def line(
    here: Place,
    offers: Stored[Offers],
    figure: Stated,
    posted: Form | None = None,
    was: Was | None = None,
) -> Line:
    """The line of a figure; with what was typed, if it was its form that was posted."""
    form = figure_form(here, offers, figure)
    if posted and posted.name == FIGURE and posted.value("path") == figure.path:
        form = looked_again(posted, form)
    return Line(
        stated=figure,
        whose=whose(here, figure),
        form=form,
        stars=signs(figure.figure, offers.record),
        was=was if was and was.path == figure.path else None,
    )


def figure_form(here: Place, offers: Stored[Offers], stated: Stated) -> Form:
    """Change one figure: its range or its stars, and who says so."""
    figure = stated.figure
    given = {"low": figure.low, "likely": figure.likely, "high": figure.high}
    return _form(
        here,
        f"figure-{slug(stated.path)}",
        {bound: f"{given[bound]:.15g}" for bound in BOUNDS}
        | {"source": figure.source, "path": stated.path},
        offers.version,
    )


def any_figure_form(here: Place) -> Form:
    """The form of whichever figure is posted, before it is known which."""
    return _form(here, FIGURE, {}, 0)


def restated(values: Mapping[str, Any], stands: Estimate | None) -> dict[str, Any]:
    """A filled form as `app.winwin.offers.change` takes it: numbers, or stars.

    Args:
        values: what was typed.
        stands: the figure that the form was made from; None if it has changed since.

    Raises:
        Invalid: both are given, or neither.
    """
    given = {bound: values[bound] for bound in BOUNDS}
    if not values["stars"]:
        for bound, value in given.items():
            if value is None:
                raise _nothing(bound)
        return given
    if stands and not _untouched(given, stands):
        raise Invalid(
            detail="Stars and other numbers are both given.",
            hint="Give numbers and no stars, or leave the numbers as they stand.",
            field="stars",
        )
    return {"stars": int(values["stars"])}


def whose(here: Place, figure: Stated) -> str:
    """Whose gain or cost a figure is."""
    return here.name(figure.party) if figure.party else "the public"


def signs(figure: Estimate, offers: Offers) -> str:
    """A figure that was given in stars, as signs."""
    stars = stars_of(figure, worth(offers))
    return "" if stars is None else "★" * stars + "☆" * (MOST_STARS - stars)


def figures_sheet(here: Place, offers: Stored[Offers] | None) -> Sheet:
    """Every figure on the table, to be taken as a file."""
    columns = ("kind", "of", "figure", "of or for whom", *BOUNDS, "unit", "given as", "source",
               "put here by", "day")  # fmt: skip
    return Sheet(
        name="figures",
        title="Every figure on the table",
        columns=columns,
        rows=tuple(
            (
                each.item.kind.value,
                each.item.id,
                each.what,
                whose(here, each),
                each.figure.low,
                each.figure.likely,
                each.figure.high,
                each.figure.unit,
                each.figure.said,
                each.figure.source,
                each.figure.by,
                each.figure.on,
            )
            for each in (stated(offers.record) if offers else ())
        ),
    )


def stars_sheet(offers: Stored[Offers] | None) -> Sheet:
    """What stars and words mean in the unit of the table."""
    value = worth(offers.record) if offers else 0.0
    unit = offers.record.unit if offers else ""
    return Sheet(
        name="stars",
        title="Stars, words and what they count as",
        columns=("stars", "word", *BOUNDS),
        rows=tuple(mapping(value)) if value else (),
        caption=f"One star counts as {value:g} {unit}; low and high are half a star to either "
        "side." if value else "",
    )  # fmt: skip


def _form(here: Place, name: str, given: Mapping[str, str], version: int) -> Form:
    return Form(
        name=name,
        action=f"{here.path}/figures",
        button="Change it",
        does="offers.change",
        fields=(
            *(
                Field(
                    name=bound, label=bound, kind=Kind.NUMBER, needed=False,
                    default=given.get(bound, ""),
                )
                for bound in BOUNDS
            ),
            Field(name="stars", label="stars", kind=Kind.ONE, needed=False, choices=STARS),
            Field(name="source", label="Who says so?", default=given.get("source", ""), most=200),
            Field(
                name="path", label="Figure", kind=Kind.HIDDEN, default=given.get("path", ""),
                most=200,
            ),
            seen_field(version),
        ),
    )  # fmt: skip


def _nothing(bound: str) -> Invalid:
    return Invalid(
        detail=f"{bound}: nothing is given.",
        hint="Give low, likely and high as numbers, or choose stars.",
        field=bound,
    )


def _untouched(given: Mapping[str, float | None], stands: Estimate) -> bool:
    """True if no number was typed, or only those that stand there already."""
    left = {"low": stands.low, "likely": stands.likely, "high": stands.high}
    return all(value is None or f"{value:.15g}" == f"{left[bound]:.15g}"
               for bound, value in given.items())  # fmt: skip
