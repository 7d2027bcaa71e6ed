"""Numbers in sentences: exact where they are short, and never rounded over a threshold."""

from fractions import Fraction

DECIMALS = 4
PLACES = 6


def percent(share: Fraction, beside: Fraction) -> str:
    """A share as a percentage; one that rounds to `beside` without being it says so."""
    rounded = round(share * 100, DECIMALS)
    if rounded == share * 100:
        return f"{_plain(rounded)} %"
    if rounded == round(beside * 100, DECIMALS):
        return f"a little {'more' if share > beside else 'less'} than {_plain(beside * 100)} %"
    return f"about {_plain(rounded)} %"


def down(share: Fraction) -> str:
    """Six decimals, rounded down: a least share."""
    return _digits(share.numerator * 10**PLACES // share.denominator)


def up(share: Fraction) -> str:
    """Six decimals, rounded up: a greatest share."""
    return _digits(-(-share.numerator * 10**PLACES // share.denominator))


def near(share: Fraction) -> str:
    """Six decimals, rounded to the nearest."""
    return _digits(round(share * 10**PLACES))


def _digits(millionths: int) -> str:
    whole, rest = divmod(millionths, 10**PLACES)
    return f"{whole}.{rest:0{PLACES}}"


def _plain(value: Fraction) -> str:
    return f"{float(value):.{DECIMALS}f}".rstrip("0").rstrip(".")
