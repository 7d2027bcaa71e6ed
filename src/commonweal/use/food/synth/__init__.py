"""Invented farms, hubs and buyers, the events they would capture, and the truth beside them."""

from commonweal.use.food.synth.world import World
from commonweal.use.food.synth.writing import synthesise

__all__ = ["World", "synthesise"]
