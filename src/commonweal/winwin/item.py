"""What lies on the table and can be chosen, each by its kind and id."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from commonweal.model.winwin import Offers


class ItemKind(StrEnum):
    """The four things that can be chosen."""

    ELEMENT = "element"
    USE = "use"
    SERVICE = "service"
    TRACK = "track"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that can be chosen; ids are distinct within a kind."""

    kind: ItemKind
    id: str

    @classmethod
    def element(cls, id: str) -> Self:
        """The data element of that id."""
        return cls(kind=ItemKind.ELEMENT, id=id)

    @classmethod
    def use(cls, id: str) -> Self:
        """The use of that id."""
        return cls(kind=ItemKind.USE, id=id)

    @classmethod
    def service(cls, id: str) -> Self:
        """The service in return of that id."""
        return cls(kind=ItemKind.SERVICE, id=id)

    @classmethod
    def track(cls, name: str) -> Self:
        """The alignment track of that name."""
        return cls(kind=ItemKind.TRACK, id=name)


def items(offers: Offers) -> tuple[Item, ...]:
    """All that can be chosen, in the order of the offers."""
    return (
        *(Item.element(each.id) for each in offers.elements),
        *(Item.use(each.id) for each in offers.uses),
        *(Item.service(each.id) for each in offers.services),
        *(Item.track(each.track) for each in offers.tracks),
    )


def texts(offers: Offers) -> Mapping[Item, str]:
    """Every item in the words of who put it on the table; by its id where they gave none."""
    told = (
        *((Item.element(each.id), each.text) for each in offers.elements),
        *((Item.use(each.id), each.text) for each in offers.uses),
        *((Item.service(each.id), each.text) for each in offers.services),
        *((Item.track(each.track), each.text or f"Track {each.track}") for each in offers.tracks),
    )
    return {item: text or item.id for item, text in told}
