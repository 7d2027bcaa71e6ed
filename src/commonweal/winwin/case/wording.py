"""What the offers call each thing that can be chosen."""

from collections.abc import Mapping

from commonweal.model.winwin import Offers
from commonweal.winwin.flow import Item, ItemKind


def texts(offers: Offers) -> Mapping[Item, str]:
    """Every item in the words of who put it on the table; by its id where they gave none."""
    told = (
        *((ItemKind.ELEMENT, each.id, each.text) for each in offers.elements),
        *((ItemKind.USE, each.id, each.text) for each in offers.uses),
        *((ItemKind.SERVICE, each.id, each.text) for each in offers.services),
        *((ItemKind.TRACK, each.track, f"Track {each.track}") for each in offers.tracks),
    )
    return {Item(kind=kind, id=id): text or id for kind, id, text in told}
