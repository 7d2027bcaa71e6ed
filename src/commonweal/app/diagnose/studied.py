"""The paper's cases as if they ran here: from their data, by the rules that hold for everyone."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from commonweal.app.diagnose.coding import assessment
from commonweal.cases.act import Note
from commonweal.cases.case import NAMES, Case, case
from commonweal.diagnose.compare import Subject
from commonweal.diagnose.diagnosis import Diagnosis, diagnosed
from commonweal.diagnose.findings import CaseFindings, findings
from commonweal.diagnose.framework import Statement, framework
from commonweal.diagnose.situation import Situation
from commonweal.diagnose.words import words
from commonweal.model.assessment import Assessment
from commonweal.model.collaboration import Collaboration, CollaborationState, Event, Member
from commonweal.model.ids import CollaborationId, PartyId

DRAFT = "One coder's draft reading of the paper, ours; not confirmed, and it validates nothing"
"""What must be known to read a case."""


@cache
def cases() -> tuple[Case, ...]:
    """The three cases, in the paper's order."""
    return tuple(case(name) for name in NAMES)


@cache
def subject(name: str) -> Subject:
    """A case as a column of a comparison. Raises UnknownTerm."""
    told, paper = case(name), findings().case(name)
    found = _diagnosis(told)
    return Subject(
        id=name,
        title=told.title,
        diagnosis=found,
        process=found.process,
        government=found.government,
        findings={each.id: Statement(text=each.finding, src=each.src) for each in paper.dimensions},
        reported=_reported(paper),
        note=DRAFT,
    )


def note(template: str, given: Sequence[Assessment]) -> str:
    """What must be known to read a collaboration whose ratings are those that ship with a case."""
    if template not in NAMES:
        return ""
    coder = case(template).assessment.respondent
    return DRAFT if any(each.respondent.name == coder for each in given) else ""


def _diagnosis(told: Case) -> Diagnosis:
    given = (assessment(told.id),)
    now = Situation(
        names={PartyId(key): each.name for key, each in told.parties.items()},
        kinds={PartyId(key): each.kind for key, each in told.parties.items()},
    )
    return diagnosed(_collaboration(told), given, now)


def _collaboration(told: Case) -> Collaboration:
    """The case as it is told: nothing is to be done next in what has been studied."""
    return Collaboration(
        id=CollaborationId(told.id),
        title=told.title,
        issue=told.issue,
        founder=PartyId(told.founder),
        state=CollaborationState.ENDED,
        members=tuple(
            Member(party=PartyId(key), roles=frozenset(each.roles))
            for key, each in told.parties.items()
        ),
        events=tuple(_events(told)),
    )


def _events(told: Case) -> Iterator[Event]:
    for act in told.acts:
        if isinstance(act, Note):
            yield Event(
                at=act.at,
                kind=act.kind,
                text=act.text,
                source=act.source,
                askers=act.askers,
                asked=act.asked,
                public=act.public,
            )


def _reported(paper: CaseFindings) -> Mapping[str, tuple[str, ...]]:
    return {
        "differ": tuple(_differ(paper)),
        "status": (_told(paper.status),),
        "shared": (
            f"{', '.join(paper.data_shared.items)} [{', '.join(paper.data_shared.src)}]",
            _told(paper.sharing_mode),
            _told(paper.use),
        ),
        "sought": (_told(paper.returned), *((paper.returned.note,) if paper.returned.note else ())),
        "course": (
            *(f"{each.name} ({each.actor}): {_told(each)}" for each in paper.process),
            _told(paper.process_note),
        ),
        "paper-mechanisms": tuple(_told(each) for each in paper.mechanisms),
        "obstacles": tuple(_told(each) for each in paper.obstacles),
        "was": (_told(paper.government),),
    }


def _differ(paper: CaseFindings) -> Iterator[str]:
    for each in paper.dimensions:
        told = (f"{who} {words(platform)}" for who, platform in each.party_profile.items())
        if each.party_profile:
            yield f"{framework().row(each.id).label}: {', '.join(told)}"


def _told(each: Statement) -> str:
    return f"{each.text} [{', '.join(each.src)}]"
