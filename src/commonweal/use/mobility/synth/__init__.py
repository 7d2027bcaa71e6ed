"""Synthetic call records with known truth, for tests, the demo and the bench."""

from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise

__all__ = ["World", "synthesise"]
