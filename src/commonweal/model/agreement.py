"""What parties promise each other about named datasets."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from commonweal.model.ids import AgreementId, ClauseId, CollaborationId, DatasetId, KeyId, PartyId


class AgreementState(StrEnum):
    """The life of an agreement; `agree/lifecycle.py` holds the transitions."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    SIGNED = "signed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"
    CLOSED = "closed"


ENDED = frozenset({AgreementState.EXPIRED, AgreementState.WITHDRAWN, AgreementState.COMPLETED})
"""The three ways to end; the gate is shut in each."""


class ClauseTerm(StrEnum):
    """The closed list of things a clause can say (exchange knowledge section 4.1)."""

    PURPOSE = "purpose"
    DATASET = "dataset"
    RECIPIENT = "recipient"
    MODE = "mode"
    TERM = "term"
    COUNT = "count"
    MIN_GROUP = "min-group"
    NO_REIDENTIFICATION = "no-reidentification"
    NO_ONWARD_SHARING = "no-onward-sharing"
    DELETE = "delete"
    PUBLISH_INSIGHT = "publish-insight"
    RETURN_BENEFIT = "return-benefit"
    INFORM = "inform"
    REVOCABLE = "revocable"


class Colour(StrEnum):
    """Who makes a term true; every term is shown with its colour."""

    ENFORCES = "the system enforces"
    DETECTS = "the system detects"
    PROMISES = "the partner promises"


class Mode(StrEnum):
    """How data reaches its use: only a release leaves, or the files do."""

    VISIT = "visit"
    DELIVER = "deliver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One promise. Plain text and policy are both rendered from this object alone."""

    id: ClauseId
    term: ClauseTerm
    values: tuple[str, ...]
    """What the term needs, as text; `agree/clause.py` says which form each term takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Days in a place: `[start, end)` as instants, first and last day as people say it."""

    first_day: date
    last_day: date
    zone: str
    """IANA name, such as `Asia/Kathmandu`."""

    @property
    def start(self) -> datetime:
        """The first UTC instant inside the term."""
        return _midnight(self.first_day, self.zone)

    @property
    def end(self) -> datetime:
        """The first UTC instant after the term."""
        return _midnight(self.last_day + timedelta(days=1), self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A party's Ed25519 signature over the canonical agreement."""

    party: PartyId
    key: KeyId
    at: datetime
    value: str
    """Base64 of the 64-byte signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What parties promised each other about named datasets."""

    id: AgreementId
    collaboration: CollaborationId
    title: str
    parties: tuple[PartyId, ...]
    """Everyone whose signature it needs, holder first."""
    clauses: tuple[Clause, ...]
    term: Term
    drafted: datetime
    beneficiaries: tuple[PartyId, ...] = ()
    """Who receives releases besides the parties; part of what is signed."""
    drafted_by: PartyId | None = None
    """Who drafted it, and so may read it without being a party; no part of what is signed."""
    state: AgreementState = AgreementState.DRAFT
    signatures: tuple[Signature, ...] = ()
    granted: int = 0
    """Grants issued so far; counted in the same transaction as the grant."""
    key_doomed: bool = False
    """True once the vault key must die: gate and vault refuse from here."""
    key_destroyed: bool = False

    def clause(self, term: ClauseTerm) -> Clause | None:
        """The clause on that term, if the agreement has one."""
        return next((clause for clause in self.clauses if clause.term is term), None)

    @property
    def datasets(self) -> tuple[DatasetId, ...]:
        """The datasets the agreement names."""
        found = self.clause(ClauseTerm.DATASET)
        return tuple(DatasetId(value) for value in found.values) if found else ()

    def in_force(self, at: datetime) -> bool:
        """True if active, and the UTC instant `at` lies in the term [start, end)."""
        return self.state is AgreementState.ACTIVE and self.term.start <= at < self.term.end


def _midnight(day: date, zone: str) -> datetime:
    local = datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))
    return local.astimezone(ZoneInfo("UTC"))
