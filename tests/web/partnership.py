"""A collaboration of three parties with offers and nothing shared yet: small and fast."""

from atexit import register
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

from commonweal.app import collaboration
from commonweal.app.winwin import offers
from commonweal.model.collaboration import Member
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor, PartyKind, Role
from tests.app.houses import House, house
from tests.app.journey import OFFERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """Who is in it, and who is not."""

    house: House
    user: Actor
    holder: Actor
    stranger: Actor
    id: CollaborationId

    @property
    def page(self) -> str:
        """The address of the collaboration."""
        return f"/c/{self.id}"

    @property
    def members(self) -> tuple[Member, ...]:
        """Who is in it, in the order they came in."""
        return collaboration.show(self.user, self.house.node, self.id).members


def partnership(
    house: House, *, title: str = "Flood", tabled: bool = True, beside: str = ""
) -> Partnership:
    """Mappers, Telecom and City, about a flood; a stranger beside them.

    `beside` begins the names of a second partnership in one house.
    """
    user = house.party(f"{beside}Mappers")
    holder = house.party(f"{beside}Telecom", PartyKind.BUSINESS)
    city = house.party(f"{beside}City", PartyKind.GOVERNMENT)
    made = collaboration.new(
        user,
        house.node,
        title=title,
        issue="Who is cut off",
        roles=frozenset({Role.USER, Role.STEWARD}),
    ).id
    for actor, role in ((holder, Role.HOLDER), (city, Role.BENEFICIARY)):
        assert actor.party
        collaboration.join(user, house.node, made, party=actor.party, roles=frozenset({role}))
    if tabled:
        offers.table(user, house.node, made, document=OFFERS)
    return Partnership(
        house=house, user=user, holder=holder, stranger=house.party(f"{beside}Stranger"), id=made
    )


def settled(home: Path, *, tabled: bool = True) -> Partnership:
    """A copy, in a home of its own, of one that was made once in this process."""
    made = _once(tabled)
    copytree(made.house.node.home, home)
    return replace(made, house=house(home))


@cache
def _once(tabled: bool) -> Partnership:
    folder = Path(mkdtemp(prefix="partnership-"))
    register(rmtree, folder, ignore_errors=True)
    return partnership(house(folder / "home"), tabled=tabled)
