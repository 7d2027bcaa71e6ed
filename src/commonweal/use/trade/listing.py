"""Cases as rows, by the lane's tables: what may leave of them, the field rule says."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from commonweal.use.lane import FieldRule, Value
from commonweal.use.trade.case import Case
from commonweal.use.trade.consignment import Known, Money, TradeParty
from commonweal.use.trade.finding import Evidence, FindingType, Measured, TradeFinding, plain
from commonweal.use.trade.match import Pairing
from commonweal.use.trade.normal import Claim, Goods
from commonweal.use.trade.stems import Stems

Row = dict[str, Value]

CONSIGNMENTS, FINDINGS, PAIRS, PAPERS = "consignments", "findings", "pairs", "papers"
MOST_ROWS = 10_000
"""Rows that one pairing may take."""
VALUES = {FindingType.UNDERVALUATION, FindingType.OVERVALUATION, FindingType.CURRENCY}
SIDES = ("code", "origin", "stems", "net_kg", "gross_kg", "value")
"""What pairs show of both sides: as `code_declared` and `code_on_paper`."""

RULE = FieldRule(
    open={
        CONSIGNMENTS: (
            *("consignment", "channel", "decided_by", "reasons", "accepted", "items", "papers"),
            *("paired", "unvalued", "findings", "at_stake", "currency", "links"),
        ),
        FINDINGS: (
            *("consignment", "type", "sentence", "level", "item", "document", "line"),
            *("declared", "declared_unit", "documented", "documented_unit"),
            *("difference", "difference_unit", "tolerance", "at_stake", "currency"),
            *("in_declaration", "in_papers"),
        ),
        PAIRS: (
            *("consignment", "item", "document", "line"),
            *(f"{field}_{side}" for field in SIDES for side in ("declared", "on_paper")),
            *("currency", "loglikelihood", "margin", "differs"),
        ),
        PAPERS: ("file", "state", "remark"),
    },
    kept={
        "unit_price": "what a trader asks for a stem is a secret between competitors",
        "line_amount": "with the stems it tells the unit price; shown only where a value differs",
        "product_code": "a trader's own codes tell its assortment to competitors",
        "trade_name": "trade names tell the assortment to competitors",
        "seller": "who supplies whom is a secret between competitors",
        "buyer": "who buys from whom is a secret between competitors",
        "runner_up": "the next best line may be a competitor's",
        "problem": "what is wrong with a paper that cannot be read may quote any of these",
    },
)


def consignment_row(case: Case) -> Row:
    """One consignment, its channel and why."""
    declaration = case.consignment.declaration
    parties = declaration.parties + tuple(
        party for paper in case.consignment.documents for party in paper.parties
    )
    return {
        "consignment": case.consignment.id,
        "channel": case.verdict.channel.value,
        "decided_by": ", ".join(rule.id for rule in case.verdict.decided_by),
        "reasons": " ".join(rule.message for rule in case.verdict.decided_by),
        "accepted": declaration.accepted.value.isoformat() if declaration.accepted else None,
        "items": len(declaration.items),
        "papers": len(case.consignment.documents),
        "paired": sum(len(pairing.claims) for pairing in case.pairings),
        "unvalued": sum(_unvalued(goods) for pairing in case.pairings for goods in pairing.goods),
        "findings": len(case.findings),
        **_stakes([each.at_stake for each in case.findings]),
        "links": "; ".join(case.consignment.links),
        "seller": _names(parties, {"seller", "exporter"}),
        "buyer": _names(parties, {"buyer", "importer", "declarant"}),
    }


def _unvalued(goods: Goods) -> bool:
    """True where values cannot be compared: no rate, no amount, or neither freight nor weight."""
    return goods.value is None or goods.freight_kg is None


def finding_rows(case: Case) -> Iterator[Row]:
    """The findings of a case, each with its evidence on both sides."""
    for each in case.findings:
        yield {
            "consignment": each.consignment,
            "type": each.type.value,
            "level": each.level.value,
            "item": each.item,
            "document": each.document,
            "line": each.line,
            "sentence": each.sentence,
            **_measured("declared", each.declared),
            **_measured("documented", each.documented),
            **_measured("difference", each.difference),
            "tolerance": each.tolerance,
            **_stakes([each.at_stake]),
            "in_declaration": _evidence(each.in_declaration),
            "in_papers": _evidence(each.in_papers),
        }


def pair_rows(case: Case) -> Iterator[Row]:
    """Every item beside every line it is paired with; what stays alone has one side only."""
    for pairing in case.pairings:
        differs = [each for each in case.findings if _concerns(each, pairing)]
        for claim, goods in _sides(pairing):
            yield _pair(case, claim, goods, differs, pairing)
    for claim in case.extra:
        differs = [each for each in case.findings if each.item == claim.item.number]
        yield _pair(case, claim, None, differs, None)
    for goods in case.missing:
        yield _pair(case, None, goods, [each for each in case.findings if _lone(each, goods)], None)


def _sides(pairing: Pairing) -> Iterator[tuple[Claim | None, Goods | None]]:
    """Every item with every line; of a very large group each for itself."""
    if len(pairing.claims) * len(pairing.goods) <= MOST_ROWS:
        yield from product(pairing.claims, pairing.goods)
        return
    yield from ((claim, None) for claim in pairing.claims)
    yield from ((None, goods) for goods in pairing.goods)


def _pair(
    case: Case,
    claim: Claim | None,
    goods: Goods | None,
    differs: list[TradeFinding],
    pairing: Pairing | None,
) -> Row:
    types = {each.type for each in differs}
    documented = _documented(goods) if goods else {}
    if not types & VALUES:
        documented["value_on_paper"] = None
    return {
        "consignment": case.consignment.id,
        "item": claim.item.number if claim else "",
        "document": goods.invoice.number.value if goods else "",
        "line": goods.line.number if goods else "",
        **(_declared(claim) if claim else {}),
        **documented,
        "currency": claim.currency if claim else (goods.currency if goods else ""),
        "loglikelihood": round(pairing.loglikelihood, 2) if pairing else None,
        "margin": round(pairing.margin, 2) if pairing and pairing.margin is not None else None,
        "differs": ", ".join(sorted(types)),
        "runner_up": _runner_up(pairing) if pairing else None,
    }


def _declared(claim: Claim) -> Row:
    return {
        "code_declared": claim.code,
        "origin_declared": claim.origin,
        "stems_declared": _stems(claim.stems),
        "net_kg_declared": _plain(claim.net_kg),
        "gross_kg_declared": _plain(claim.gross_kg),
        "value_declared": _plain(claim.value),
    }


def _documented(goods: Goods) -> Row:
    line = goods.line
    return {
        "code_on_paper": goods.code,
        "origin_on_paper": goods.origin,
        "stems_on_paper": _stems(goods.stems),
        "net_kg_on_paper": _plain(goods.net_kg),
        "gross_kg_on_paper": _plain(goods.gross_kg),
        "value_on_paper": _plain(goods.value),
        "unit_price": _money(line.unit_price),
        "line_amount": _money(line.amount),
        "product_code": line.product_code.value if line.product_code else None,
        "trade_name": goods.text or None,
    }


def _concerns(finding: TradeFinding, pairing: Pairing) -> bool:
    """A finding names its items; one about a whole invoice concerns all that is paired with it."""
    if finding.item:
        return bool({claim.item.number for claim in pairing.claims} & set(finding.item.split(",")))
    invoices = {goods.invoice.number.value for goods in pairing.goods}
    return finding.type is FindingType.CURRENCY and finding.document in invoices


def _lone(finding: TradeFinding, goods: Goods) -> bool:
    return (finding.item, finding.document, finding.line) == (
        *("", goods.invoice.number.value),
        goods.line.number,
    )


def _runner_up(pairing: Pairing) -> str | None:
    told = (f"{each.invoice.number.value}/{each.line.number}" for each in pairing.runner_up)
    return ", ".join(told) or None


def _names(parties: tuple[TradeParty, ...], roles: set[str]) -> str | None:
    found = [party.name.value for party in parties if party.role in roles and party.name]
    return "; ".join(dict.fromkeys(found)) or None


def _stakes(stakes: list[Money | None]) -> Row:
    """The sum; several findings may concern the same goods."""
    known = [each for each in stakes if each is not None]
    total = sum((each.amount for each in known), Decimal(0))
    return {
        "at_stake": f"{total:.2f}" if known else None,
        "currency": known[0].currency if known else None,
    }


def _measured(name: str, measured: Measured | None) -> Row:
    return {
        name: measured.value if measured else None,
        f"{name}_unit": measured.unit if measured else None,
    }


def _evidence(places: tuple[Evidence, ...]) -> str:
    return "; ".join(f"{each.document} {each.path}" for each in places)


def _stems(stems: Stems | None) -> str | None:
    if stems is None:
        return None
    low, high = plain(stems.low), plain(stems.high)
    return low if stems.exact else f"{low}..{high}"


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def _money(known: Known[Money] | None) -> str | None:
    return f"{plain(known.value.amount)} {known.value.currency}" if known else None
