"""A case of the paper as data: who, what happened, what was on the table, how it went."""

from datetime import date, datetime
from importlib.resources import files

import msgspec
import yaml

from commonweal.model.agreement import ClauseTerm, Mode
from commonweal.model.assessment import Dimension, PlatformType
from commonweal.model.collaboration import EventKind
from commonweal.model.errors import UnknownTerm
from commonweal.model.party import PartyKind, Role
from commonweal.model.track import TrackKind

NAMES = ("flowminder",)
"""The cases that can be run."""


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in a case is read-only, and an unknown key is our mistake."""


class CaseParty(_Told, frozen=True, kw_only=True):
    """A party of the case; `source` says where it is known from."""

    name: str
    kind: PartyKind
    roles: tuple[Role, ...]
    source: str


class CaseEvent(_Told, frozen=True, kw_only=True):
    """Something that happened, with its source."""

    at: datetime
    kind: EventKind
    text: str
    source: str


class Coding(_Told, frozen=True, kw_only=True):
    """One dimension as one coder rates it: resource-dependence, social issue, societal sector."""

    values: tuple[int, int, int]
    finding: str
    source: str


class CaseStated(_Told, frozen=True, kw_only=True):
    """A deviation in a coder's words."""

    dimension: Dimension
    degree: str
    text: str


class CaseAssessment(_Told, frozen=True, kw_only=True):
    """The ratings of one respondent."""

    respondent: str
    party: str
    closeness: str
    note: str
    period: str
    coding: dict[Dimension, Coding]
    stated: tuple[CaseStated, ...]


class CaseTrack(_Told, frozen=True, kw_only=True):
    """An alignment track."""

    name: str
    kind: TrackKind
    authority: str
    country: str
    source: str


class Synth(_Told, frozen=True, kw_only=True):
    """How the input files are made: local days in all, the last six after the quake."""

    subscribers: int
    days: int
    seed: int


class CaseDataset(_Told, frozen=True, kw_only=True):
    """The dataset, made by `synth`, never real."""

    title: str
    lane: str
    attached: datetime
    synth: Synth


class CaseAgreement(_Told, frozen=True, kw_only=True):
    """What was agreed."""

    title: str
    signed: datetime
    term: tuple[date, date]
    mode: Mode
    count: int
    purposes: tuple[str, ...]
    clauses: dict[ClauseTerm, tuple[str, ...]]
    revocable_by: tuple[str, ...]


class CaseVisit(_Told, frozen=True, kw_only=True):
    """The same data as a visit: our proposal."""

    title: str
    count: int


class CaseReturn(_Told, frozen=True, kw_only=True):
    """A promised return."""

    giver: str
    recipient: str
    text: str
    amount: float
    unit: str
    due: date
    source: str
    needs_tracks: tuple[str, ...] = ()


class CaseRun(_Told, frozen=True, kw_only=True):
    """How the lane is run."""

    at: datetime
    settings: dict[str, str]


class CaseDecision(_Told, frozen=True, kw_only=True):
    """What a beneficiary decided."""

    party: str
    text: str
    source: str


class Case(_Told, frozen=True, kw_only=True):
    """A case, from its first proposal to the end of its term."""

    id: str
    title: str
    issue: str
    platform: PlatformType
    zone: str
    opened: datetime
    founder: str
    parties: dict[str, CaseParty]
    events: tuple[CaseEvent, ...]
    urgency: CaseEvent
    commitment: CaseEvent
    assessment: CaseAssessment
    offers: dict[str, object]
    tracks: tuple[CaseTrack, ...]
    dataset: CaseDataset
    agreement: CaseAgreement
    visit: CaseVisit
    returns: tuple[CaseReturn, ...]
    run: CaseRun
    decisions: tuple[CaseDecision, ...]
    aligned: datetime
    returned: datetime
    after_term: datetime


def case(name: str) -> Case:
    """The case of that name. Raises UnknownTerm."""
    if name not in NAMES:
        raise UnknownTerm(field="case", got=name, known=NAMES)
    text = (files("commonweal.cases") / name / "case.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Case)
