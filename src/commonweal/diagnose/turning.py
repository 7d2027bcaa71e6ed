"""What would change the answer: the profile once more, with something left out or put in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from commonweal.diagnose.grid import Grid, Ints, grid, latest
from commonweal.diagnose.label import NAMES, labels
from commonweal.diagnose.margin import Margin, margins
from commonweal.diagnose.rating import VALUES
from commonweal.diagnose.tally import once, ones, tally
from commonweal.model.assessment import Assessment, Dimension, Label, PlatformType
from commonweal.model.ids import PartyId

MOST_RESPONDENTS = 100
"""Respondents that are left out one by one; of more the first are."""


class What(StrEnum):
    """What is changed to see whether the answer changes."""

    DIMENSION = "without a dimension"
    RESPONDENT = "without a respondent"
    PARTY = "without a party"
    MOTIVE = "if the motive counted double"
    UNANSWERED = "if what is unanswered spoke for one platform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One change that gives another answer."""

    what: What
    subject: str
    """Id of the dimension, the platform or the party; of a respondent the name."""
    party: PartyId
    """The respondent's party; empty for all else."""
    called: str
    """What it would be called, as `label.NAMES` has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How many changes of one kind were tried, and how many of them turn the answer."""

    what: What
    tried: int
    of: int
    """How many there are to try."""
    turned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """How firm an answer is, told by what would change it."""

    called: str
    """What it is called now, as `label.NAMES` has it."""
    turns: tuple[Turn, ...]
    tried: tuple[Tried, ...]
    """What makes no sense here, such as leaving out the one respondent, is not tried."""
    margins: tuple[Margin, ...]
    """The thresholds it is near to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """Weighings of one kind, each with what it is about."""

    what: What
    subjects: tuple[tuple[str, PartyId], ...]
    people: Ints
    rows: Ints
    grid: Grid
    of: int


def turning(assessments: Sequence[Assessment]) -> Turning:
    """What would change the answer that these assessments give; the newest counts of each."""
    counted = latest(assessments)
    ratings = grid(counted)
    now = once(ratings)
    called = NAMES[labels(now)[0]]
    turns: list[Turn] = []
    tried: list[Tried] = []
    for what, trials in _trials(ratings, counted, called):
        found = [turn for trial in trials for turn in _turns(trial, called)]
        turns += found
        tried.append(
            Tried(
                what=what,
                tried=sum(len(each.subjects) for each in trials),
                of=sum(each.of for each in trials),
                turned=len(found),
            )
        )
    return Turning(called=called, turns=tuple(turns), tried=tuple(tried), margins=margins(now))


def _turns(trial: _Trial, called: str) -> Iterator[Turn]:
    found = labels(tally(trial.grid, trial.people, trial.rows))
    for (subject, party), code in zip(trial.subjects, found, strict=True):
        if NAMES[code] != called:
            yield Turn(what=trial.what, subject=subject, party=party, called=NAMES[code])


def _trials(
    ratings: Grid, counted: Sequence[Assessment], called: str
) -> Iterator[tuple[What, list[_Trial]]]:
    answered = ratings.answered()
    everyone = [each.respondent for each in counted]
    parties = sorted({each.party for each in everyone})
    if answered:
        yield What.DIMENSION, [_without_dimension(ratings, answered)]
    if len(everyone) > 1:
        names = [(each.name, each.party) for each in everyone]
        alone = [np.array([index]) for index in range(min(len(everyone), MOST_RESPONDENTS))]
        yield What.RESPONDENT, [_without_people(What.RESPONDENT, ratings, names, alone)]
    if len(parties) > 1:
        groups = [
            np.array([index for index, each in enumerate(everyone) if each.party == party])
            for party in parties
        ]
        subjects = [(str(party), PartyId("")) for party in parties]
        yield What.PARTY, [_without_people(What.PARTY, ratings, subjects, groups)]
    if list(Dimension).index(Dimension.PRIMARY_INTEREST) in answered and called != _THIN:
        yield What.MOTIVE, [_motive_double(ratings)]
    if everyone and len(answered) < len(Dimension):
        yield What.UNANSWERED, [_spoken_for(ratings, each) for each in PlatformType]


_THIN = Label.INSUFFICIENT.value
"""A motive that counts double is no second dimension with evidence."""


def _without_dimension(ratings: Grid, answered: Sequence[int]) -> _Trial:
    rows = ones(len(answered), len(Dimension))
    rows[range(len(answered)), answered] = 0
    subjects = [list(Dimension)[index].value for index in answered]
    return _trial(What.DIMENSION, ratings, subjects, rows=rows)


def _without_people(
    what: What,
    ratings: Grid,
    subjects: Sequence[tuple[str, PartyId]],
    groups: Sequence[Ints],
) -> _Trial:
    people = ones(len(groups), ratings.people)
    for index, group in enumerate(groups):
        people[index, group] = 0
    return _Trial(
        what=what,
        subjects=tuple(subjects[: len(groups)]),
        people=people,
        rows=ones(len(groups), len(Dimension)),
        grid=ratings,
        of=len(subjects),
    )


def _motive_double(ratings: Grid) -> _Trial:
    rows = ones(1, len(Dimension))
    rows[0, list(Dimension).index(Dimension.PRIMARY_INTEREST)] = 2
    return _trial(What.MOTIVE, ratings, [Dimension.PRIMARY_INTEREST.value], rows=rows)


def _spoken_for(ratings: Grid, platform: PlatformType) -> _Trial:
    """Every dimension that nobody answered in full is that platform's, and rests on evidence."""
    unanswered = np.asarray(~ratings.rated().all(axis=-1))
    pure = np.array([VALUES[-1] if each is platform else VALUES[0] for each in PlatformType])
    filled = replace(
        ratings,
        values=np.where(unanswered[None, :, None], pure, ratings.values),
        backed=ratings.backed | unanswered,
    )
    return _trial(What.UNANSWERED, filled, [platform.value], rows=ones(1, len(Dimension)))


def _trial(what: What, ratings: Grid, subjects: Iterable[str], *, rows: Ints) -> _Trial:
    return _Trial(
        what=what,
        subjects=tuple((subject, PartyId("")) for subject in subjects),
        people=ones(len(rows), ratings.people),
        rows=rows,
        grid=ratings,
        of=len(rows),
    )
