"""The figures on the table: each a line with the form that changes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.model.change import Stored
from commonweal.model.winwin import Offers
from commonweal.web.form import Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import looked_again, seen_field
from commonweal.web.slug import slug
from commonweal.winwin.stated import Stated

BOUNDS = ("low", "likely", "high")
FIGURE = "figure"
"""The form of a figure before it is known which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure on the table, and the form that changes it."""

    stated: Stated
    whose: str
    form: Form


def line(here: Place, offers: Stored[Offers], figure: Stated, posted: Form | None = None) -> Line:
    """The line of a figure; with what was typed, if it was its form that was posted."""
    form = figure_form(here, offers, figure)
    if posted and posted.name == FIGURE and posted.value("path") == figure.path:
        form = looked_again(posted, form)
    whose = here.name(figure.party) if figure.party else "the public"
    return Line(stated=figure, whose=whose, form=form)


def stray(posted: Form | None, lines: Sequence[Line]) -> Form | None:
    """A figure's form that was posted and belongs to none of the lines."""
    astray = posted and posted.name == FIGURE and not any(each.form.wrong for each in lines)
    return posted if astray else None


def figure_form(here: Place, offers: Stored[Offers], stated: Stated) -> Form:
    """Change one figure: its range, and who says so."""
    figure = stated.figure
    given = {"low": figure.low, "likely": figure.likely, "high": figure.high}
    return Form(
        name=f"figure-{slug(stated.path)}",
        action=f"{here.path}/figures",
        button="Change it",
        does="offers.change",
        fields=(
            *(
                Field(name=bound, label=bound, kind=Kind.NUMBER, default=f"{given[bound]:.15g}")
                for bound in BOUNDS
            ),
            Field(name="source", label="Who says so?", default=figure.source, most=200),
            Field(name="path", label="Figure", kind=Kind.HIDDEN, default=stated.path, most=200),
            seen_field(offers.version),
        ),
    )


def any_figure_form(here: Place) -> Form:
    """The form of whichever figure is posted, before it is known which."""
    return Form(
        name=FIGURE,
        action=f"{here.path}/figures",
        button="Change it",
        does="offers.change",
        fields=(
            *(Field(name=bound, label=bound, kind=Kind.NUMBER) for bound in BOUNDS),
            Field(name="source", label="Who says so?", most=200),
            Field(name="path", label="Figure", kind=Kind.HIDDEN, most=200),
            seen_field(),
        ),
    )
