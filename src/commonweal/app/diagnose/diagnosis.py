"""Step 1: ratings in; a profile, a process and the role of government out."""

from collections.abc import Sequence

from commonweal.app.acts import keep
from commonweal.app.collaboration import still_open
from commonweal.app.diagnose.given import check_nobodys
from commonweal.app.diagnose.independence import check_independent, may_see
from commonweal.app.diagnose.situation import situation
from commonweal.app.diagnose.studied import note
from commonweal.app.membership import acting, hosted, member
from commonweal.app.node import Node
from commonweal.diagnose.diagnosis import Diagnosis, diagnosed
from commonweal.diagnose.figure import profile_bars, timeline
from commonweal.diagnose.findings import Findings, findings
from commonweal.diagnose.framework import Framework, framework
from commonweal.diagnose.government import Government, government
from commonweal.diagnose.grid import latest
from commonweal.diagnose.motive import named_motives
from commonweal.diagnose.process import Process, process
from commonweal.diagnose.rating import ratings, stated_deviations
from commonweal.diagnose.rating import respondent as rated_by
from commonweal.diagnose.reading import reading
from commonweal.model.assessment import Assessment, Profile, Remark
from commonweal.model.change import Write
from commonweal.model.errors import NotYet
from commonweal.model.evidence import Kind
from commonweal.model.figure import Figure
from commonweal.model.ids import AssessmentId, CollaborationId
from commonweal.model.may import check
from commonweal.model.party import Actor


def rate(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    respondent: str,
    closeness: str,
    rows: Sequence[object],
    stated: Sequence[object] = (),
    motives: Sequence[str] = (),
) -> Assessment:
    """One respondent's ratings, given for the actor's party.

    Raises:
        Invalid: a row will not do; it is named.
        Conflict: someone of that name has answered on their own.
    """
    found = member(actor, node, "diagnosis.rate", id).record
    still_open(found)
    party = acting(actor)
    who = rated_by(name=respondent, party=party, closeness=closeness)
    check_nobodys(node, counted(node, id), who)
    made = Assessment(
        id=AssessmentId(node.ids.new("assessment")),
        collaboration=id,
        respondent=who,
        at=node.clock.now(),
        ratings=ratings(rows),
        stated=stated_deviations(stated),
        motives=named_motives(motives),
        entered_by=party,
        framework=framework().version,
    )
    keep(
        actor,
        node,
        Write(record=made, expected_version=0),
        Kind.ASSESSMENT_GIVEN,
        facts=(("ratings", len(made.ratings)),),
        tell=hosted(node, found.parties),
    )
    return made


def show(actor: Actor, node: Node, id: CollaborationId) -> Diagnosis:
    """The diagnosis of a collaboration.

    Raises:
        NotYet: nobody has rated it; or others have, and the actor is a person who has not.
    """
    found = member(actor, node, "diagnosis.show", id).record
    check_independent(actor, node, id)
    given = counted(node, id)
    if not given:
        raise NotYet(
            detail="Nobody has rated this collaboration yet.",
            hint="Rate it: `weal diagnose rate COLLABORATION FILE --respondent NAME`, "
            "or invite people to.",
        )
    return diagnosed(
        found,
        given,
        situation(node, found),
        remarks=_remarks(node, id),
        note=note(found.template, given),
    )


def whole(actor: Actor, node: Node, id: CollaborationId) -> Profile | None:
    """The profile where there is one, and the actor may know it."""
    member(actor, node, "diagnosis.whole", id)
    if not may_see(actor, node, id):
        return None
    given = counted(node, id)
    return reading(given).profile if given else None


def respondents(actor: Actor, node: Node, id: CollaborationId) -> int:
    """How many have rated; the count alone, which tells nothing of what they answered."""
    member(actor, node, "diagnosis.respondents", id)
    return len(counted(node, id))


def course(actor: Actor, node: Node, id: CollaborationId) -> Process:
    """What moved the partnership and what comes next, also while nobody has rated it."""
    found = member(actor, node, "diagnosis.course", id).record
    return process(found, whole(actor, node, id), situation(node, found))


def advice(actor: Actor, node: Node, id: CollaborationId) -> Government:
    """The role of government, also while nobody has rated."""
    found = member(actor, node, "diagnosis.advice", id).record
    return government(found, whole(actor, node, id), situation(node, found))


def evidence(actor: Actor, node: Node, id: CollaborationId) -> tuple[Assessment, ...]:
    """What each respondent gave, with what it rests on: the assessments that count, newest each.

    Raises NotYet for a person who has not answered while others have.
    """
    member(actor, node, "diagnosis.evidence", id)
    check_independent(actor, node, id)
    return counted(node, id)


def figures(actor: Actor, node: Node, id: CollaborationId) -> tuple[Figure, ...]:
    """The shares of each question, once someone has rated, and what happened, once it is noted.

    Raises NotYet for a person who has not answered while others have.
    """
    found = member(actor, node, "diagnosis.figures", id).record
    check_independent(actor, node, id)
    given = counted(node, id)
    bars = (profile_bars(reading(given).profile),) if given else ()
    return (*bars, *((timeline(found),) if found.events else ()))


def known(actor: Actor, node: Node) -> Framework:
    """The paper's framework: platforms, dimensions, mechanisms, roles, rules, and what is ours."""
    check(actor, "diagnosis.known")
    del actor, node
    return framework()


def studied(actor: Actor, node: Node) -> Findings:
    """What the paper found in its three cases, and how one coder reads it against the framework."""
    check(actor, "diagnosis.studied")
    del actor, node
    return findings()


def counted(node: Node, id: CollaborationId) -> tuple[Assessment, ...]:
    """The assessments that count: the newest of each respondent, none that was taken back."""
    given = (stored.record for stored in node.records.find(Assessment, collaboration=id))
    return tuple(latest([each for each in given if not each.withdrawn]))


def _remarks(node: Node, id: CollaborationId) -> tuple[Remark, ...]:
    return tuple(stored.record for stored in node.records.find(Remark, collaboration=id))
