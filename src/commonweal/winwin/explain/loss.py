"""What is lost if something falls away: public value, services in return, what others net."""

from collections.abc import Iterator

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Loss
from commonweal.winwin.explain.answer import SLIGHT, Answer, Question
from commonweal.winwin.selection import nets


def no_loss(what: str, now: Answer) -> Loss:
    """Nothing: what falls away is no part of the answer, so the answer stays what it was."""
    return Loss(what=what, public_value=now.value, lost=0.0, services=(), worse_off=())


def loss(what: str, question: Question, now: Answer, changed: Question, left: Answer) -> Loss:
    """What is less in the answer that is left.

    Args:
        what: id of the party or name of the track that falls away.
        question: what was asked.
        now: its answer.
        changed: the question without it.
        left: the answer to that; fewer offers never make more public value, so a rise is what
            the first answer had left open, and counts as no loss.
    """
    return Loss(
        what=what,
        public_value=left.value,
        lost=max(0.0, now.value - left.value),
        services=tuple(each for each in now.chosen.services if each not in left.chosen.services),
        worse_off=tuple(each for each in _worse_off(question, now, changed, left) if each != what),
    )


def _worse_off(
    question: Question, now: Answer, changed: Question, left: Answer
) -> Iterator[PartyId]:
    """Who nets less at the likely figures, or drops out."""
    slight = SLIGHT * question.size
    after = nets(changed.offers, left.chosen)
    for party, net in nets(question.offers, now.chosen).items():
        if party not in after or after[party] < net - slight:
            yield party
