"""Ranges around a line, mostly at zero: a pale bar from low to high, a sign at what is likely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.stack import LINE, Stack, beside, stack
from commonweal.adapters.pictures.theme import (
    BOLD,
    FONT,
    INK,
    QUIET,
    SERIES,
    STRONG,
    Layers,
    Row,
    data,
    down,
    encoded,
    first,
    seamed,
    titled,
)
from commonweal.adapters.pictures.words import line, number, width
from commonweal.model.figure import Range, Ranges

Reach = tuple[float, float]
"""Where an axis begins and ends."""

MOST = 60
"""Figures of one picture."""

_BAR = 14
_GAP = {"wide": 20, "narrow": 14}
_SPAN = {"wide": 330, "narrow": 304}
"""Pixels of an axis."""
_TICKS = {"wide": 6, "narrow": 4}
_BESIDE = 12
_EDGE = 10
"""Pixels between the ends of an axis and the frame."""
_PALE = "#cfe0ee"
_KEY = "Bar from low to high; sign at the likely figure."
_KEY_SIGNED = "Bar from low to high; sign at the likely figure: ► gain, ◄ loss."
_SIGNS = {"gain": "triangle-right", "loss": "triangle-left", "likely": "diamond"}
_ALIKE = 4
"""Panels whose reaches differ by no more than this share one scale."""


def spec(figure: Ranges, room: Room) -> dict[str, Any]:
    """One panel for each group; where their sizes differ much, each says it has its own scale."""
    ranges, note = first(figure.ranges, MOST, "figures")
    groups = {each.group: [r for r in ranges if r.group == each.group] for each in ranges}
    reaches = [_reach(group, figure.around) for group in groups.values()]
    shared = _reach(ranges, figure.around) if _alike(reaches) else None
    signed = any(each.low < 0 for each in ranges)
    unit = " ".join(filter(None, (line(figure.caption.unit), "" if shared else "(own scale)")))
    look = _Look(
        around=figure.around,
        room=room,
        names=beside([line(each.category) for each in ranges], room),
        words=0.0 if room.narrow else max(map(_long, ranges)),
        unit=unit,
        signed=signed,
    )
    panels = [
        _panel(group, shared or reach, line(name), look)
        for (name, group), reach in zip(groups.items(), reaches, strict=True)
    ]
    chart = alt.vconcat(*panels, spacing=26).resolve_scale(y="independent", x="independent")
    return titled(chart, figure.caption, room, _KEY_SIGNED if signed else _KEY, note)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What all panels have in common."""

    around: float
    room: Room
    names: float
    """Pixels for the names of figures, so that panels stand under each other."""
    words: float
    """Pixels for the figures in words; none on a phone, where they stand above the bars."""
    unit: str
    signed: bool
    """True if a figure may fall below zero."""

    @property
    def end(self) -> float:
        """Where the axis ends, in pixels from the left edge."""
        return self.names + _SPAN[self.room.name]

    @property
    def wide(self) -> float:
        return self.end + self.words


def _alike(reaches: Sequence[Reach]) -> bool:
    sizes = [high - low for low, high in reaches]
    return max(sizes) <= _ALIKE * min(sizes)


def _panel(group: Sequence[Range], reach: Reach, name: str, look: _Look) -> Layers:
    names = [line(each.category) for each in group]
    body = _BAR + (LINE if look.room.narrow else 0)
    rows = stack(names, look.room, look.names, body, _GAP[look.room.name])
    told = [_row(each, rows, place, look) for place, each in enumerate(group)]
    return alt.layer(
        _line(reach, look),
        *_heading(name),
        *rows.written(),
        *_values(told, rows, look),
        *_bars(told, reach, rows, look),
    ).properties(width=look.wide, height=rows.height)


def _across(field: str, reach: Reach, look: _Look) -> alt.X:
    scale = alt.Scale(domain=list(reach), nice=True, range=[look.names + _EDGE, look.end - _EDGE])
    return alt.X(
        field,
        type="quantitative",
        scale=scale,
        axis=alt.Axis(title=look.unit or None, tickCount=_TICKS[look.room.name]),
    )


