"""A figure as it is shown: the spec for a browser, the SVG where it runs no script, the table."""

from collections.abc import Sized
from dataclasses import dataclass
from hashlib import sha256

import msgspec
import structlog

from commonweal.adapters.pictures.press import Pictures, press
from commonweal.adapters.pictures.words import exact, line
from commonweal.model.errors import Invalid, Unavailable
from commonweal.model.figure import (
    Bars,
    Caption,
    Chain,
    Figure,
    FlowMap,
    Graph,
    Points,
    Ranges,
    SideBySide,
    Timeline,
    table,
)
from commonweal.model.output import TableOutput
from commonweal.winwin.chance import percent

log = structlog.get_logger()

ROWS = 200
"""Rows of a table that stand beside a picture."""

_CELL = 300
_NOT_NOW = "The picture cannot be drawn now; the table has its values."


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One figure, drawn."""

    name: str
    caption: Caption
    pictures: Pictures
    """For a desk and for a phone; none where there is nothing to draw."""
    table: TableOutput
    """The first rows as text, to be read; `model.figure.table` has all, to be reckoned with."""
    rows: int
    """How many rows there are in all."""
    hash: str
    """Of the values: the same figure always has the same."""
    instead: str = ""
    """What to say where there is no picture."""


def drawing(figure: Figure) -> Drawing:
    """The figure drawn, or a sentence in place of a picture; it never fails for its picture."""
    written = msgspec.json.encode([type(figure).__name__, figure])
    hash = sha256(written).hexdigest()
    told, count, instead = _told(figure)
    pictures, instead = ((), instead) if instead else _pictures(figure, hash)
    return Drawing(
        name=figure.name,
        caption=figure.caption,
        pictures=pictures,
        table=told,
        rows=count,
        hash=hash,
        instead=instead,
    )


def _told(figure: Figure) -> tuple[TableOutput, int, str]:
    """The table, how many rows it has in all, and what to say if there is nothing to draw."""
    parts, instead = _parts(figure)
    try:
        found = table(figure)
    except KeyError:
        empty = TableOutput(name=f"{figure.name}.csv", columns=(), rows=())
        return empty, 0, "This figure names a place or a node that it does not have."
    share = found.columns.index(figure.across) if isinstance(figure, Points) else None
    rows = tuple(
        tuple(_cell(value, share=place == share) for place, value in enumerate(row))
        for row in found.rows[:ROWS]
    )
    told = TableOutput(name=found.name, columns=tuple(map(line, found.columns)), rows=rows)
    return told, len(found.rows), "" if all(parts) else instead


def _parts(figure: Figure) -> tuple[tuple[Sized, ...], str]:  # noqa: PLR0911  # one for each kind
    """What a picture cannot do without, and the sentence if it is missing."""
    match figure:
        case Bars():
            return (figure.bars,), "There is nothing to draw yet: no value is known."
        case Ranges():
            return (figure.ranges,), "There is nothing to draw yet: no figure is known."
        case Timeline():
            return (figure.moments,), "There is nothing to draw yet: nothing was noted."
        case FlowMap():
            need = (figure.places, figure.periods, figure.flows)
            return need, "There is nothing to draw: no flow may be shown."
        case SideBySide():
            return (figure.pairs,), "There is nothing to draw: no field stands in both."
        case Graph():
            return (figure.nodes,), "There is nothing to draw yet: nothing leads here."
        case Chain():
            return (figure.links,), "There is nothing to draw yet: the log has no entry."
        case Points():
            if not figure.points:
                return ((),), "There is nothing to draw yet: nothing was computed."
            return (figure.placed,), "There is nothing to draw: no point has a chance."


def _pictures(figure: Figure, hash: str) -> tuple[Pictures, str]:
    try:
        return press().pictures(figure, hash), ""
    except Invalid as wrong:
        return (), wrong.detail
    except Unavailable as trouble:
        log.error("a picture was not drawn", figure=type(figure).__name__, why=trouble.detail)
        return (), _NOT_NOW


def _cell(value: str | float | None, *, share: bool) -> str:
    """A value as people read it; a share in per cent, as on the page."""
    if value is None:
        return ""
    if isinstance(value, str):
        return line(value, _CELL)
    return percent(value) if share else exact(value)
