"""What happened, one under the other in time, where there is no room for an axis."""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from commonweal.adapters.pictures.room import Room
from commonweal.adapters.pictures.theme import (
    FONT,
    INK,
    LEAD,
    LINE,
    QUIET,
    Row,
    colours,
    data,
    down,
    encoded,
    first,
    shapes,
    titled,
)
from commonweal.adapters.pictures.words import line, lines
from commonweal.model.figure import Moment, Timeline

MOST = 60
"""Moments of one picture: the newest."""

_LINE = FONT + LEAD
_GAP = 14
_SIGN_AT, _TEXT_AT = 10, 30
_MOST_LINES = 8


def spec(figure: Timeline, room: Room) -> dict[str, Any]:
    """A sign for each moment on a line from above, its kind as its shape, its words beside it."""
    newest = sorted(figure.moments, key=lambda each: each.at, reverse=True)
    shown, left_out = first(newest, MOST, "moments, newest first")
    moments = shown[::-1]
    kinds = list(dict.fromkeys(line(each.kind, 30) for each in moments))
    rows = list(_rows(moments, room))
    height = rows[-1]["end"]
    place = {"y": down("top", height)}
    found = alt.Chart(data(rows))
    heads = found.mark_text(align="left", color=QUIET, limit=room.wide, aria=False)
    words = found.mark_text(align="left", lineHeight=_LINE, aria=False)
    thread = alt.Chart(data([{"top": rows[0]["top"], "end": rows[-1]["top"]}]))
    chart = alt.layer(
        encoded(
            thread.mark_rule(color=LINE, strokeWidth=2, aria=False),
            x=alt.value(_SIGN_AT),
            y2="end",
            **place,
        ),
        encoded(
            found.mark_point(filled=True, size=110, opacity=1, stroke=INK),
            x=alt.value(_SIGN_AT),
            shape=_by_kind(alt.Shape, kinds, shapes(len(kinds))),
            color=_by_kind(alt.Color, kinds, colours(len(kinds))),
            description="told:N",
            **place,
        ),
        encoded(heads, x=alt.value(_TEXT_AT), text="head:N", **place),
        encoded(words, x=alt.value(_TEXT_AT), y=down("words", height), text="text:N"),
    ).properties(width=room.wide, height=height)
    return titled(chart, figure.caption, room, left_out)


def _by_kind(channel: Any, kinds: list[str], reach: list[str]) -> Any:  # noqa: ANN401  # Altair's
    return channel("kind:N", scale=alt.Scale(domain=kinds, range=reach), legend=None)


def _rows(moments: Sequence[Moment], room: Room) -> Iterator[Row]:
    top = _LINE / 2
    for each in moments:
        kind, when = line(each.kind, 30), f"{each.at.day} {each.at:%b %Y}"
        head = " · ".join(filter(None, (when, kind, "in public" if each.public else "")))
        said = f"{line(each.by)}: {line(each.text)}" if each.by else line(each.text)
        text = lines(said, room.wide - _TEXT_AT, FONT, _MOST_LINES)
        end = top + _LINE * (1 + len(text)) + _GAP
        yield {
            "kind": kind,
            "top": top,
            "words": top + _LINE,
            "end": end,
            "head": head,
            "text": text,
            "told": f"{head}: {said}",
        }
        top = end
