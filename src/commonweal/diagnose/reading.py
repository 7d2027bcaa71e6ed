"""All that ratings alone tell: the profile, the parties apart, their motives, what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from commonweal.diagnose.motive import motives_by_party
from commonweal.diagnose.profile import per_party, profile
from commonweal.diagnose.spread import Spread, spread
from commonweal.diagnose.turning import Turning, turning
from commonweal.model.assessment import Assessment, Profile
from commonweal.model.ids import PartyId

_KEPT = 32
"""Readings of collaborations that are looked at again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What assessments add up to, whole and party by party."""

    profile: Profile
    by_party: Mapping[PartyId, Profile]
    motives: Mapping[PartyId, Mapping[str, int]]
    spread: Spread
    turning: Turning


@lru_cache(maxsize=_KEPT)
def reading(given: tuple[Assessment, ...]) -> Reading:
    """What these assessments add up to; kept by value, as pages ask for the same again."""
    return Reading(
        profile=profile(given),
        by_party=per_party(given),
        motives=motives_by_party(given),
        spread=spread(given),
        turning=turning(given),
    )


def forget() -> None:
    """Keep no reading: someone took their answers back, and no memory shall hold them."""
    reading.cache_clear()
