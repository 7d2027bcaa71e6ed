"""What is lost without each party, as if it had never come, and without each track, never done.

The rest is answered anew. What is no part of the answer takes nothing with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Ended, Loss, Offers
from commonweal.winwin.answer import SLIGHT, Answer, answer, remaining
from commonweal.winwin.flow import parties
from commonweal.winwin.question import Question
from commonweal.winwin.selection import nets
from commonweal.winwin.table.withdrawal import without, without_party
from commonweal.winwin.watch import Watch, unwatched


def party_losses(question: Question, now: Answer, watch: Watch = unwatched) -> Iterator[Loss]:
    """What is lost without each party on the table, in the order of first mention.

    Args:
        question: what was asked.
        now: its answer.
        watch: may stop it; what was begun then is left out.
    """
    offers = question.offers
    cases = (
        (party, without_party(offers, party) if party in now.chosen.joined else None)
        for party in parties(offers)
    )
    return _losses(question, now, cases, watch)


def track_losses(question: Question, now: Answer, watch: Watch = unwatched) -> Iterator[Loss]:
    """What is lost if a track is never done, for each that is not done yet. As `party_losses`."""
    offers = question.offers
    open_ = (each.track for each in offers.tracks if each.track not in question.given.done)
    cases = (
        (
            track,
            without(offers, services=(), tracks=(track,)) if track in now.chosen.tracks else None,
        )
        for track in open_
    )
    return _losses(question, now, cases, watch)


def _losses(
    question: Question, now: Answer, cases: Iterable[tuple[str, Offers | None]], watch: Watch
) -> Iterator[Loss]:
    """For each name the offers without it; None if it is no part of the answer."""
    for what, offers in cases:
        if offers is None:
            yield Loss(what=what, public_value=now.value, lost=0.0, services=(), worse_off=())
            continue
        changed = replace(question, offers=offers)
        left = answer(changed, remaining(changed, now.chosen), watch)
        if left.ended is Ended.STOPPED:
            return
        yield _loss(what, question, now, offers, left)


def _loss(what: str, question: Question, now: Answer, offers: Offers, left: Answer) -> Loss:
    """What is less in the answer that is left on those offers.

    Fewer offers never make more public value: a rise is what the first answer had left open, and
    counts as no loss.
    """
    return Loss(
        what=what,
        public_value=left.value,
        lost=max(0.0, now.value - left.value),
        services=tuple(each for each in now.chosen.services if each not in left.chosen.services),
        worse_off=tuple(each for each in _worse_off(question, now, offers, left) if each != what),
    )


def _worse_off(question: Question, now: Answer, offers: Offers, left: Answer) -> Iterator[PartyId]:
    """Who nets less at the likely figures, or drops out."""
    slight = SLIGHT * question.size
    after = nets(offers, left.chosen)
    for party, net in nets(question.offers, now.chosen).items():
        if party not in after or after[party] < net - slight:
            yield party
