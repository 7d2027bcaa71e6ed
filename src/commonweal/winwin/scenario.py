"""Figures moved from likely towards their worse end: how bad things are taken to be."""

from commonweal.winwin.table.stated import Stated

LIKELY = 0.0
"""Every figure at its likely value."""
WORST = 1.0
"""Every gain at its lowest, every cost and risk at its highest."""


def worst(flow: Stated) -> float:
    """The signed figure if it goes badly for who gains or pays it."""
    return min(flow.sign * flow.figure.low, flow.sign * flow.figure.high)


def best(flow: Stated) -> float:
    """The signed figure if it goes well for who gains or pays it."""
    return max(flow.sign * flow.figure.low, flow.sign * flow.figure.high)


def leaning(flow: Stated, caution: float) -> float:
    """The signed figure, moved by that share (0 to 1) of the way from likely to worst."""
    if caution == LIKELY:
        return flow.likely
    return flow.likely + caution * (worst(flow) - flow.likely)
