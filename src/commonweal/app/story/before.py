"""Before anything is shared: what happens, diagnosis, alignment."""

from commonweal.align.track import TrackChange
from commonweal.app import collaboration
from commonweal.app.align import alignment
from commonweal.app.diagnose import coding, diagnosis
from commonweal.app.story.telling import Telling
from commonweal.cases.act import Advise, Diagnose, Note, Say, SetTracks, Wait
from commonweal.cases.case import CaseTrack
from commonweal.cases.told import PAPER
from commonweal.diagnose.framework import framework
from commonweal.diagnose.mechanism import AtWork
from commonweal.diagnose.nextstep import Next
from commonweal.diagnose.words import called, shared
from commonweal.model.assessment import Dimension, Profile
from commonweal.model.track import Step, TrackState

_FIRST = 2
"""So many of the next steps are told."""


def wait(told: Telling, act: Wait) -> None:
    """Time passes."""
    told.clock.turn_to(act.until)


def say(told: Telling, act: Say) -> None:
    """A sentence of the paper with the place where it stands, or one of ours."""
    place = act.source.removeprefix(PAPER).strip()
    paper = act.source.startswith(PAPER)
    told.sourced(f"{act.text} ({place})." if paper else f"{act.text}.", act.source)


def note(told: Telling, act: Note) -> None:
    """What happens is noted in the timeline that every member sees (paper S4.2)."""
    told.clock.turn_to(act.at)
    collaboration.note(
        told.actor(told.case.founder),
        told.node,
        told.collaboration.id,
        kind=act.kind,
        text=act.text,
        source=act.source,
        at=act.at,
        askers=act.askers,
        asked=told.parties[act.asked].id if act.asked else "",
        public=act.public,
    )
    told.sourced(f"{act.at:%d %b %Y}: {act.text}. [{act.source}]", act.source)


def diagnosed(told: Telling, act: Diagnose) -> None:
    """Ratings in, a profile and its deviations out."""
    del act
    given = told.case.assessment
    actor = told.actor(given.party)
    diagnosis.rate(
        actor,
        told.node,
        told.collaboration.id,
        respondent=given.respondent,
        closeness=given.closeness,
        rows=coding.rows(told.case.id),
        stated=coding.stated(told.case.id),
    )
    told.diagnosis = diagnosis.show(actor, told.node, told.collaboration.id)
    profile = told.diagnosis.profile
    told.ours(f"{given.note}.")
    told.ours(f"{called(profile)}. The shares: {shared(profile.shares)}.")
    for dimension in dict.fromkeys(each.dimension for each in profile.deviations):
        label = framework().row(dimension).label
        told.ours(f"Where it departs: {label}: {_departs(profile, dimension)}.")


def advised(told: Telling, act: Advise) -> None:
    """What is at work, what comes next, and the role of government with the rule that fired."""
    del act
    course, found = told.diagnosis.process, told.diagnosis.government
    if not course.events:
        told.ours("No process is reported.")
    for each in course.mechanisms:
        if each.state is AtWork.SEEN:
            told.ours(f"At work: {each.label.lower()}. {each.why} [paper {', '.join(each.src)}]")
    for step in course.next[:_FIRST]:
        told.ours(f"Next ({step.step}): {step.text} [{_rests_on(step)}]")
    told.ours(f"Role of government: {found.text}")
    roles = (f"{each.text.lower()} ({', '.join(each.src)})" for each in found.roles)
    told.ours(f"By {found.rule} government {'; '.join(roles)}.")
    for warned in found.warnings:
        told.ours(f"To declare: {warned.text}")


def _departs(profile: Profile, dimension: Dimension) -> str:
    """How far a dimension departs, and whether that is computed, stated or both."""
    found = [each for each in profile.deviations if each.dimension is dimension]
    by_degree = {
        degree: " and ".join(each.basis.value for each in found if each.degree is degree)
        for degree in dict.fromkeys(each.degree for each in found)
    }
    return "; ".join(f"{degree.value}, {how}" for degree, how in by_degree.items())


def _rests_on(step: Next) -> str:
    return f"{step.rule}, paper {', '.join(step.src)}" if step.rule else "ours"


def tracks_set(told: Telling, act: SetTracks) -> None:
    """A track that is not done keeps the returns that wait for it at `promised`."""
    finished = act.state is TrackState.DONE
    for name in act.tracks:
        track = told.case.tracks[name]
        alignment.set_track(
            told.actor(act.by),
            told.node,
            told.collaboration.id,
            TrackChange(
                name=track.name,
                kind=track.kind,
                authority=track.authority,
                country=track.country,
                state=act.state,
                owner=track.owner,
                due=track.due,
                steps=tuple(Step(text=each, done=finished) for each in track.steps),
                blocker=act.blocker,
                evidence=act.evidence or None,
                text=track.text,
            ),
        )
        told.ours(_standing(track, act))


def _standing(track: CaseTrack, act: SetTracks) -> str:
    who = f"Track {(track.text or track.name)!r} ({track.kind.value}, {track.authority})"
    if act.state is TrackState.BLOCKED:
        return f"{who} is blocked: {act.blocker}."
    return f"{who} is {act.state.value}."
