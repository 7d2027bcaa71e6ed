"""Which single figure turns the answer: each at the ends of its range, all else as it is.

There the figure is a point, so caution does not move it further.

A changed table is answered anew only where it may matter. A package can gain no more public value
by a change than the figure itself gains, and a figure that gets worse for a party brings no new
package in. One that gets better for a party brings in no more than if that party minded no loss at
all, which is answered once for the party. While the answer still holds, and is worth what no other
package can exceed, it stays the answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Ended, Offers, Turn
from commonweal.winwin.answer import SLIGHT, Answer, answer, holds, remaining, worth
from commonweal.winwin.item import ItemKind
from commonweal.winwin.question import Question
from commonweal.winwin.table.stated import Stated, stated
from commonweal.winwin.watch import Watch, unwatched

ALL = 60
"""Figures with a range up to which every one is tried."""
MOST = 40
"""Figures that are tried where there are more: those with the widest play."""


def tried(question: Question, now: Answer) -> tuple[Stated, ...]:
    """The figures whose ends are worth trying, widest play first.

    A figure that is no range turns nothing. Of more than `ALL` the `MOST` with the widest play are
    tried. Play is how far a figure can move public value, or what a party is held to: from end to
    end if what it belongs to is in the package; else from likely to its better end, since what is
    left out cannot be left out more.
    """
    ranges = [each for each in stated(question.offers) if each.figure.low < each.figure.high]
    ranges.sort(key=lambda each: _play(question, now, each), reverse=True)
    return tuple(ranges if len(ranges) <= ALL else ranges[:MOST])


def turns(question: Question, now: Answer, watch: Watch = unwatched) -> Iterator[Turn]:
    """What becomes of the answer at both ends of each figure that is tried, widest play first.

    Public value is that of the best package found; the answer turns if it does not hold any more,
    or if a package is found that is better by more than the answer may have left open.

    Args:
        question: what was asked.
        now: its answer.
        watch: may stop it; what was begun then is left out.
    """
    trial = _Trial(question=question, now=now, watch=watch)
    for each in tried(question, now):
        low, high = trial.end(each, each.figure.low), trial.end(each, each.figure.high)
        if low is None or high is None:
            return
        yield Turn(
            path=each.path,
            at_low=low.value,
            at_high=high.value,
            flips_low=low.flips,
            flips_high=high.flips,
        )


def swing(turn: Turn) -> float:
    """How far apart the public values at both ends are."""
    return abs(turn.at_high - turn.at_low)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Effect:
    """What a changed figure adds, signed: to public value, or to what a party is held to."""

    public: float = 0.0
    private: float = 0.0
    party: PartyId | None = None

    @property
    def size(self) -> float:
        return self.public + self.private


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    value: float
    flips: bool


@dataclass(slots=True, kw_only=True)
class _Trial:
    question: Question
    now: Answer
    watch: Watch
    _free: dict[PartyId, float] = field(default_factory=dict)
    """What no package can exceed if that party minded no loss."""

    def end(self, each: Stated, at: float) -> _End | None:
        """The answer with that figure there; None if somebody asked to stop."""
        changed = replace(self.question, offers=_restated(self.question.offers, each, at))
        kept = remaining(changed, self.now.chosen)
        stays = kept.services == self.now.chosen.services and holds(changed, kept)
        value = worth(changed, kept)
        left = max(0.0, self.now.bound - self.now.value) + SLIGHT * self.question.size
        if stays and value >= self._ceiling(_effect(self.question, each, at)) - left:
            return _End(value=value, flips=False)
        found = answer(changed, kept, self.watch)
        if found.ended is Ended.STOPPED:
            return None
        if stays and found.value <= value + left:
            return _End(value=max(value, found.value), flips=False)
        return _End(value=found.value, flips=True)

    def _ceiling(self, effect: _Effect) -> float:
        """What no package can exceed after the change."""
        if effect.party is None or effect.private <= 0:
            return self.now.bound + max(0.0, effect.public)
        if effect.party not in self._free:
            freed = self.question.freeing(effect.party)
            found = answer(freed, self.now.chosen, self.watch)
            self._free[effect.party] = found.bound
        return self._free[effect.party]


def _play(question: Question, now: Answer, each: Stated) -> float:
    low = _effect(question, each, each.figure.low).size
    high = _effect(question, each, each.figure.high).size
    return abs(high - low) if each.item in now.chosen.items else max(0.0, low, high)


def _effect(question: Question, each: Stated, at: float) -> _Effect:
    """What the figure adds at that point to what it adds now."""
    figure, party = each.figure, each.party
    if party is not None and question.floor.binds(party):
        worse = figure.low if each.sign > 0 else figure.high
        taken = figure.likely + question.floor.caution * (worse - figure.likely)
        return _Effect(private=each.sign * (at - taken), party=party)
    over = each.item.kind is ItemKind.TRACK and each.item.id in question.given.done
    idle = party is not None and each.sign > 0
    return _Effect(public=0.0 if over or idle else each.sign * (at - figure.likely))


def _restated(offers: Offers, each: Stated, at: float) -> Offers:
    """The offers with that figure as a point."""
    point = replace(each.figure, low=at, likely=at, high=at)
    changed: Offers = _placed(offers, re.findall(r"\w+", each.path), point)
    return changed


def _placed(value: Any, steps: list[str], figure: Estimate) -> Any:  # noqa: ANN401  # any part of offers
    if not steps:
        return figure
    step, *rest = steps
    if step.isdigit():
        n = int(step)
        return (*value[:n], _placed(value[n], rest, figure), *value[n + 1 :])
    return replace(value, **{step: _placed(getattr(value, step), rest, figure)})
