"""What is true of everything delivered: its shares, and what it is under some rules.

Written without the lane's own code, so that the two can be compared.
"""

from collections.abc import Mapping
from fractions import Fraction

from commonweal.use.food.synth.land import CROPS, Land, Site
from commonweal.use.food.synth.mix import WATER, Mix

JUST_OVER_HALF = Fraction(51, 100)


def truth(mix: Mix, places: Land, *, processed: bool) -> dict[str, object]:
    """Shares by state, exact, and verdicts of whoever knows everything."""
    farms = {farm.id: farm for farm in places.farms}
    by_state: dict[str, Fraction] = {}
    for name, part in mix.parts.items():
        state = WATER if name == WATER else farms[name].state
        by_state[state] = by_state.get(state, Fraction(0)) + part / mix.kg
    return {
        "kilograms": str(mix.kg),
        "shares": {state: str(share) for state, share in sorted(by_state.items())},
        "unseen": mix.unseen,
        "verdicts": _verdicts(mix, farms, by_state, processed=processed),
    }


def _verdicts(
    mix: Mix, farms: Mapping[str, Site], shares: Mapping[str, Fraction], *, processed: bool
) -> dict[str, str]:
    ny = shares.get("NY", Fraction(0))
    litres = {name: part / _density(farms.get(name)) for name, part in mix.parts.items()}
    in_ny = (each for name, each in litres.items() if name != WATER and farms[name].state == "NY")
    ny_volume = sum(in_ny, Fraction(0)) / sum(litres.values())
    most = max(ny, ny_volume)
    certified = all(name != WATER and farms[name].certified for name in mix.parts)
    grown = ("yes" if certified else "unknown") if ny == 1 else "no"
    return {
        "ny-30pct": _word(most > JUST_OVER_HALF),
        "ny-aml451": _word(most >= JUST_OVER_HALF),
        "ny-gc-raw": "no" if processed else grown,
        "vt-raw": _word(not processed and shares.get("VT") == 1),
    }


def _density(farm: Site | None) -> Fraction:
    return Fraction(CROPS[farm.crop]) if farm else Fraction(1)


def _word(holds: bool) -> str:
    return "yes" if holds else "no"
