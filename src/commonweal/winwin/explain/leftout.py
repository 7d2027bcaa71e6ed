"""What is lost without each party: the rest is answered anew as if it had never come."""

from collections.abc import Iterator
from dataclasses import replace

from commonweal.model.winwin import Ended, Loss
from commonweal.winwin.explain.answer import Answer, Question, answer, remaining
from commonweal.winwin.explain.loss import loss, no_loss
from commonweal.winwin.flow import parties
from commonweal.winwin.table.withdrawal import without_party
from commonweal.winwin.watch import Watch, unwatched


def left_out(question: Question, now: Answer, watch: Watch = unwatched) -> Iterator[Loss]:
    """What is lost without each party on the table, in the order of first mention.

    Where a party did not join, nothing is: all the rest could be had with it already.

    Args:
        question: what was asked.
        now: its answer.
        watch: may stop it; what was begun then is left out.
    """
    for party in parties(question.offers):
        if party not in now.chosen.joined:
            yield no_loss(party, now)
            continue
        changed = replace(question, offers=without_party(question.offers, party))
        left = answer(changed, remaining(changed, now.chosen), watch)
        if left.ended is Ended.STOPPED:
            return
        yield loss(party, question, now, changed, left)
