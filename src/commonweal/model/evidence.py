"""What the evidence log remembers: one entry per act, never per record of data.

Source: RFC 6962 section 2.1 for the tree over entries, RFC 8785 for their bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonweal.model.ids import PartyId

ENTRY_VERSION = 1


class Kind(StrEnum):
    """The closed list of acts, in the order of the journey."""

    PARTY_ADDED = "party.added"
    KEY_MADE = "key.made"
    KEY_ROTATED = "key.rotated"
    KEY_REVOKED = "key.revoked"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    PERSON_REMOVED = "person.removed"
    COLLABORATION_OPENED = "collaboration.opened"
    PARTY_JOINED = "party.joined"
    EVENT_NOTED = "event.noted"
    COLLABORATION_ENDED = "collaboration.ended"
    DATASET_ATTACHED = "dataset.attached"
    RESPONDENT_INVITED = "diagnose.respondent-invited"
    INVITATION_REVOKED = "diagnose.invitation-revoked"
    ASSESSMENT_GIVEN = "diagnose.assessment-given"
    ASSESSMENT_WITHDRAWN = "diagnose.assessment-withdrawn"
    RESULTS_READ = "diagnose.results-read"
    REMARK_MADE = "diagnose.remark-made"
    SURROUNDINGS_STATED = "diagnose.surroundings-stated"
    OFFERS_TABLED = "winwin.offers-tabled"
    LIMIT_SET = "winwin.limit-set"
    FRONTIER_COMPUTED = "winwin.frontier-computed"
    ANSWER_EXPLAINED = "winwin.answer-explained"
    PACKAGE_CHOSEN = "winwin.package-chosen"
    CASE_REVIEWED = "winwin.case-reviewed"
    ALIGNMENT_UNLOCKED = "align.unlocked"
    TRACK_SET = "align.track-set"
    AGREEMENT_DRAFTED = "agree.drafted"
    AGREEMENT_SIGNED = "agree.signed"
    AGREEMENT_ACTIVATED = "agree.activated"
    AGREEMENT_SUSPENDED = "agree.suspended"
    AGREEMENT_RESUMED = "agree.resumed"
    AGREEMENT_EXPIRED = "agree.expired"
    AGREEMENT_WITHDRAWN = "agree.withdrawn"
    AGREEMENT_COMPLETED = "agree.completed"
    AGREEMENT_CLOSED = "agree.closed"
    VAULT_KEY_DESTROYED = "agree.vault-key-destroyed"
    REQUEST_GRANTED = "share.granted"
    REQUEST_REFUSED = "share.refused"
    DELIVERY_ANNOUNCED = "share.delivery-announced"
    DELIVERY_SEALED = "share.delivery-sealed"
    DELIVERY_EXPORTED = "share.delivery-exported"
    RELEASE_MADE = "use.release-made"
    DECISION_INFORMED = "use.decision-informed"
    RETURN_PROMISED = "returns.promised"
    RETURN_ALIGNED = "returns.aligned"
    RETURN_DELIVERED = "returns.delivered"
    RETURN_CONFIRMED = "returns.confirmed"
    RETURN_WAIVED = "returns.waived"
    MESSAGE_RECEIVED = "account.message-received"

    @property
    def words(self) -> str:
        """The act in words: `agree.vault-key-destroyed` is `agree: vault key destroyed`."""
        return self.value.replace("-", " ").replace(".", ": ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an entry is about: a record at one version."""

    type: str
    id: str
    version: int


Facts = tuple[tuple[str, str | int], ...]
"""Ids, counts and salted digests; never names, free text or data."""


_ALSO = "also"


def also(subject: Subject, digest: str) -> tuple[str, str]:
    """The fact that an act wrote a further record: its version and salted digest."""
    return f"{_ALSO}.{subject.type}.{subject.id}", f"{subject.version}.{digest}"


def told_also(facts: Facts) -> Iterator[tuple[Subject, str]]:
    """The further records that facts tell of, with their digests."""
    for name, value in facts:
        kind, _, rest = name.partition(".")
        type, _, id = rest.partition(".")
        version, _, digest = str(value).partition(".")
        if kind == _ALSO and id and version.isdecimal() and digest:
            yield Subject(type=type, id=id, version=int(version)), digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act in the log of one hosted party."""

    v: int
    seq: int
    """Position in the log, from 0."""
    at: datetime
    kind: Kind
    actor: str
    party: PartyId
    """The party whose log this is."""
    collaboration: str
    """Empty where the act belongs to no collaboration."""
    subject: Subject
    digest: str
    """Salted SHA-256 of the subject's record at that version, hex; empty if it has none."""
    facts: Facts
