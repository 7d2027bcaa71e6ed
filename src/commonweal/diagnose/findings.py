"""What the paper found in its three cases (T3 to T5, S5), read from `findings.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated

import msgspec

from commonweal.diagnose.document import Src, Told, all_of, decoded, known, once
from commonweal.diagnose.framework import Statement, framework
from commonweal.diagnose.rating import EVIDENCE_KINDS, VALUES
from commonweal.model.assessment import Degree, Dimension, PlatformType
from commonweal.model.errors import Invalid, UnknownTerm

STUDIED = ("floraholland", "flowminder", "newyork")
"""The ids of the three cases, in the paper's order."""

Value = Annotated[int, msgspec.Meta(ge=VALUES.start, le=VALUES.stop - 1)]


class WhyKind(StrEnum):
    """What we say of a finding against Table 1: ours, never the paper's."""

    DEVIATION = "deviation"
    NUANCE = "nuance"
    ALT_READING = "alt_reading"
    AMBIGUITY = "ambiguity"
    EXTENDS = "extends"


class Why(Told, frozen=True, kw_only=True):
    """One thing we say of a finding."""

    kind: WhyKind
    text: str


class Finding(Told, frozen=True, kw_only=True):
    """What was found in one dimension of a case; `fit`, `why` and the rest are our reading."""

    id: Dimension
    finding: str
    src: Src
    fit: Degree
    coding: tuple[Value, Value, Value]
    """One coder's draft, 0 to 3, in the order of `PlatformType`."""
    why: tuple[Why, ...] = ()
    party_profile: dict[str, PlatformType] = msgspec.field(default_factory=dict)

    @property
    def deviation(self) -> str:
        """How it departs from the type; empty where it fits."""
        told = (each.text for each in self.why if each.kind is WhyKind.DEVIATION)
        return next(told, "")


class Noted(Statement, frozen=True, kw_only=True):
    """A statement with what we add to it."""

    note: str = ""


class Listed(Told, frozen=True, kw_only=True):
    """A short list, where it stands, and what we add to it."""

    items: tuple[str, ...]
    src: Src
    note: str = ""


class Grounds(Statement, frozen=True, kw_only=True):
    """What a case rests on: the years in which it was gathered, and its kinds (T2)."""

    period: str
    kinds: tuple[str, ...]


class Step(Statement, frozen=True, kw_only=True):
    """A step of the process, and who takes it."""

    name: str
    actor: str


class GovernmentFound(Noted, frozen=True, kw_only=True):
    """What government was in a case: ids of the framework's roles."""

    roles: tuple[str, ...]
    possible_roles: tuple[str, ...] = ()


class CaseFindings(Told, frozen=True, kw_only=True):
    """One case in the paper's three parts (R14): dimensions, process, government."""

    id: str
    name: str
    title: str
    platform: PlatformType
    """The type as which the paper presents it."""
    src: Src
    domain: str
    status: Statement
    evidence: Grounds
    closeness: Statement
    """How close the researchers stood to it."""
    parties: tuple[Statement, ...]
    data_shared: Listed
    sharing_mode: Statement
    use: Statement
    returned: Noted = msgspec.field(name="return")
    """What was sought or expected in return."""
    public_values: Listed
    facts: tuple[Statement, ...]
    dimensions: tuple[Finding, ...]
    process_note: Statement
    process: tuple[Step, ...]
    """Empty where the paper reports no order of steps."""
    mechanisms: tuple[Statement, ...]
    """As the paper numbers them."""
    obstacles: tuple[Statement, ...]
    government: GovernmentFound

    def finding(self, dimension: Dimension) -> Finding:
        """What was found in that dimension."""
        return self.dimensions[list(Dimension).index(dimension)]

    @property
    def departing(self) -> tuple[Finding, ...]:
        """The dimensions that depart from the type, fully or partly: our reading."""
        return tuple(each for each in self.dimensions if each.fit is not Degree.FITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A case that shows a cell of Table 1, as far as one coder rates it."""

    case: CaseFindings
    finding: Finding
    value: int
    """1 (a little) to 3 (fully)."""


class Provenance(Told, frozen=True, kw_only=True):
    """What of all this is the paper's, what is our reading, and what is one coder's draft."""

    paper: str
    ours: str
    draft: str


class Findings(Told, frozen=True, kw_only=True):
    """The three cases, in the paper's order."""

    version: str
    provenance: Provenance
    cases: tuple[CaseFindings, ...]

    def case(self, id: str) -> CaseFindings:
        """The findings of one case. Raises UnknownTerm."""
        found = next((each for each in self.cases if each.id == id), None)
        if found is None:
            raise UnknownTerm(field="case", got=id, known=[each.id for each in self.cases])
        return found

    def examples(self, dimension: Dimension, platform: PlatformType) -> tuple[Example, ...]:
        """The cases that show that cell of Table 1, those that show it most first."""
        column = list(PlatformType).index(platform)
        found = (Example(case=c, finding=f, value=f.coding[column]) for c, f in self._of(dimension))
        shown = [each for each in found if each.value]
        return tuple(sorted(shown, key=lambda each: -each.value))

    def _of(self, dimension: Dimension) -> Iterator[tuple[CaseFindings, Finding]]:
        return ((case, case.finding(dimension)) for case in self.cases)


@cache
def findings() -> Findings:
    """The findings that ship with commonweal."""
    return read(files(__package__).joinpath("findings.yaml").read_text(encoding="utf-8"))


def read(text: str) -> Findings:
    """Findings from YAML text.

    Raises:
        Invalid: not YAML, a key unknown, missing or twice, a case or dimension missing, twice or
            out of order, a coding outside 0 to 3, a deviation that is not said, or said of a fit.
        UnknownTerm: a role of government or a kind of evidence that there is not.
    """
    found = decoded(text, Findings, called="diagnose/findings.yaml")
    all_of("cases", [each.id for each in found.cases], STUDIED)
    for case in found.cases:
        _complete(case)
    return found


def _complete(case: CaseFindings) -> None:
    all_of(f"dimensions of {case.id}", [each.id for each in case.dimensions], list(Dimension))
    for each in case.dimensions:
        _explained(case, each)
    known(f"{case.id}: evidence", case.evidence.kinds, EVIDENCE_KINDS)
    roles = (*case.government.roles, *case.government.possible_roles)
    once(f"roles of government in {case.id}", roles)
    known(f"{case.id}: government", roles, [role.id for role in framework().government_roles])


def _explained(case: CaseFindings, found: Finding) -> None:
    if bool(found.deviation) is (found.fit is Degree.FITS):
        said = "says how it departs" if found.deviation else "does not say how it departs"
        raise Invalid(
            detail=f"{case.id} / {found.id}: the fit is {found.fit}, but it {said}.",
            hint="Give a `why` of the kind deviation where it departs, and none where it fits.",
        )
