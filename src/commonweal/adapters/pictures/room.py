"""How much room a picture has: every picture is drawn for a desk and for a phone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a picture is drawn for."""

    name: str
    wide: int
    """Pixels across that a picture takes where it can choose, without what surrounds it."""
    signs: int
    """Signs of a line below its title."""

    @property
    def narrow(self) -> bool:
        """True where names stand above what they name, as there is no room beside it."""
        return self is NARROW


WIDE = Room(name="wide", wide=720, signs=105)
NARROW = Room(name="narrow", wide=304, signs=42)
ROOMS = (WIDE, NARROW)
