"""The process behind `press`: a figure on each line in, its pictures on a line out."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from commonweal.adapters.pictures.bundle import script
from commonweal.adapters.pictures.room import ROOMS, Room
from commonweal.adapters.pictures.spec import spec
from commonweal.adapters.pictures.svg import across, svg
from commonweal.model.errors import CommonwealError
from commonweal.model.figure import Figure
from commonweal.use.drawn import read

_MARK = 8
"""Signs of the hash that make the ids of one picture its own."""
_SHRINKS = 1.25
"""Wider than so many times its room, a picture would be too small to read."""
_OURS = "This figure cannot be drawn: {}."


def main() -> None:
    """Answer until standard input closes."""
    for asked in sys.stdin.buffer:
        sys.stdout.write(json.dumps(_answer(json.loads(asked)), allow_nan=False) + "\n")
        sys.stdout.flush()


def _answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    if asked.get("script"):
        return {"script": script()}
    try:
        return _drawn(asked)
    except CommonwealError as wrong:
        return {"wrong": wrong.detail, "hint": wrong.hint}
    except Exception as bug:  # noqa: BLE001  # whatever it was, the next figure must be drawn
        return {"wrong": _OURS.format(type(bug).__name__), "hint": "The table has its values."}


def _drawn(asked: Mapping[str, Any]) -> dict[str, Any]:
    (figure,) = read(json.dumps(asked["figures"]).encode())
    return {room.name: _image(figure, room, asked["hash"][:_MARK]) for room in ROOMS}


def _image(figure: Figure, room: Room, mark: str) -> dict[str, Any]:
    made = spec(figure, room)
    image = svg(made, f"p{mark}-{room.name}")
    return {"spec": made, "svg": image, "scrolls": across(image) > _SHRINKS * room.wide}


if __name__ == "__main__":
    main()
