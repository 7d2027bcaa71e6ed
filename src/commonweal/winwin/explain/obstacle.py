"""Which obstacle costs most: each alignment track in turn is never done."""

from collections.abc import Iterator
from dataclasses import replace

from commonweal.model.winwin import Ended, Loss
from commonweal.winwin.explain.answer import Answer, Question, answer, remaining
from commonweal.winwin.explain.loss import loss, no_loss
from commonweal.winwin.table.without import without
from commonweal.winwin.watch import Watch, unwatched


def obstacles(question: Question, now: Answer, watch: Watch = unwatched) -> Iterator[Loss]:
    """What is lost if a track is never done, for each that is not done yet.

    Where nothing in the answer waits for a track, nothing is.

    Args:
        question: what was asked.
        now: its answer.
        watch: may stop it; what was begun then is left out.
    """
    for track in (each.track for each in question.offers.tracks):
        if track in question.done:
            continue
        if track not in now.chosen.tracks:
            yield no_loss(track, now)
            continue
        changed = replace(question, offers=without(question.offers, services=(), tracks=(track,)))
        left = answer(changed, remaining(changed, now.chosen), watch)
        if left.ended is Ended.STOPPED:
            return
        yield loss(track, question, now, changed, left)
