"""Synthetic flower papers with known truth, for tests, the demo and the bench."""

from commonweal.use.trade.synth.world import World
from commonweal.use.trade.synth.writing import synthesise

__all__ = ["World", "synthesise"]
