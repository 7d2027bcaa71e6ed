"""All that the detectors find in a component."""

from commonweal.use.trade.compared import Compared
from commonweal.use.trade.detect import kind, lone, measure, papers, worth
from commonweal.use.trade.finding import FindingType, TradeFinding

DETECTORS = (worth.findings, measure.findings, kind.findings, lone.findings, papers.findings)

AMOUNTS = {
    FindingType.OVERVALUATION,
    FindingType.QUANTITY,
    FindingType.NET_MASS,
    FindingType.GROSS_MASS,
}
ON_ONE_SIDE = {FindingType.EXTRA_LINE, FindingType.MISSING_LINE}


def detected(component: Compared) -> tuple[TradeFinding, ...]:
    """Every finding of a component, in an order that only its content decides."""
    found = [finding for detector in DETECTORS for finding in detector(component)]
    partial = {each.consignment for each in component.component.absent}
    kept = [each for each in found if each.consignment not in partial or not _may_be_absent(each)]
    return tuple(sorted(kept, key=_order))


def _may_be_absent(finding: TradeFinding) -> bool:
    """True for what a paper may explain that was named and not shared: more is declared."""
    more = finding.difference is not None and not finding.difference.value.startswith("-")
    return finding.type in ON_ONE_SIDE or (finding.type in AMOUNTS and more)


def _order(finding: TradeFinding) -> tuple[object, ...]:
    item, line = finding.item.split(",")[0], finding.line.split(",")[0]
    return (
        *(finding.consignment, len(item), item, finding.document, len(line), line),
        *(finding.type, finding.sentence),
    )
