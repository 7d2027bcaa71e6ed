"""One way to make a picture: a figure's values become a Vega-Lite spec, an SVG and a table."""

from commonweal.adapters.pictures.bundle import bundle
from commonweal.adapters.pictures.drawing import Drawing, drawing
from commonweal.adapters.pictures.warm import warmed

__all__ = ["Drawing", "bundle", "drawing", "warmed"]
