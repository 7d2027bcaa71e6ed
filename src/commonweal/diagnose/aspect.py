"""What is told of one collaboration in each row of a comparison: one cell, in a few sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonweal.diagnose.framework import Row, Statement
from commonweal.diagnose.government import Government
from commonweal.diagnose.mechanism import AtWork
from commonweal.diagnose.process import Process
from commonweal.diagnose.words import (
    RULES,
    agreed,
    called,
    cited,
    drawn,
    left_out,
    people,
    percent,
    shared,
)
from commonweal.model.assessment import Deviation, PlatformType, Profile, Shares

NOTHING = "–"
"""What a cell says that has nothing to say."""


class Part(StrEnum):
    """The three parts under which the paper tells every case (S4.3, R14)."""

    DIMENSIONS = "dimensions"
    PROCESS = "process and mechanisms"
    GOVERNMENT = "role of government"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one row of one column."""

    said: tuple[str, ...]
    """One sentence or more; none where there is nothing to say."""
    shares: Shares | None = None
    departs: tuple[Deviation, ...] = ()
    """How the dimension departs from the type: computed, stated, or both."""
    src: tuple[str, ...] = ()
    """Where the first sentence stands."""

    @property
    def text(self) -> str:
        """All of it on one line."""
        marks = (f"{each.degree} ({each.basis}): {each.text}" for each in self.departs)
        said = [f"{self.said[0]} [{cited(self.src)}]", *self.said[1:]] if self.src else self.said
        held = (shared(self.shares),) if self.shares else ()
        return "; ".join(each.rstrip(".") for each in (*said, *held, *marks))


def kind(profile: Profile) -> Cell:
    """What the partnership is called, and by which rule."""
    return Cell(said=(called(profile), RULES[profile.label]), shares=profile.shares)


def sure(profile: Profile) -> Cell:
    """Coverage, agreement and stability, which a share is never shown without."""
    runs, draws = left_out(profile), drawn(profile)
    told = (
        f"Coverage {percent(profile.coverage)} of the cells, by {people(profile)}",
        f"Agreement: {agreed(profile)}",
        f"One question left out: {runs}" if runs else "",
        f"Drawn again: {draws}" if draws else "",
    )
    return Cell(said=tuple(filter(None, told)))


def dimension(row: Row, profile: Profile, finding: Statement | None) -> Cell:
    """The finding where there is one, else the pole that holds most; the shares; what departs."""
    shares = dict(profile.by_dimension).get(row.id)
    said, src = ("Not rated in full",), tuple[str, ...]()
    if finding:
        said, src = (finding.text,), finding.src
    elif shares:
        said = (_strongest(row, shares),)
    return Cell(
        said=said,
        src=src,
        shares=shares,
        departs=tuple(each for each in profile.deviations if each.dimension is row.id),
    )


def _strongest(row: Row, shares: Shares) -> str:
    most = max(shares.ordered())
    if not most:
        return "Fits none of the three platforms"
    ahead = [platform for platform in PlatformType if shares.of(platform) == most]
    if len(ahead) > 1:
        return "No one platform is strongest"
    return row.poles[ahead[0]].text


PROCESS: Mapping[str, str] = {
    "timeline": "What was noted",
    "urgency": "Urgency",
    "pressure": "Network effect of pressure",
    "mechanisms": "Mechanisms seen",
    "expected": "Mechanisms still expected",
    "next": "Next",
}
"""What is told of a process: ids and labels."""

GOVERNMENT: Mapping[str, str] = {
    "roles": "Roles for government",
    "incentive": "Incentive",
    "policies": "Policies from elsewhere, not the paper's",
    "warnings": "Warnings",
    "voluntary": "Given freely?",
}
"""What is told of government: ids and labels."""


REPORTED: Mapping[Part, Mapping[str, str]] = {
    Part.DIMENSIONS: {"differ": "Where its parties differ, in our reading"},
    Part.PROCESS: {
        "status": "How far it is",
        "shared": "What is shared, and how",
        "sought": "Sought or expected in return",
        "course": "The process as the paper tells it",
        "paper-mechanisms": "Mechanisms as the paper names them",
        "obstacles": "Obstacles",
    },
    Part.GOVERNMENT: {"was": "What government was"},
}
"""What the paper reports of its own cases, part by part: ids and labels."""


def process(found: Process) -> Mapping[str, Cell]:
    """What is told of a process, under the ids of `PROCESS`."""
    return {
        "timeline": _cell(_happened(found)),
        "urgency": _cell(_urgency(found)),
        "pressure": _cell([each.text for each in found.pressure]),
        "mechanisms": _cell(_mechanisms(found, AtWork.SEEN)),
        "expected": _cell(_mechanisms(found, AtWork.EXPECTED)),
        "next": _cell([f"{each.step}: {each.text}" for each in found.next]),
    }


def government(found: Government) -> Mapping[str, Cell]:
    """What is told of government, under the ids of `GOVERNMENT`."""
    return {
        "roles": _cell(_roles(found)),
        "incentive": _cell(_incentive(found)),
        "policies": _cell(
            [f"{each.text} ({each.source}, dated {each.dated})" for each in found.options]
        ),
        "warnings": _cell([each.text for each in found.warnings]),
        "voluntary": _cell([found.voluntariness.text]),
    }


def reported(sentences: Sequence[str]) -> Cell:
    """What the paper itself reports of a case."""
    return _cell(sentences)


def gap(why: str = NOTHING) -> Cell:
    """A cell that has nothing to tell, and why."""
    return Cell(said=(why,))


def _cell(sentences: Sequence[str]) -> Cell:
    return Cell(said=tuple(sentences) or (NOTHING,))


def _happened(found: Process) -> Sequence[str]:
    if not found.events:
        return ("No process is reported",)
    first, last = found.events[0].at.date(), found.events[-1].at.date()
    count = f"{len(found.events)} event" + ("" if len(found.events) == 1 else "s")
    steps = dict.fromkeys(each.kind.value for each in found.events)
    return (f"{count}, {first.isoformat()} to {last.isoformat()}", " → ".join(steps))


def _urgency(found: Process) -> Sequence[str]:
    if found.urgent is None:
        return ()
    return (f"{found.urgent.at.date().isoformat()}: {found.urgent.text} [{found.urgent.source}]",)


def _mechanisms(found: Process, state: AtWork) -> Sequence[str]:
    return [
        f"{each.label}: {each.why} [{cited(each.src, each.rule)}]"
        for each in found.mechanisms
        if each.state is state
    ]


def _roles(found: Government) -> Sequence[str]:
    lean = " (provisional: the profile only leans)" if found.provisional else ""
    if not found.roles:
        return (found.text,)
    return [
        f"{each.text}{', held here' if each.held else ''}{lean} [{cited(each.src, each.rule)}]"
        for each in found.roles
    ]


def _incentive(found: Government) -> Sequence[str]:
    if found.incentive is None:
        return ()
    return (f"{found.incentive.text} [{cited(found.incentive.src)}]",)
