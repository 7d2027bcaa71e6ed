"""The papers themselves: `duplicate_document`, `document_missing` and `date`."""

from collections.abc import Iterator

from commonweal.use.trade.compared import Compared
from commonweal.use.trade.consignment import Consignment, Document, DocumentKind
from commonweal.use.trade.detect import words
from commonweal.use.trade.finding import (
    Evidence,
    FindingType,
    Level,
    Measured,
    TradeFinding,
    evidence,
)
from commonweal.use.trade.issue import Replaced
from commonweal.use.trade.link import Absent

NOT_SHARED = "which was not shared"


def findings(component: Compared) -> Iterator[TradeFinding]:
    """Papers issued twice, papers that are named and were not shared, papers dated too late."""
    hashes = {each.id: each.declaration.sha256 for each in component.component.consignments}
    for absent in component.component.absent:
        yield _missing(absent, hashes[absent.consignment])
    for each in component.component.consignments:
        papers = {each.declaration.sha256, *(paper.sha256 for paper in each.documents)}
        for old in component.component.replaced:
            if old.by in papers:
                yield _twice(each, old)
        for paper in each.documents:
            yield from _late(each, paper)


def _missing(absent: Absent, declaration: str) -> TradeFinding:
    cited = absent.cited
    by = f"Item {cited.item}" if cited.item else "The declaration"
    why = "and several of that number do not tell which is meant" if absent.several else NOT_SHARED
    what = "packing list" if cited.is_packing_list else "invoice"
    return TradeFinding(
        type=FindingType.DOCUMENT_MISSING,
        consignment=absent.consignment,
        level=Level.CONSIGNMENT,
        document=cited.number,
        sentence=f"{by} names {what} {cited.number} ({cited.code}), {why}.",
        declared=Measured(value=cited.number, unit="document"),
        in_declaration=(Evidence(document=declaration, path=cited.path),),
    )


def _twice(consignment: Consignment, old: Replaced) -> TradeFinding:
    used = f"the one dated {old.by_dated}" if old.by_dated else "the later one"
    not_used = f"the one dated {old.dated}" if old.dated else "the earlier one"
    if old.dated == old.by_dated:
        used, not_used = "one", f"the other of the same date ({old.dated or 'none'})"
    own = old.by == consignment.declaration.sha256
    return TradeFinding(
        type=FindingType.DUPLICATE_DOCUMENT,
        consignment=consignment.id,
        level=Level.CONSIGNMENT,
        document="" if own else old.number,
        sentence=words.sentence(
            f"{old.kind.replace('_', ' ')} {old.number} is there twice with different content: "
            f"{used} was compared, {not_used} was not."
        ),
        in_declaration=(Evidence(document=old.by, path="/"),) if own else (),
        in_papers=tuple(
            Evidence(document=each, path="/") for each in (old.by, old.sha256) if not own
        )
        or (Evidence(document=old.sha256, path="/"),),
    )


def _late(consignment: Consignment, paper: Document) -> Iterator[TradeFinding]:
    """A paper that is younger than the declaration it supports; credits come later as a rule."""
    if paper.kind is DocumentKind.CREDIT_NOTE:
        return
    accepted = consignment.declaration.accepted
    if accepted is None or paper.issued is None or paper.issued.value <= accepted.value:
        return
    days = (paper.issued.value - accepted.value).days
    yield TradeFinding(
        type=FindingType.DATE,
        consignment=consignment.id,
        level=Level.CONSIGNMENT,
        document=paper.number.value,
        sentence=words.sentence(
            f"{words.paper_name(paper)} is dated {paper.issued.value}, after the declaration "
            f"was accepted on {accepted.value}."
        ),
        declared=Measured(value=accepted.value.isoformat(), unit="date"),
        documented=Measured(value=paper.issued.value.isoformat(), unit="date"),
        difference=Measured(value=str(-days), unit="days"),
        tolerance="none: a declaration rests on papers that are there",
        in_declaration=evidence(accepted),
        in_papers=evidence(paper.issued),
    )
