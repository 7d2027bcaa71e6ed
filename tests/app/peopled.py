"""A house with two hosted parties, where people can log in; passwords are cheap to check."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from commonweal.adapters.passwords import Argon2Passwords
from commonweal.app import login, people
from commonweal.model.ids import PartyId, PersonId
from commonweal.model.party import NOBODY, OPERATOR, Actor
from commonweal.model.person import Person, Right
from tests.app.houses import House, house

PASSWORD = "four words in a row"
CHEAP = Argon2Passwords(memory_kib=64, passes=1, lanes=1)
EVERY = frozenset(Right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peopled:
    """The house, and the two parties by id."""

    house: House
    telecom: PartyId
    mappers: PartyId

    def someone(self, name: str, *rights: Right, party: PartyId | None = None) -> str:
        """Invite someone with these rights and let them in; the token of their login."""
        _, token = people.invite(
            OPERATOR, self.house.node, party or self.telecom, name=name, rights=rights
        )
        return login.accept(NOBODY, self.house.node, token=token, name=name, password=PASSWORD)

    def later(self, by: timedelta) -> None:
        """Let time pass."""
        self.house.clock.turn_to(self.house.clock.now() + by)

    def actor(self, token: str) -> Actor | None:
        """Who acts by a token now."""
        found = login.who(NOBODY, self.house.node, token)
        return found[0] if found else None

    def person(self, id: PersonId) -> Person:
        """A person as kept."""
        return self.house.node.records.get(Person, id).record

    def log_in(self, name: str, password: str = PASSWORD, party: str = "Telecom") -> str:
        """The token of a new login."""
        return login.log_in(NOBODY, self.house.node, party=party, name=name, password=password)


def peopled(home: Path) -> Peopled:
    """A fresh house of the two."""
    made = house(home)
    cheap = replace(made, node=replace(made.node, passwords=CHEAP))
    ids = [cheap.party(name).party for name in ("Telecom", "Mappers")]
    telecom, mappers = (PartyId(str(id)) for id in ids)
    return Peopled(house=cheap, telecom=telecom, mappers=mappers)
