"""How pictures look: one font stack, few greys, series that differ in lightness as well as hue.

The colours of series keep apart for colour-blind readers and in print without colour; marks that
mean something carry a sign or a word besides.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from types import MappingProxyType
from typing import Any, TypeVar

import altair as alt
from altair.utils.schemapi import UndefinedType

from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.words import line
from commonweal.model.figure import Caption

T = TypeVar("T")
Layers = alt.LayerChart | alt.FacetChart
Chart = Layers | alt.VConcatChart
Row = Mapping[str, Any]
"""One datum, with field names of ours alone: Vega reads dots and brackets in them."""

FONT = 13
SMALL = 12
"""No label is smaller."""
BOLD = 1.12
"""Bold letters are so much wider."""
LEAD = 3
"""Between the lines of a text, beyond the size of its letters."""

FONTS = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, '
    "sans-serif"
)
MONO = 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace'

INK = "#1c2126"
QUIET = "#565d64"
LINE = "#c9ced3"
BAND = "#f3f5f6"
PAPER = "#ffffff"
STRONG = "#a8400b"
"""What stands out; always beside a sign or a word."""
TINT = "#fdeee2"
"""The ground of what stands out."""
SERIES = ("#123f6b", "#e08a2c", "#c9e6df", "#7d4a70", "#7fb2d6", "#f2e6b1")
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")

_LONGEST_NOTE = 500
_LABEL = {"labelFont": FONTS, "labelFontSize": FONT, "labelColor": INK, "labelLimit": 240}
_TITLE = {"titleFont": FONTS, "titleFontSize": FONT, "titleColor": QUIET, "titleFontWeight": 400}
CONFIG: Mapping[str, Any] = {
    "background": "transparent",
    "font": FONTS,
    "padding": 12,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 16,
        "fontWeight": 600,
        "color": INK,
        "subtitleFontSize": FONT,
        "subtitleColor": QUIET,
        "subtitlePadding": 5,
        "subtitleLineHeight": 18,
        "offset": 16,
    },
    "axis": {
        **_LABEL,
        **_TITLE,
        "gridColor": LINE,
        "gridOpacity": 0.6,
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "labelFlush": False,
        "titlePadding": 10,
    },
    "legend": {
        **_LABEL,
        "orient": "top",
        "title": None,
        "symbolStrokeWidth": 1,
        "symbolStrokeColor": INK,
        "columnPadding": 20,
    },
    "text": {"font": FONTS, "fontSize": FONT, "color": INK},
}


def colours(count: int) -> list[str]:
    """The fill of so many series; more than six begin again."""
    return [SERIES[place % len(SERIES)] for place in range(count)]


def shapes(count: int) -> list[str]:
    """The sign of so many kinds; more than six begin again."""
    return [SHAPES[place % len(SHAPES)] for place in range(count)]


def columns(room: Room) -> int | UndefinedType:
    """Of a legend: one under the other on a phone."""
    return 1 if room.narrow else alt.Undefined


def first(items: Sequence[T], most: int, noun: str) -> tuple[Sequence[T], str]:
    """As many as one picture holds, and a note if there are more."""
    if len(items) <= most:
        return items, ""
    return items[:most], f"The first {most:,} of {len(items):,} {noun}; the table has more."


def data(rows: Sequence[Row]) -> alt.InlineData:
    """Values that travel inside the spec, once for all that show them: nothing is ever loaded."""
    return alt.InlineData(values=[dict(row) for row in rows])


def across(field: str, width: float) -> alt.X:
    """Pixels from the left edge."""
    return alt.X(field, type="quantitative", axis=None, scale=_pixels([0, width], [0, width]))


def down(field: str, height: float) -> alt.Y:
    """Pixels from the upper edge."""
    return alt.Y(field, type="quantitative", axis=None, scale=_pixels([0, height], [0, height]))


def encoded(mark: alt.Chart, **channels: Any) -> alt.Chart:  # noqa: ANN401  # Altair has a type for each channel
    """The mark with what its channels show."""
    made: alt.Chart = mark.encode(**channels)
    return made


def seamed(
    rows: Sequence[Row],
    size: int,
    limit: float,
    look: Mapping[str, Any] = MappingProxyType({}),
    **channels: Any,  # noqa: ANN401  # as for `encoded`
) -> Iterator[alt.Chart]:
    """Text of at most `limit` pixels on a pale seam, so that it reads across lines."""
    mark = alt.Chart(data(rows))
    own: dict[str, Any] = {
        "fontSize": size,
        "limit": limit,
        "lineHeight": size + LEAD,
        "aria": False,
        **look,
    }
    seam: dict[str, Any] = {"stroke": PAPER, "strokeWidth": 5, "strokeJoin": "round"}
    yield encoded(mark.mark_text(**own, **seam), **channels)
    yield encoded(mark.mark_text(**own), **channels)


def titled(
    chart: Chart,
    caption: Caption,
    room: Room,
    *notes: str,
    sets: Mapping[str, Sequence[Row]] | None = None,
) -> dict[str, Any]:
    """The spec with its title; below it label, unit, date and what was left out.

    `sets` are rows of data that the chart names: long ones go past Altair, which walks over all
    that it holds. The spec is not held against the schema here, as that takes longer than all
    else; the tests do it.
    """
    about = (line(caption.label).upper(), line(caption.unit), line(caption.on))
    said = [
        " · ".join(filter(None, about)),
        *(line(each, _LONGEST_NOTE) for each in (caption.note, *notes) if each),
    ]
    below = [piece for each in said for piece in wrap(each, room.signs)]
    title = wrap(line(caption.title), room.signs * 4 // 5)
    told: dict[str, Any] = chart.to_dict(validate=False)
    told["title"] = {"text": title, **({"subtitle": below} if below else {})}
    told["description"] = ". ".join(filter(None, (line(caption.title), *said)))
    told["config"] = dict(CONFIG)
    told["datasets"] = told.get("datasets", {}) | {
        name: [*rows] for name, rows in (sets or {}).items()
    }
    return told


def _pixels(domain: list[float], reach: list[float]) -> alt.Scale:
    return alt.Scale(domain=domain, range=reach, nice=False, zero=False, padding=0)
