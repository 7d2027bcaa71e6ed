"""The people of a hosted party: who may log in for it, and what they may do."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from unicodedata import normalize

from commonweal.model.errors import Invalid
from commonweal.model.ids import PartyId, PersonId

LONGEST_NAME = 80
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200

INVITATION_LASTS = timedelta(days=7)
LOGIN_LASTS = timedelta(hours=12)


class Right(StrEnum):
    """What a person may do for their party, within what its role allows."""

    READ = "read"
    """See what the party may see."""
    ACT = "act"
    """Change something, except by the two rights below."""
    SIGN = "sign"
    """Sign agreements with the party's key."""
    ADMIN = "admin"
    """Decide who the party's people are, and about its keys."""


ALL_RIGHTS = frozenset(Right)


class PersonState(StrEnum):
    """The life of a person's access."""

    INVITED = "invited"
    ACTIVE = "active"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who may log in for a party that is hosted here."""

    id: PersonId
    party: PartyId
    name: str
    rights: frozenset[Right]
    state: PersonState
    password: str = field(default="", repr=False)
    """Argon2id hash; empty until the invitation is accepted."""
    invitation: str = field(default="", repr=False)
    """SHA-256 of the open invitation's token, hex; empty if there is none."""
    invited_until: datetime | None = None

    @property
    def active(self) -> bool:
        """True if this person may log in."""
        return self.state is PersonState.ACTIVE

    def called(self, name: str) -> bool:
        """True if that is their name, whatever the case of its letters."""
        return folded(self.name) == folded(name)


def digest(secret: str) -> str:
    """SHA-256 of a random token, hex: what is kept in its stead."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def folded(name: str) -> str:
    """A name as it is compared: one Unicode form, no outer blanks, no case."""
    return normalize("NFC", name.strip()).casefold()


def checked_name(name: str) -> str:
    """The name as it is kept. Raises Invalid for one that is empty, too long or not printable."""
    kept = normalize("NFC", name.strip())
    if not 0 < len(kept) <= LONGEST_NAME or not kept.isprintable():
        raise Invalid(
            detail=f"The name of a person has 1 to {LONGEST_NAME} printable characters.",
            hint="Give the name as people say it.",
            field="name",
        )
    return kept


def checked_password(password: str, name: str) -> str:
    """The password as it is hashed. Raises Invalid for one that is short, huge or the name."""
    kept = same_password(password)
    if not SHORTEST_PASSWORD <= len(kept) <= LONGEST_PASSWORD:
        raise Invalid(
            detail=f"The password has {len(kept)} characters.",
            hint=f"Take {SHORTEST_PASSWORD} to {LONGEST_PASSWORD}; a few words in a row do well.",
            field="password",
        )
    if folded(kept) == folded(name):
        raise Invalid(
            detail="The password is the name.", hint="Take another one.", field="password"
        )
    return kept


def same_password(password: str) -> str:
    """A password in the one Unicode form in which it is hashed, however it was typed."""
    return normalize("NFC", password)


def checked_rights(rights: frozenset[Right]) -> frozenset[Right]:
    """The rights as they are kept: whoever may do anything may read."""
    return rights | {Right.READ}
