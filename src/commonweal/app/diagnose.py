"""Step 1: ratings in, a profile with its deviations out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from commonweal.app.acts import keep
from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, hosted, member
from commonweal.app.node import Node
from commonweal.diagnose.figure import profile_bars, timeline
from commonweal.diagnose.framework import Row, framework
from commonweal.diagnose.government import Advice, advice
from commonweal.diagnose.grid import latest
from commonweal.diagnose.profile import per_party, profile
from commonweal.diagnose.rating import ratings, stated_deviations
from commonweal.diagnose.rating import respondent as rated_by
from commonweal.model.assessment import Assessment, PlatformType, Profile
from commonweal.model.change import Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import NotYet
from commonweal.model.evidence import Kind
from commonweal.model.figure import Figure
from commonweal.model.ids import AssessmentId, CollaborationId, PartyId
from commonweal.model.may import check
from commonweal.model.party import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What kind of partnership it is, in the three parts the paper gives every case (S4.3)."""

    collaboration: Collaboration
    """With its timeline of events: no diagnosis without a process."""
    profile: Profile
    by_party: dict[PartyId, Profile]
    advice: Advice
    """The role of government, with the rule that fired."""


PLATFORMS = tuple(platform.value for platform in PlatformType)
"""The three platforms in the order of the paper's Table 1."""


def rate(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    respondent: str,
    closeness: str,
    rows: Sequence[object],
    stated: Sequence[object] = (),
) -> Assessment:
    """One respondent's ratings, given for the actor's party. Raises Invalid, naming the row."""
    found = member(actor, node, "diagnose.rate", id).record
    still_open(found)
    party = acting(actor)
    made = Assessment(
        id=AssessmentId(node.ids.new("assessment")),
        collaboration=id,
        respondent=rated_by(name=respondent, party=party, closeness=closeness),
        at=node.clock.now(),
        ratings=ratings(rows),
        stated=stated_deviations(stated),
    )
    keep(
        actor,
        node,
        Write(record=made, expected_version=0),
        Kind.ASSESSMENT_GIVEN,
        facts=(("ratings", len(made.ratings)),),
        tell=hosted(node, tuple(each.party for each in found.members)),
    )
    return made


def show(actor: Actor, node: Node, id: CollaborationId) -> Diagnosis:
    """The diagnosis of a collaboration. Raises NotYet while nobody has rated it."""
    found = member(actor, node, "diagnose.show", id).record
    given = _given(node, id)
    if not given:
        raise NotYet(
            detail="Nobody has rated this collaboration yet.",
            hint="Rate it: `weal diagnose rate COLLABORATION FILE`.",
        )
    whole, by_party = _profiles(given)
    return Diagnosis(
        collaboration=found, profile=whole, by_party=dict(by_party), advice=advice(whole)
    )


def evidence(actor: Actor, node: Node, id: CollaborationId) -> tuple[Assessment, ...]:
    """What each respondent gave, with what it rests on: the assessments that count, newest each."""
    member(actor, node, "diagnose.evidence", id)
    return tuple(latest(_given(node, id)))


def figures(actor: Actor, node: Node, id: CollaborationId) -> tuple[Figure, ...]:
    """The shares of each question, once someone has rated, and what happened, once it is noted."""
    found = member(actor, node, "diagnose.figures", id).record
    given = _given(node, id)
    bars = (profile_bars(_profiles(given)[0]),) if given else ()
    return (*bars, *((timeline(found),) if found.events else ()))


def questions(actor: Actor, node: Node) -> tuple[Row, ...]:
    """The eight rows of the paper's Table 1: a question each, and how each platform answers it."""
    check(actor, "diagnose.questions")
    del actor, node
    return framework().dimensions


def _given(node: Node, id: CollaborationId) -> tuple[Assessment, ...]:
    return tuple(stored.record for stored in node.records.find(Assessment, collaboration=id))


@lru_cache(maxsize=128)
def _profiles(given: tuple[Assessment, ...]) -> tuple[Profile, Mapping[PartyId, Profile]]:
    """Kept by its values, as a page asks for the same again and again."""
    return profile(given), per_party(given)
