"""The best choice at a margin and a caution, asked again and again with something changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

from commonweal.model.errors import Unavailable
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Ended, Offers
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import Flow, ItemKind, flows, government, public_flows
from commonweal.winwin.formulation import Program
from commonweal.winwin.scenario import leaning
from commonweal.winwin.selection import Selection, moving, selection, total
from commonweal.winwin.solver import Effort, run
from commonweal.winwin.watch import Watch, unwatched

SLIGHT = 1e-7
"""A difference below this share of the largest figure is rounding."""
NOTHING = Selection(joined=(), elements=(), uses=(), services=(), tracks=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is on the table, and what everyone is held to."""

    offers: Offers
    kinds: Mapping[PartyId, PartyKind]
    """The sector of each party of the offers."""
    done: frozenset[str]
    """Names of the tracks that cost nothing any more."""
    floor: Floor
    effort: Effort
    size: float
    """The largest figure: what rounding is measured by."""

    @classmethod
    def of(
        cls,
        offers: Offers,
        kinds: Mapping[PartyId, PartyKind],
        done: frozenset[str],
        *,
        margin: float,
        caution: float,
        limits: Mapping[PartyId, float],
        effort: Effort,
    ) -> "Question":
        """The question that `package.solve` answers. Raises UnknownTerm: a party of no kind."""
        bodies = government(offers, kinds)
        every = (*flows(offers), *public_flows(offers, kinds, done))
        return cls(
            offers=offers,
            kinds=kinds,
            done=done,
            floor=Floor(margin=margin, caution=caution, limits=limits, government=bodies),
            effort=effort,
            size=max((abs(each.likely) for each in every), default=0.0) or 1.0,
        )

    @property
    def public(self) -> tuple[Flow, ...]:
        """What counts as public value and government cost."""
        return public_flows(self.offers, self.kinds, self.done)

    def freeing(self, party: PartyId) -> "Question":
        """The same, if that party minded no loss."""
        freed = self.floor.government | {party}
        return replace(self, floor=replace(self.floor, government=freed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The best choice that was found."""

    chosen: Selection
    value: float
    """Public value less government cost, likely figures."""
    bound: float
    """What no choice can exceed."""
    ended: Ended

    @property
    def none(self) -> bool:
        """True if there is no deal: nothing is shared."""
        return not self.chosen.elements


def answer(question: Question, start: Selection = NOTHING, watch: Watch = unwatched) -> Answer:
    """The best choice within the effort, never worse than `start` if that is one.

    Where there is nothing to use it is to do nothing.

    Raises Unavailable: the optimiser ended without an answer.
    """
    if not question.offers.uses:
        return Answer(chosen=NOTHING, value=0.0, bound=0.0, ended=Ended.PROVED)
    program = Program(offers=question.offers, floor=question.floor)
    scale = program.aim(question.public)
    begin = start if holds(question, start) else NOTHING
    taken = begin.items | set(begin.joined)
    first = [1.0 if key in taken else 0.0 for key in program.columns]
    found = run(program.lp(), question.effort, scale=scale, start=first, watch=watch)
    if found is None:
        raise Unavailable(
            detail="The optimiser calls even doing nothing impossible: figures are too far apart.",
            hint="Give all figures in a unit in which they are of similar size.",
        )
    chosen = selection(
        question.offers,
        uses=program.chosen(ItemKind.USE, found.values),
        services=program.chosen(ItemKind.SERVICE, found.values),
        floor=question.floor,
    )
    return Answer(
        chosen=chosen, value=worth(question, chosen), bound=found.bound, ended=found.ended
    )


def remaining(question: Question, chosen: Selection) -> Selection:
    """What a choice from another table entails on this one, without what is not on it."""
    services = {each.id for each in question.offers.services}
    uses = {each.id for each in question.offers.uses}
    return selection(
        question.offers,
        uses=uses.intersection(chosen.uses),
        services=services.intersection(chosen.services),
        floor=question.floor,
    )


def worth(question: Question, chosen: Selection) -> float:
    """Public value less government cost of a choice, likely figures."""
    return total(moving(question.public, chosen))


def holds(question: Question, chosen: Selection) -> bool:
    """True if everyone who joined nets its floor by that choice."""
    slack = SLIGHT * question.size
    return all(
        net >= question.floor.of(party) - slack for party, net in _held(question, chosen).items()
    )


def lowest(question: Question, chosen: Selection) -> float:
    """The least that anyone who must net something does, at the caution; infinite if nobody."""
    return min(_held(question, chosen).values(), default=inf)


def _held(question: Question, chosen: Selection) -> dict[PartyId, float]:
    """What each joined party that must net something is taken to net."""
    found = {party: 0.0 for party in chosen.joined if question.floor.binds(party)}
    for flow in moving(flows(question.offers), chosen):
        if flow.party in found:
            found[flow.party] += leaning(flow, question.floor.caution)
    return found
