"""What is told of one collaboration in each row of a comparison: one cell, in a few sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonweal.diagnose.framework import Row, Statement
from commonweal.diagnose.government import Government
from commonweal.diagnose.mechanism import AtWork
from commonweal.diagnose.process import Process
from commonweal.diagnose.words import RULES, agreed, called, platforms, run_called
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
        said = (
            [f"{self.said[0]} [{', '.join(self.src)}]", *self.said[1:]] if self.src else self.said
        )
        shared = (shares_said(self.shares),) if self.shares else ()
        return "; ".join(each.rstrip(".") for each in (*said, *shared, *marks))


def shares_said(shares: Shares) -> str:
    """The three shares in words, in the order of Table 1."""
    told = zip(platforms().values(), shares.ordered(), strict=True)
    return ", ".join(f"{name.removesuffix(' platform')} {share:.2f}" for name, share in told)


def kind(profile: Profile) -> Cell:
    """What the partnership is called, and by which rule."""
    return Cell(said=(called(profile), RULES[profile.label]), shares=profile.shares)


def sure(profile: Profile) -> Cell:
    """Coverage, agreement and stability, which a share is never shown without."""
    runs = ", ".join(
        f"{run_called(name)} {count}" for name, count in profile.stability.leave_one_out
    )
    drawn = ", ".join(
        f"{run_called(name)} {share:.1%}" for name, share in profile.stability.bootstrap
    )
    people = f"{profile.respondents} respondent" + ("" if profile.respondents == 1 else "s")
    return Cell(
        said=tuple(
            sentence.replace("%", " %")
            for sentence in (
                f"Coverage {profile.coverage:.0%} of the cells, by {people}",
                f"Agreement: {agreed(profile)}",
                f"One question left out: {runs}" if runs else "",
                f"Drawn again: {drawn}" if drawn else "",
            )
            if sentence
        )
    )


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
    "warnings": "Warnings",
    "voluntary": "Given freely?",
}
"""What is told of government: ids and labels."""


REPORTED: Mapping[Part, Mapping[str, str]] = {
    Part.DIMENSIONS: {},
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
        f"{each.label}: {each.why} [{', '.join(part for part in (each.rule, *each.src) if part)}]"
        for each in found.mechanisms
        if each.state is state
    ]


def _roles(found: Government) -> Sequence[str]:
    lean = " (provisional: the profile only leans)" if found.provisional else ""
    if not found.roles:
        return (found.text,)
    return [
        f"{each.text}{', held here' if each.held else ''}{lean} "
        f"[{', '.join((each.rule, *each.src))}]"
        for each in found.roles
    ]


def _incentive(found: Government) -> Sequence[str]:
    if found.incentive is None:
        return ()
    return (f"{found.incentive.text} [{', '.join(found.incentive.src)}]",)
