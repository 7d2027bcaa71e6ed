"""A log as a chain: a block for each entry, linked to the one before; signed ones with a seal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt

from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.theme import (
    INK,
    MONO,
    PAPER,
    QUIET,
    SERIES,
    Row,
    data,
    down,
    encoded,
    titled,
)
from commonweal.adapters.pictures.words import line
from commonweal.model.figure import Chain, Link

FIRST, LAST = 3, 9
"""How many entries of a long chain are shown at its ends."""

_DASHED = "Dashed: entries about other things, or not shown, lie between."
_GAP = 14
_TIE_AT = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Where what stands in a block, in pixels: (from the left, below its middle)."""

    wide: int
    high: int
    number: tuple[int, int]
    when: tuple[int, int]
    what: tuple[int, int]
    long: int
    """Pixels for what happened."""
    hash: tuple[int, int]
    seal: tuple[int, int]

    @property
    def step(self) -> int:
        return self.high + _GAP


_BLOCKS = {
    "wide": _Block(
        wide=690,
        high=34,
        number=(76, 0),
        when=(92, 0),
        what=(218, 0),
        long=280,
        hash=(510, 0),
        seal=(620, 0),
    ),
    "narrow": _Block(
        wide=304,
        high=84,
        number=(76, -26),
        when=(92, -26),
        what=(14, 0),
        long=276,
        hash=(14, 26),
        seal=(230, 26),
    ),
}


def spec(figure: Chain, room: Room) -> dict[str, Any]:
    """First entry on top; a long chain shows its ends and counts what lies between."""
    look = _BLOCKS[room.name]
    blocks, omitted = _blocks(figure.links, look)
    height = blocks[-1]["end"]
    chart = alt.layer(
        _ties(blocks, height),
        _boxes(blocks, height, look),
        *_texts(blocks, height, look),
        *([_between(omitted, height, look)] if omitted else []),
    ).properties(width=look.wide, height=height)
    sealed = sum(each.sealed for each in figure.links)
    note = f"{len(figure.links):,} entries; {sealed:,} end a signed checkpoint (heavy frame)."
    apart = _DASHED if any(tie["apart"] for tie in _tied(blocks)) else ""
    return titled(chart, figure.caption, room, note, apart)


def _blocks(links: Sequence[Link], look: _Block) -> tuple[list[Row], int]:
    """The blocks with their places, and how many entries are left out after the first few."""
    omitted = len(links) - FIRST - LAST
    if omitted <= 1:
        return [_row(link, place, look) for place, link in enumerate(links)], 0
    first = [_row(link, place, look) for place, link in enumerate(links[:FIRST])]
    last = [_row(link, place, look) for place, link in enumerate(links[-LAST:], FIRST + 1)]
    return [*first, *last], omitted


def _row(link: Link, place: int, look: _Block) -> Row:
    when = f"{link.at:%Y-%m-%d %H:%M}"
    seal = ", signed" if link.sealed else ""
    return {
        "top": place * look.step,
        "middle": place * look.step + look.high / 2,
        "end": place * look.step + look.high,
        "entry": link.number,
        "number": f"{link.number:,}",
        "when": when,
        "what": line(link.text),
        "hash": line(link.hash, 12),
        "sealed": link.sealed,
        "seal": "signed" if link.sealed else "",
        "told": f"Entry {link.number}, {when} UTC: {line(link.text)}{seal}",
    }


def _ties(blocks: Sequence[Row], height: float) -> alt.Chart:
    """What ties each block to the one before it; dashed where others lie between."""
    mark = alt.Chart(data(_tied(blocks))).mark_rule(color=INK, strokeWidth=4, aria=False)
    return encoded(
        mark,
        x=alt.value(_TIE_AT),
        y=down("from", height),
        y2="to",
        strokeDash=alt.StrokeDash(
            "apart:O", scale=alt.Scale(domain=[False, True], range=[[1, 0], [3, 5]]), legend=None
        ),
    )


def _tied(blocks: Sequence[Row]) -> list[Row]:
    return [
        {"from": one["end"], "to": other["top"], "apart": other["entry"] - one["entry"] > 1}
        for one, other in pairwise(blocks)
    ]


def _boxes(blocks: Sequence[Row], height: float, look: _Block) -> alt.Chart:
    mark = alt.Chart(data(blocks)).mark_rect(cornerRadius=7, stroke=INK, fill=PAPER)
    return encoded(
        mark,
        x=alt.value(0),
        x2=alt.value(look.wide),
        y=down("top", height),
        y2="end",
        strokeWidth=alt.StrokeWidth(
            "sealed:O", scale=alt.Scale(domain=[False, True], range=[1, 3]), legend=None
        ),
        description="told:N",
        tooltip=alt.Tooltip("told:N", title=" "),
    )


def _texts(blocks: Sequence[Row], height: float, look: _Block) -> Iterator[alt.Chart]:
    found: dict[str, tuple[tuple[int, int], dict[str, Any]]] = {
        "number": (look.number, {"align": "right", "fontWeight": "bold"}),
        "when": (look.when, {"color": QUIET}),
        "what": (look.what, {"limit": look.long}),
        "hash": (look.hash, {"font": MONO}),
        "seal": (look.seal, {"fontWeight": "bold", "color": SERIES[0]}),
    }
    for name, ((x, below), style) in found.items():
        mark = alt.Chart(data(blocks)).mark_text(**{"align": "left", **style}, dy=below, aria=False)
        place = down("middle", height)
        yield encoded(mark, x=alt.value(x), y=place, text=alt.Text(name, type="nominal"))


def _between(omitted: int, height: float, look: _Block) -> alt.Chart:
    row = {"y": FIRST * look.step + look.high / 2, "text": f"{omitted:,} entries between"}
    mark = alt.Chart(data([row])).mark_text(align="left", fontStyle="italic", color=QUIET)
    return encoded(mark, x=alt.value(2 * _TIE_AT), y=down("y", height), text="text:N")
