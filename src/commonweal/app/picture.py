"""Pictures of figures that someone may see: who asks was decided where the figure came from."""

from pathlib import Path

from commonweal.adapters import pictures
from commonweal.adapters.pictures import Drawing
from commonweal.model.figure import Figure


def drawing(figure: Figure) -> Drawing:
    """The figure as spec, SVG and table, or a sentence in place of a picture."""
    return pictures.drawing(figure)


def bundle(home: Path) -> tuple[str, bytes]:
    """Name and content of the script that browsers draw with; kept below the home.

    Raises Unavailable: it cannot be made now.
    """
    return pictures.bundle(home / "pictures")
