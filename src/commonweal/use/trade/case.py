"""A consignment that was worked: its pairings, its findings and its channel."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.use.trade.channel import Verdict, policy, verdict
from commonweal.use.trade.compared import compared
from commonweal.use.trade.consignment import Consignment, DocumentKind
from commonweal.use.trade.detector import detected
from commonweal.use.trade.finding import TradeFinding
from commonweal.use.trade.link import Component
from commonweal.use.trade.match import Pairing
from commonweal.use.trade.normal import Claim, Goods


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One consignment, and all that can be said of it."""

    consignment: Consignment
    pairings: tuple[Pairing, ...]
    extra: tuple[Claim, ...]
    missing: tuple[Goods, ...]
    findings: tuple[TradeFinding, ...]
    verdict: Verdict


def cases(component: Component) -> Iterator[Case]:
    """The cases of a component, in the order of their names."""
    found = compared(component)
    findings = detected(found)
    for each in component.consignments:
        mine = tuple(finding for finding in findings if finding.consignment == each.id)
        yield Case(
            consignment=each,
            pairings=tuple(p for p in found.matched.pairings if p.claims[0].consignment == each.id),
            extra=tuple(c for c in found.matched.extra if c.consignment == each.id),
            missing=tuple(g for g in found.matched.missing if g.consignments[0] == each.id),
            findings=mine,
            verdict=verdict(mine, nothing_shared=_nothing_shared(each), by=policy()),
        )


def _nothing_shared(consignment: Consignment) -> bool:
    return all(paper.kind is not DocumentKind.INVOICE for paper in consignment.documents)
