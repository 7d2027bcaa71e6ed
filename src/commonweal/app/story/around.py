"""What stands around a partnership, as a story tells it."""

from collections import Counter

from commonweal.app.diagnose import surroundings
from commonweal.app.story.telling import Telling
from commonweal.cases.act import Survey
from commonweal.diagnose.lookout import looked_at
from commonweal.model.surroundings import Weight


def surveyed(told: Telling, act: Survey) -> None:
    """Relations, legal bases, readiness and challenges are stated: what follows for the story."""
    made = surroundings.state(
        told.actor(act.by), told.node, told.collaboration.id, document=told.case.surroundings
    )
    for each in made.relations:
        sentence = f"{told.named(each.of)} {each.kind.value} {told.named(each.to)}"
        told.sourced(f"{sentence}. [{each.source}]", each.source)
    bases = Counter(each.basis.value for each in made.elements)
    counted = ", ".join(f"{basis} {times}" for basis, times in bases.items())
    told.ours(f"On what basis data is shared, element by element: {counted}.")
    looked = looked_at(made)
    decisive = [
        each.term.text.casefold()
        for each in looked.challenges
        if each.risk and each.risk.weight is Weight.DECISIVE
    ]
    told.ours(
        f"{looked.done} of {len(looked.challenges)} kinds of challenge were looked at; "
        f"decisive: {', '.join(decisive) or 'none'}."
    )
