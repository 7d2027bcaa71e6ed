"""The flow map of a release, made from what passed disclosure and from the areas alone."""

from commonweal.model.figure import Figure
from commonweal.use.lane import Disclosed, Inputs


def figures(inputs: Inputs, disclosed: Disclosed, definition: str) -> tuple[Figure, ...]:
    """Flows between areas, a day at a time."""
    del inputs, disclosed, definition
    return ()
