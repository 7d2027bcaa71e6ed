"""The paper's cases side by side: the same eight questions of each, and what departs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from commonweal.app.node import Node
from commonweal.cases.case import NAMES, Case, CaseAgreement, CaseReturn, Coding, case
from commonweal.diagnose.framework import Row, framework
from commonweal.diagnose.government import Advice, advice
from commonweal.diagnose.profile import profile
from commonweal.diagnose.rating import ratings, respondent, stated_deviations
from commonweal.model.assessment import (
    Assessment,
    Deviation,
    Dimension,
    PlatformType,
    Profile,
)
from commonweal.model.ids import AssessmentId, CollaborationId, PartyId
from commonweal.model.may import check
from commonweal.model.party import Actor

_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One case, as one coder reads the paper."""

    case: Case
    profile: Profile
    advice: Advice
    """The role of government, with the rule that fired."""

    @property
    def shared(self) -> tuple[str, ...]:
        """What is shared: the datasets."""
        return tuple(each.title for each in self.case.datasets.values())

    @property
    def agreed(self) -> tuple[CaseAgreement, ...]:
        """What was agreed."""
        return tuple(self.case.agreements.values())

    @property
    def sought(self) -> tuple[CaseReturn, ...]:
        """What is promised in return."""
        return tuple(self.case.returns.values())

    def coding(self, dimension: Dimension) -> Coding:
        """What the coder found in one dimension, how it was rated, and where it stands."""
        return self.case.assessment.coding[dimension]

    def deviations(self, dimension: Dimension) -> tuple[Deviation, ...]:
        """How that dimension departs: computed, stated, both, or not at all."""
        return tuple(each for each in self.profile.deviations if each.dimension is dimension)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The cases under the questions of the paper's Table 1 (rule R14)."""

    rows: tuple[Row, ...]
    platforms: Mapping[PlatformType, str]
    """The name of each platform."""
    columns: tuple[Column, ...]


def side_by_side(actor: Actor, node: Node) -> Comparison:
    """The paper's cases from their data, whether or not any of them runs on this node."""
    check(actor, "cases.side_by_side")
    del actor, node
    return _comparison()


@cache
def _comparison() -> Comparison:
    known = framework()
    return Comparison(
        rows=known.dimensions,
        platforms={each: told.label for each, told in known.framework.platforms.items()},
        columns=tuple(_column(case(name)) for name in NAMES),
    )


def _column(told: Case) -> Column:
    found = profile([_assessment(told)])
    return Column(case=told, profile=found, advice=advice(found))


def _assessment(told: Case) -> Assessment:
    given = told.assessment
    return Assessment(
        id=AssessmentId(told.id),
        collaboration=CollaborationId(told.id),
        respondent=respondent(
            name=given.respondent, party=PartyId(given.party), closeness=given.closeness
        ),
        at=_NEVER,
        ratings=ratings(given.rows),
        stated=stated_deviations(
            [
                {"dimension": each.dimension, "degree": each.degree, "text": each.text}
                for each in given.stated
            ]
        ),
    )
