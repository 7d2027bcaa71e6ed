"""Pictures of figures that someone may see: who asks was decided where the figure came from."""

from pathlib import Path
from threading import Thread

from commonweal.adapters import pictures
from commonweal.adapters.pictures import Drawing
from commonweal.model.figure import Figure

_FOLDER = "pictures"
"""Where the script is kept, below the home."""


def drawing(figure: Figure) -> Drawing:
    """The figure as spec, SVG and table, or a sentence in place of a picture."""
    return pictures.drawing(figure)


def bundle(home: Path) -> tuple[str, bytes]:
    """Name and content of the script that browsers draw with; kept below the home.

    Raises Unavailable: it cannot be made now.
    """
    return pictures.bundle(home / _FOLDER)


def warmed(home: Path) -> Thread:
    """Make ready to draw, beside whatever goes on; the thread ends once pictures come at once."""
    return pictures.warmed(home / _FOLDER)
