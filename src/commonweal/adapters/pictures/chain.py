"""A log as a chain: a block for each entry, linked to the one before; signed ones with a seal."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import altair as alt

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
_BLOCK = 34
_GAP = 14
_STEP = _BLOCK + _GAP
_WIDE = 690
_TIE_AT = 46
_NUMBER, _WHEN, _WHAT, _HASH, _SEAL = 76, 92, 218, 510, 620


def spec(figure: Chain) -> dict[str, Any]:
    """First entry on top; a long chain shows its ends and counts what lies between."""
    blocks, omitted = _blocks(figure.links)
    height = blocks[-1]["end"]
    chart = alt.layer(
        _ties(blocks, height),
        _boxes(blocks, height),
        *_texts(blocks, height),
        *([_between(omitted, height)] if omitted else []),
    ).properties(width=_WIDE, height=height)
    sealed = sum(each.sealed for each in figure.links)
    note = f"{len(figure.links):,} entries; {sealed:,} end a signed checkpoint (heavy frame)."
    apart = _DASHED if any(tie["apart"] for tie in _tied(blocks)) else ""
    return titled(chart, figure.caption, note, apart)


def _blocks(links: Sequence[Link]) -> tuple[list[Row], int]:
    """The blocks with their places, and how many entries are left out after the first few."""
    omitted = len(links) - FIRST - LAST
    if omitted <= 1:
        return [_row(link, place) for place, link in enumerate(links)], 0
    first = [_row(link, place) for place, link in enumerate(links[:FIRST])]
    last = [_row(link, place) for place, link in enumerate(links[-LAST:], FIRST + 1)]
    return [*first, *last], omitted


def _row(link: Link, place: int) -> Row:
    when = f"{link.at:%Y-%m-%d %H:%M}"
    seal = ", signed" if link.sealed else ""
    return {
        "top": place * _STEP,
        "middle": place * _STEP + _BLOCK / 2,
        "end": place * _STEP + _BLOCK,
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


def _boxes(blocks: Sequence[Row], height: float) -> alt.Chart:
    mark = alt.Chart(data(blocks)).mark_rect(cornerRadius=7, stroke=INK, fill=PAPER)
    return encoded(
        mark,
        x=alt.value(0),
        x2=alt.value(_WIDE),
        y=down("top", height),
        y2="end",
        strokeWidth=alt.StrokeWidth(
            "sealed:O", scale=alt.Scale(domain=[False, True], range=[1, 3]), legend=None
        ),
        description="told:N",
        tooltip=alt.Tooltip("told:N", title=" "),
    )


def _texts(blocks: Sequence[Row], height: float) -> Iterator[alt.Chart]:
    rows = alt.Chart(data(blocks))
    places = {
        "number": (_NUMBER, rows.mark_text(align="right", fontWeight="bold", aria=False)),
        "when": (_WHEN, rows.mark_text(align="left", color=QUIET, aria=False)),
        "what": (_WHAT, rows.mark_text(align="left", limit=_HASH - _WHAT - 12, aria=False)),
        "hash": (_HASH, rows.mark_text(align="left", font=MONO, aria=False)),
        "seal": (
            _SEAL,
            rows.mark_text(align="left", fontWeight="bold", color=SERIES[0], aria=False),
        ),
    }
    for field, (x, mark) in places.items():
        yield mark.encode(
            x=alt.value(x), y=down("middle", height), text=alt.Text(field, type="nominal")
        )


def _between(omitted: int, height: float) -> alt.Chart:
    row = {"y": FIRST * _STEP + _BLOCK / 2, "text": f"{omitted:,} entries between"}
    mark = alt.Chart(data([row])).mark_text(align="left", fontStyle="italic", color=QUIET)
    return encoded(mark, x=alt.value(_WHEN), y=down("y", height), text="text:N")
