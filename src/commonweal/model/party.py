"""Who takes part: parties, their keys, the persons who act for them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from unicodedata import normalize

from commonweal.model.errors import Invalid
from commonweal.model.ids import KeyId, PartyId, PersonId
from commonweal.model.person import ALL_RIGHTS, Right

LONGEST_PARTY_NAME = 120
"""Characters of the name of a party."""


class PartyKind(StrEnum):
    """The sector a party comes from."""

    BUSINESS = "business"
    GOVERNMENT = "government"
    NGO = "ngo"
    RESEARCH = "research"
    PEOPLE = "people"
    OTHER = "other"

    @property
    def words(self) -> str:
        """It as people write it."""
        said = {PartyKind.NGO: "NGO", PartyKind.OTHER: "other / not said"}
        return said.get(self, self.value)

    @property
    def has_floor(self) -> bool:
        """True if a package must leave it something; what government pays is the public's cost."""
        return self is not PartyKind.GOVERNMENT


class Role(StrEnum):
    """What a party is to a collaboration; a party holds a set of roles."""

    HOLDER = "holder"
    USER = "user"
    INTERMEDIARY = "intermediary"
    BENEFICIARY = "beneficiary"
    REGULATOR = "regulator"
    FUNDER = "funder"
    STEWARD = "data steward"
    PEOPLE = "people concerned"
    RESPONDENT = "respondent"
    """Gives its view of the partnership, and has no other part in it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyKey:
    """One Ed25519 key in a party's history, valid in [since, until)."""

    id: KeyId
    public: str
    """The raw 32-byte public key, base64."""
    since: datetime
    until: datetime | None = None
    revoked: bool = False
    """True if `until` came by revocation; a rotated key ends without blame."""

    def valid(self, at: datetime) -> bool:
        """True if a signature made at the UTC instant `at` may name this key."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation, or a group of people, that can promise and be promised to."""

    id: PartyId
    name: str
    kind: PartyKind
    hosted: bool
    """True if this node keeps the party's key, log and vault."""
    keys: tuple[PartyKey, ...] = ()

    def key(self, id: str) -> PartyKey | None:
        """The key of that id in this party's history, if there is one."""
        return next((key for key in self.keys if key.id == id), None)

    def current_key(self, at: datetime) -> PartyKey | None:
        """The newest key that is valid at the UTC instant `at`."""
        valid = [key for key in self.keys if key.valid(at)]
        return valid[-1] if valid else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who acts: a person, for a party. First argument of every `app` function."""

    person: PersonId
    party: PartyId | None
    """None for the node's own operator, who founds parties and runs jobs but sees no case."""
    rights: frozenset[Right] = ALL_RIGHTS
    """What this person may do for the party; all for whoever holds its key."""
    program: bool = False
    """True for whoever bears the party's token: it decides nothing that outlives the token."""
    logs_in: bool = False
    """True for a person who logged in with a password of their own."""


OPERATOR = Actor(person=PersonId("operator"), party=None)
"""Whoever runs the node, acting for no party."""

NOBODY = Actor(person=PersonId("nobody"), party=None, rights=frozenset())
"""Someone who is not logged in: may ask to be, and nothing else."""


_NO_INK = {
    **dict.fromkeys([0x34F, 0x17B4, 0x17B5, *range(0x180B, 0x180E), *range(0xFE00, 0xFE10)]),
    **dict.fromkeys(range(0xE0100, 0xE01F0)),
    **dict.fromkeys([0x115F, 0x1160, 0x2800], " "),
}
"""Marks that show nothing, and letters that show a blank, though they count as printable."""


def seen_as(name: str) -> str:
    """A name as a reader tells it from others: not by case, width, or what leaves no ink."""
    return " ".join(normalize("NFKC", name).translate(_NO_INK).casefold().split())


def party_name(name: str, *, field: str = "name") -> str:
    """The name as it is kept, if a party can be called so. Raises Invalid, naming the field."""
    fits = 0 < len(name.strip()) <= LONGEST_PARTY_NAME and name.isprintable()
    if not fits or not seen_as(name):
        raise Invalid(
            detail=f"The name of a party has 1 to {LONGEST_PARTY_NAME} printable characters.",
            hint="Give the name as people say it.",
            field=field,
        )
    return name.strip()
