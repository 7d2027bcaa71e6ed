"""A case of the paper as data: who, what was on the table, and the story of how it went."""

from datetime import date, datetime
from importlib.resources import files

import msgspec
import msgspec.yaml

from commonweal.cases.act import Act
from commonweal.cases.told import Told
from commonweal.model.agreement import ClauseTerm, Mode
from commonweal.model.assessment import PlatformType
from commonweal.model.dataset import Sensitivity
from commonweal.model.errors import UnknownTerm
from commonweal.model.party import PartyKind, Role
from commonweal.model.track import TrackKind

NAMES = ("floraholland", "flowminder", "newyork")
"""The cases that can be run, in the paper's order."""


class CaseParty(Told, frozen=True, kw_only=True):
    """A party of the case; `source` says where it is known from."""

    name: str
    kind: PartyKind
    roles: tuple[Role, ...]
    source: str


class CaseAssessment(Told, frozen=True, kw_only=True):
    """Who rated the case, and what on; what they found stands in `diagnose/findings.yaml`."""

    respondent: str
    party: str
    closeness: str
    note: str
    period: str


class CaseTrack(Told, frozen=True, kw_only=True):
    """An alignment track with one authority."""

    name: str
    kind: TrackKind
    authority: str
    country: str
    source: str
    text: str = ""
    """What shall hold, in a few words of ours."""
    owner: str = ""
    due: date | None = None
    steps: tuple[str, ...] = ()


class CaseDataset(Told, frozen=True, kw_only=True):
    """A dataset, made by the generator of its lane, never real."""

    holder: str
    title: str
    lane: str
    sensitivity: Sensitivity
    synth: dict[str, int]
    """What the generator is asked for, such as how many and which seed."""
    text: str
    """What its files are, with the names of `synth` in braces."""
    settings: dict[str, str] = msgspec.field(default_factory=dict)
    """What its holder sets for every run, and nobody else can change."""
    handed_over: str = ""
    """What happens to the files before they are handed over."""


class CaseAgreement(Told, frozen=True, kw_only=True):
    """What was agreed. Holders of the datasets and recipients sign it."""

    title: str
    drafted_by: str
    datasets: tuple[str, ...]
    recipients: tuple[str, ...]
    term: tuple[date, date]
    mode: Mode
    count: int
    purposes: tuple[str, ...]
    clauses: dict[ClauseTerm, tuple[str, ...]]
    revocable_by: tuple[str, ...]
    source: str


class CaseReturn(Told, frozen=True, kw_only=True):
    """A return that is promised with an agreement."""

    agreement: str
    giver: str
    recipient: str
    text: str
    amount: float
    unit: str
    due: date
    source: str
    needs_tracks: tuple[str, ...] = ()


class Scene(Told, frozen=True, kw_only=True):
    """A part of the story under its heading; a step of the journey is numbered there."""

    heading: str
    acts: tuple[Act, ...]


class Case(Told, frozen=True, kw_only=True):
    """A case, from its first proposal to its verified logs. Parts are named by their keys."""

    id: str
    title: str
    issue: str
    platform: PlatformType
    zone: str
    opened: datetime
    founder: str
    visitor: str
    """The party for which someone looks around once the story is told."""
    parties: dict[str, CaseParty]
    assessment: CaseAssessment
    surroundings: dict[str, object]
    """What stands around it, as `diagnose/surroundings.py` reads it."""
    offers: dict[str, object]
    tracks: dict[str, CaseTrack]
    datasets: dict[str, CaseDataset]
    agreements: dict[str, CaseAgreement]
    returns: dict[str, CaseReturn]
    story: tuple[Scene, ...]

    @property
    def acts(self) -> tuple[Act, ...]:
        """Every act of the story, in order."""
        return tuple(act for scene in self.story for act in scene.acts)


def case(name: str) -> Case:
    """The case of that name. Raises UnknownTerm."""
    if name not in NAMES:
        raise UnknownTerm(field="case", got=name, known=NAMES)
    text = (files("commonweal.cases") / name / "case.yaml").read_text(encoding="utf-8")
    return msgspec.yaml.decode(text, type=Case)
