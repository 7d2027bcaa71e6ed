"""What is done with a questionnaire, whichever way its respondent came: by a link, or logged in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from commonweal.app.acts import act, carry_out
from commonweal.app.collaboration import still_open
from commonweal.app.diagnose.diagnosis import counted
from commonweal.app.diagnose.given import check_nobodys
from commonweal.app.membership import hosted, party
from commonweal.app.node import Node
from commonweal.diagnose.answers import Answers, Held, Why, emptied, kept
from commonweal.diagnose.framework import framework
from commonweal.diagnose.motive import named_motives
from commonweal.diagnose.profile import profile
from commonweal.diagnose.rating import NOT_STATED, ratings
from commonweal.diagnose.reading import forget
from commonweal.model.assessment import Assessment, Profile, Respondent
from commonweal.model.change import Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Invalid, Refused
from commonweal.model.evidence import Kind
from commonweal.model.ids import AssessmentId, PartyId, PersonId, QuestionnaireId
from commonweal.model.questionnaire import Questionnaire, QuestionnaireState


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A questionnaire as its respondent sees it; what others answered is not in it."""

    questionnaire: Questionnaire
    collaboration: Collaboration
    names: Mapping[PartyId, str]
    """What the members are called."""
    answers: Answers
    """What was kept and not handed in."""
    outdated: bool
    """True if answers to an earlier framework were kept, which no longer count."""
    given: Assessment | None
    """The answers, once they are handed in."""
    closed: str
    """Why nothing can be answered any more, and what one can do; empty while it can."""


def asked(node: Node, stored: Stored[Questionnaire]) -> Asked:
    """The questionnaire with what its respondent answered so far."""
    record = stored.record
    where = node.records.get(Collaboration, record.collaboration).record
    answers, outdated = _so_far(node, record)
    return Asked(
        questionnaire=record,
        collaboration=where,
        names={each.party: party(node, each.party).name for each in where.members},
        answers=answers,
        outdated=outdated,
        given=_given(node, record).record if record.assessment else None,
        closed=_closed(node, record),
    )


def after(node: Node, record: Questionnaire, page: Why | Held) -> Answers:
    """What is answered once a page is saved. Raises Refused, NotYet, Invalid."""
    _check_answerable(node, record)
    answers, _ = _so_far(node, record)
    return answers.after(page, node.clock.now().date())


def hold(node: Node, id: QuestionnaireId, answers: Answers) -> None:
    """Keep what was answered so far; not if the questionnaire was closed in the same moment."""
    node.answers.keep(id, answers.text())
    if node.records.get(Questionnaire, id).record.state is not QuestionnaireState.OPEN:
        node.answers.forget(id)


def hand_in(node: Node, stored: Stored[Questionnaire], person: PersonId) -> Assessment:
    """Make the kept answers an assessment; once, in one change with the questionnaire.

    Raises:
        Refused: it was answered before, is over or revoked.
        Invalid: nothing is rated, or the answers are to an earlier framework.
        Conflict: another request handed in at this moment, or someone of that name has before.
    """
    record = stored.record
    _check_answerable(node, record)
    answers, outdated = _so_far(node, record)
    if outdated:
        raise Invalid(
            detail="The questions have changed since you answered them.",
            hint="Go through the pages once more, then hand in.",
        )
    made = _assessment(node, record, answers)
    check_nobodys(node, counted(node, record.collaboration), made.respondent)
    done = replace(record, state=QuestionnaireState.ANSWERED, assessment=made.id)
    change = act(
        Kind.ASSESSMENT_GIVEN,
        person=person,
        log=record.invited_by,
        writes=(
            Write(record=made, expected_version=0),
            Write(record=done, expected_version=stored.version),
        ),
        facts=(("ratings", len(made.ratings)),),
        tell=_members(node, record),
    )
    carry_out(node, change)
    node.answers.forget(record.id)
    return made


def withdraw(node: Node, stored: Stored[Questionnaire], person: PersonId) -> None:
    """Erase the answers and the respondent's name; the log keeps only that it happened.

    Raises Refused where nothing was handed in, or it was taken back before.
    """
    record = stored.record
    if record.state is not QuestionnaireState.ANSWERED:
        raise Refused(
            detail="There are no answers of yours to take back.",
            hint="Only what was handed in can be taken back, and only once.",
        )
    gone = replace(record, state=QuestionnaireState.WITHDRAWN, respondent="", token="")
    given = _given(node, record)
    node.answers.forget(record.id)
    erase(
        node,
        (given, *_corrected(node, given.record)),
        person=person,
        log=record.invited_by,
        also=(Write(record=gone, expected_version=stored.version),),
    )