def _line(reach: Reach, look: _Look) -> alt.Chart:
    mark = alt.Chart(data([{"low": look.around}])).mark_rule(color=INK, strokeWidth=1.5, aria=False)
    return encoded(mark, x=_across("low", reach, look))


def _heading(name: str) -> list[alt.Chart]:
    """The name of a panel above it, where its names begin."""
    if not name:
        return []
    mark = alt.Chart(data([{"text": name}])).mark_text(
        align="left", color=QUIET, fontWeight="bold", aria=False
    )
    return [encoded(mark, x=alt.value(0), y=alt.value(-14), text="text:N")]


def _bars(told: Sequence[Row], reach: Reach, rows: Stack, look: _Look) -> list[alt.Chart]:
    found = alt.Chart(data(told))
    span = found.mark_bar(height=_BAR, color=_PALE, stroke=SERIES[0], strokeWidth=1)
    likely = found.mark_point(filled=True, size=170, opacity=1, stroke=INK, strokeWidth=0.5)
    middle = down("bar", rows.height)
    return [
        encoded(span, x=_across("low", reach, look), x2="high:Q", y=middle, description="told:N"),
        encoded(
            likely,
            x=_across("likely", reach, look),
            y=middle,
            shape=_by_sign(alt.Shape, list(_SIGNS.values())),
            color=_by_sign(alt.Color, [SERIES[0], STRONG, QUIET]),
            description="told:N",
            tooltip=[
                alt.Tooltip("category:N", title="who"),
                alt.Tooltip("said:N", title="likely (low to high)"),
            ],
        ),
    ]


def _by_sign(channel: Any, reach: list[str]) -> Any:  # noqa: ANN401  # Altair's
    return channel("sign:N", scale=alt.Scale(domain=list(_SIGNS), range=reach), legend=None)


def _values(told: Sequence[Row], rows: Stack, look: _Look) -> Iterator[alt.Chart]:
    """The figures in words: in a column beside the bars, on a phone above each."""
    x, y = 0 if look.room.narrow else look.end + _BESIDE, down("value", rows.height)
    for name, style in (("plain", {}), ("marked", {"fontWeight": "bold", "color": STRONG})):
        own = [row for row in told if row[name]]
        if own:
            yield from seamed(
                own,
                FONT,
                look.room.wide,
                {"align": "left", **style},
                x=alt.value(x),
                y=y,
                text=f"{name}:N",
            )


def _reach(ranges: Sequence[Range], around: float) -> Reach:
    """From the lowest to the highest, the line in between, never nothing."""
    low, high = min(around, *(r.low for r in ranges)), max(around, *(r.high for r in ranges))
    return (low, high) if low < high else (around - 1.0, around + 1.0)


def _row(range: Range, rows: Stack, place: int, look: _Look) -> Row:
    said = _said(range)
    marked = _mark(range)
    told = f"{line(range.category)}: likely {said}"
    middle = rows.shelves[place].middle
    return {
        "category": line(range.category),
        "low": range.low,
        "likely": range.likely,
        "high": range.high,
        "bar": middle + LINE / 2 if look.room.narrow else middle,
        "value": middle - _BAR / 2 if look.room.narrow else middle,
        "sign": _sign(range.likely) if look.signed else "likely",
        "said": said,
        "plain": "" if marked else said,
        "marked": f"{said}{marked}" if marked else "",
        "told": f"{told}, {line(range.marked, 40)}" if marked else told,
    }


def _said(range: Range) -> str:
    return f"{number(range.likely)}  ({number(range.low)} to {number(range.high)})"


def _mark(range: Range) -> str:
    return f" ◄ {line(range.marked, 40)}" if range.marked else ""


def _long(range: Range) -> float:
    """Pixels that its figures take in words."""
    return _BESIDE + BOLD * width(f"{_said(range)}{_mark(range)}", FONT)


def _sign(value: float) -> str:
    return "gain" if value > 0 else "loss" if value < 0 else "likely"
