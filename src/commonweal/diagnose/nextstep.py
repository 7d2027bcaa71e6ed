"""What the rules call for now, in the order of the journey (R4 to R9, R13)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from commonweal.diagnose.course import Course
from commonweal.diagnose.framework import framework
from commonweal.diagnose.gate import silent_businesses
from commonweal.diagnose.readiness import latest_urgency, unseen_challenges
from commonweal.model.assessment import Label, PlatformType
from commonweal.model.collaboration import CollaborationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A step that the rules call for now."""

    step: str
    """One of the eight words of the journey."""
    text: str
    rule: str
    """Id of a decision rule; empty where the step is ours."""
    src: tuple[str, ...]


def next_steps(course: Course) -> tuple[Next, ...]:
    """What to do now: at least one thing, and nothing once the collaboration has ended."""
    if course.collaboration.state is CollaborationState.ENDED:
        return ()
    found = tuple(step for look in _JOURNEY for step in look(course))
    return found or (
        _by_us("account", "Publish what came of it, and check it against the promise"),
    )


def _diagnose(course: Course) -> Iterator[Next]:
    profile = course.profile
    if profile is None:
        yield _by(
            "R8", "diagnose", "Rate the partnership, and let others rate it: know its type first"
        )
    elif profile.label is Label.INSUFFICIENT:
        yield _by("R8", "diagnose", "Collect more ratings with evidence: the type is not known yet")
    elif profile.label is Label.DISPUTED:
        yield Next(
            step="diagnose",
            text="Talk about the questions in which respondents disagree",
            rule="",
            src=("S4.3",),
        )
    if not course.collaboration.events:
        yield _by("R14", "diagnose", "Note what happened so far: no process is reported")


def _pool(course: Course) -> Iterator[Next]:
    for each in course.pressure:
        if each.competing:
            whom = course.now.names.get(each.asked, "one holder")
            compete = f"{len(each.askers)} askers compete for access"
            text = f"Let the requests to {whom} be joined: {compete}"
            yield _by("R7", "diagnose", text)


def _look(course: Course) -> Iterator[Next]:
    left = unseen_challenges(course.now)
    if left:
        text = f"Look at all seven kinds of challenge: {len(left)} are left"
        yield _by("R13", "diagnose", text)


def _winwin(course: Course) -> Iterator[Next]:
    now, silent = course.now, silent_businesses(course.now)
    if silent:
        clear = "The public benefit is clear: " if now.public_value_stated else ""
        text = f"{clear}Search for what is in it for {', '.join(silent)}, with a business case each"
        yield _by("R5", "winwin", _capital(text))
    elif not now.win_win:
        yield _by_us("winwin", "Seek a package that leaves every party better off")


def _align(course: Course) -> Iterator[Next]:
    now = course.now
    if silent_businesses(now):
        return
    if now.tracks > now.tracks_done:
        left = now.tracks - now.tracks_done
        yield _by("R4", "align", f"Work on the {left} alignment tracks that are not done")
    elif not now.tracks and course.platform is PlatformType.RESOURCE_DEPENDENCE:
        yield _by("R4", "align", "Name the legal, IT and procedural tracks to align")


def _agree(course: Course) -> Iterator[Next]:
    now, platform = course.now, course.platform
    if platform is PlatformType.SOCIETAL_SECTOR and not now.drafted:
        yield _by("R9", "agree", "Agree first what the key terms mean, and keep each version")
    if now.in_force:
        return
    if platform is PlatformType.SOCIAL_ISSUE:
        yield _urgent(course)
    elif now.win_win or now.drafted:
        word = "Sign what is drafted" if now.drafted else "Draft the agreement: all gain by it"
        yield _by_us("agree", word)


def _urgent(course: Course) -> Next:
    if latest_urgency(course.collaboration):
        return _by(
            "R6", "agree", "Ask again and agree now: an earlier refusal does not foretell it"
        )
    drafted = "Have the draft checked and" if course.now.drafted else "Draft the agreement and"
    return _by(
        "R6", "agree", f"{drafted} keep it ready: an urgent event decides, so prepare before"
    )


def _use(course: Course) -> Iterator[Next]:
    now = course.now
    if now.in_force and not now.releases:
        step = "use" if now.datasets else "share"
        yield _by_us(step, "Use what is agreed: nothing was released yet")
    if now.releases and not now.decisions:
        yield _by("R2", "use", "Harvest: record which decision each release informed")


def _by(rule: str, step: str, text: str) -> Next:
    return Next(step=step, text=f"{text}.", rule=rule, src=framework().rule(rule).src)


def _by_us(step: str, text: str) -> Next:
    return Next(step=step, text=f"{text}.", rule="", src=("OURS",))


def _capital(text: str) -> str:
    head, colon, rest = text.partition(": ")
    return f"{head}: {rest[:1].lower()}{rest[1:]}" if colon else text


_JOURNEY: tuple[Callable[[Course], Iterator[Next]], ...] = (
    _diagnose,
    _pool,
    _look,
    _winwin,
    _align,
    _agree,
    _use,
)