def erase(
    node: Node,
    given: Sequence[Stored[Assessment]],
    *,
    person: PersonId,
    log: PartyId,
    also: tuple[Write, ...] = (),
) -> None:
    """Empty these assessments of one respondent in one change, and let nothing of them linger."""
    emptied_ = (Write(record=emptied(each.record), expected_version=each.version) for each in given)
    kind, told = Kind.ASSESSMENT_WITHDRAWN, _members(node, given[0].record)
    change = act(kind, person=person, log=log, writes=(*emptied_, *also), tell=told)
    carry_out(node, change)
    node.answers.scrub()
    forget()


def of_the_same(node: Node, given: Assessment) -> list[Stored[Assessment]]:
    """Every assessment of the same respondent: a name within a party, as the profile counts."""
    found = node.records.find(Assessment, collaboration=given.collaboration)
    return [stored for stored in found if _who(stored.record) == _who(given)]


def result(node: Node, record: Questionnaire) -> Profile | None:
    """What all answers add up to; None until this respondent has answered."""
    if record.state is not QuestionnaireState.ANSWERED:
        return None
    return profile(counted(node, record.collaboration))


def _check_answerable(node: Node, record: Questionnaire) -> None:
    """Say nothing while the questionnaire can be answered. Raises Refused, NotYet."""
    if record.over(node.clock.now()) and record.until:
        raise Refused(
            detail=f"This invitation ended on {record.until.date().isoformat()}.",
            hint=f"Ask {party(node, record.invited_by).name} for a new one.",
        )
    if record.state in _CLOSED:
        detail, hint = _CLOSED[record.state]
        raise Refused(detail=detail, hint=hint)
    still_open(node.records.get(Collaboration, record.collaboration).record)


_SOMEONE_ELSE = "Someone else of your party can be invited to answer."
_CLOSED: Mapping[QuestionnaireState, tuple[str, str]] = {
    QuestionnaireState.ANSWERED: (
        "You have handed in your answers; each questionnaire is answered once.",
        "You can look at them, and take them back.",
    ),
    QuestionnaireState.READING: (
        "You chose to read what others answered, so you answer no more.",
        _SOMEONE_ELSE,
    ),
    QuestionnaireState.WITHDRAWN: (
        "You took your answers back, and could have read what others answered.",
        _SOMEONE_ELSE,
    ),
    QuestionnaireState.REVOKED: ("This invitation was revoked.", _SOMEONE_ELSE),
}


def _closed(node: Node, record: Questionnaire) -> str:
    try:
        _check_answerable(node, record)
    except Refused as gap:
        return f"{gap.detail} {gap.hint}"
    return ""


def _so_far(node: Node, record: Questionnaire) -> tuple[Answers, bool]:
    """What was kept, or a fresh sheet; and whether something kept no longer counts."""
    version = framework().version
    text = node.answers.kept(record.id) if record.id else ""
    found = kept(text) if text else None
    if found is None or found.framework != version:
        return Answers(framework=version), bool(text)
    return found, False


def _corrected(node: Node, given: Assessment) -> list[Stored[Assessment]]:
    """What this one stands in the place of: it would count again, under the name."""
    return [each for each in of_the_same(node, given) if each.record.id != given.id]


def _who(given: Assessment) -> tuple[str, str]:
    return given.respondent.party, given.respondent.name


def _assessment(node: Node, record: Questionnaire, answers: Answers) -> Assessment:
    return Assessment(
        id=AssessmentId(node.ids.new("assessment")),
        collaboration=record.collaboration,
        respondent=Respondent(
            name=record.respondent, party=record.party, closeness=answers.closeness or NOT_STATED
        ),
        at=node.clock.now(),
        ratings=ratings(answers.rows()),
        motives=named_motives(answers.motives or ()),
        framework=answers.framework,
    )


def _given(node: Node, record: Questionnaire) -> Stored[Assessment]:
    return node.records.get(Assessment, record.assessment)


def _members(node: Node, about: Questionnaire | Assessment) -> tuple[PartyId, ...]:
    return hosted(node, node.records.get(Collaboration, about.collaboration).record.parties)
