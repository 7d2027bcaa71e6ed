"""A commodity code as digits alone, whatever points and spaces it was written with."""

import re

from commonweal.use.trade.consignment import Known
from commonweal.use.trade.paper.datatype import shown
from commonweal.use.trade.paper.place import Place

_APART = re.compile(r"[.\s]")
_CODE = re.compile(r"[0-9]{4,10}")
"""From a heading of the Harmonised System to a TARIC code."""


def code(place: Place | None) -> Known[str] | None:
    """The digits of a CN or HS code. Raises Invalid for anything else."""
    if place is None or not place.raw.strip():
        return None
    written = place.raw.strip()
    digits = _APART.sub("", written)
    if not _CODE.fullmatch(digits):
        raise place.wrong(
            f"the commodity code {shown(written)} is not 4 to 10 digits", "Such as 06031100."
        )
    return place.said(digits, transform="" if digits == written else "digits alone")
