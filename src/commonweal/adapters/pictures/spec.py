"""A figure as a Vega-Lite spec: each kind has its file, which takes Altair along when needed."""

from importlib import import_module
from typing import Any

from commonweal.adapters.pictures.room import WIDE, Room
from commonweal.model.figure import Figure


def spec(figure: Figure, room: Room = WIDE) -> dict[str, Any]:
    """The spec of a figure that is not empty; equal figures give equal specs.

    Raises Invalid: the figure is a graph that runs in a circle, or has an edge to nowhere.
    """
    kind = type(figure).__name__.lower()
    made: dict[str, Any] = import_module(f"{__package__}.{kind}").spec(figure, room)
    return made
