"""A state change as a value: made by a step or `app`, executed by `adapters/records/commit.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from commonweal.model.agreement import Agreement
from commonweal.model.assessment import Assessment, Remark
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset
from commonweal.model.evidence import Facts, Kind, Subject
from commonweal.model.grant import Delivery, Grant, Refusal
from commonweal.model.ids import PartyId, PersonId
from commonweal.model.party import Party
from commonweal.model.person import Person
from commonweal.model.questionnaire import Questionnaire
from commonweal.model.release import Release
from commonweal.model.returns import Return
from commonweal.model.surroundings import Surroundings
from commonweal.model.track import AlignmentTrack, Override
from commonweal.model.winwin import (
    Approval,
    Explanation,
    Frontier,
    Limit,
    Offers,
    Package,
)

Record = (
    Party
    | Person
    | Collaboration
    | Dataset
    | Assessment
    | Questionnaire
    | Remark
    | Surroundings
    | Offers
    | Package
    | Frontier
    | Limit
    | Approval
    | Explanation
    | AlignmentTrack
    | Override
    | Agreement
    | Grant
    | Refusal
    | Delivery
    | Release
    | Return
)
"""Everything that is kept with a version and answers for itself in the log."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored(Generic[R]):
    """A record as it stands, and the version it has there."""

    record: R
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One record as it shall be, replacing the version that was read."""

    record: Record
    expected_version: int
    """The version that was read; 0 for a record that is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What another party is told of an act; it leaves after the commit, through the outbox."""

    recipient: PartyId
    kind: Kind
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One act: its writes, its entry in the actor's log, its messages; all or nothing.

    The transition of each written record is checked against what is stored: version and state
    must be as read, and the step must be one the record's life allows.
    """

    kind: Kind
    actor: PersonId
    log: PartyId
    """The hosted party in whose log the act is entered."""
    collaboration: str
    subject: Subject
    writes: tuple[Write, ...]
    facts: Facts = ()
    messages: tuple[Message, ...] = ()


def state(record: Record) -> str:
    """The state of a record that has a life; empty for one that is written once."""
    found = getattr(record, "state", None)
    return str(found) if found is not None else ""


NOUNS: Mapping[type, str] = {
    Party: "party",
    Person: "person",
    Collaboration: "collaboration",
    Dataset: "dataset",
    Assessment: "assessment",
    Questionnaire: "questionnaire",
    Remark: "remark",
    Surroundings: "surroundings",
    Offers: "offers",
    Package: "package",
    Frontier: "frontier",
    Limit: "limit",
    Approval: "approval",
    Explanation: "explanation",
    AlignmentTrack: "track",
    Override: "override",
    Agreement: "agreement",
    Grant: "grant",
    Refusal: "refusal",
    Delivery: "delivery",
    Release: "release",
    Return: "return",
}
"""The noun of each record: in ids, as `Subject.type`, in messages."""


def subject(write: Write) -> Subject:
    """What an entry about this write is about: the record at its new version."""
    return Subject(
        type=NOUNS[type(write.record)],
        id=write.record.id,
        version=write.expected_version + 1,
    )


def collaboration(record: Record) -> str:
    """The collaboration a record belongs to; empty for a party and its people."""
    if isinstance(record, Collaboration):
        return record.id
    return "" if isinstance(record, Party | Person) else record.collaboration
