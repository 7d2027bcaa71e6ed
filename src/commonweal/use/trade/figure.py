"""Consignments with a finding as pictures: what was declared beside what the papers say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from commonweal.model.figure import Caption, Figure, Pair, SideBySide
from commonweal.use.lane import Inputs, Listed, Value
from commonweal.use.trade.channel import UNSEEN
from commonweal.use.trade.listing import CONSIGNMENTS, FINDINGS, PAIRS

FIRST = 6
"""Consignments that are drawn."""
MOST_PAIRS = 120
"""Fields that are drawn of one consignment."""
Row = Mapping[str, Value]
FIELDS = {
    "code": ("commodity code", {"commodity_code"}),
    "origin": ("origin", {"origin"}),
    "stems": ("stems", {"quantity"}),
    "net_kg": ("net kg", {"net_mass"}),
    "gross_kg": ("gross kg", {"gross_mass"}),
    "value": ("value", {"undervaluation", "overvaluation", "currency"}),
}
SUMMED = frozenset({"stems", "net_kg", "gross_kg", "value"})


def figures(inputs: Inputs, disclosed: Listed, definition: str) -> tuple[Figure, ...]:
    """The first consignments that have a finding, side by side."""
    found = [row for row in disclosed.tables.get(CONSIGNMENTS, ()) if row["findings"]]
    pairs = defaultdict(list)
    for row in disclosed.tables.get(PAIRS, ()):
        pairs[row["consignment"]].append(row)
    sentences = defaultdict(list)
    for row in disclosed.tables.get(FINDINGS, ()):
        sentences[row["consignment"]].append(str(row["sentence"]))
    label = "synthetic" if inputs.synthetic else ""
    return tuple(
        _side_by_side(
            row,
            tuple(_pairs(pairs[row["consignment"]])),
            " ".join(sentences[row["consignment"]]),
            source=f"declaration, invoices and packing lists that were shared; {definition}",
            label=label,
            number=number,
        )
        for number, row in enumerate(found[:FIRST], start=1)
    )


def _side_by_side(
    row: Row, pairs: tuple[Pair, ...], sentences: str, *, source: str, label: str, number: int
) -> SideBySide:
    shown = pairs[:MOST_PAIRS]
    left_out = f"{len(shown)} of {len(pairs)} fields. " if len(shown) < len(pairs) else ""
    return SideBySide(
        name=f"consignment-{number}",
        caption=Caption(
            title=f"Consignment {row['consignment']}: {row['channel']}, {row['reasons']}",
            source=source,
            on=str(row["accepted"] or "not lodged yet"),
            label=label,
            note=f"{left_out}{sentences} {UNSEEN}",
        ),
        left="declared",
        right="on paper",
        pairs=shown,
    )


def _pairs(rows: Sequence[Row]) -> Iterator[Pair]:
    """Items in their order, each beside the sum of its lines; then what was not declared."""
    by_item: dict[Value, list[Row]] = defaultdict(list)
    for row in rows:
        by_item[row["item"] or f"line {row['line']} of {row['document']}"].append(row)
    for item in sorted(by_item, key=lambda name: (len(str(name)), str(name))):
        mine = by_item[item]
        differs = {each for row in mine for each in str(row["differs"]).split(", ") if each}
        where = _where(str(item), mine)
        for field, (name, types) in FIELDS.items():
            yield from _pair(where, field, name, mine, sorted(types & differs))


def _where(item: str, rows: Sequence[Row]) -> str:
    lines = [f"{row['document']}/{row['line']}" for row in rows if row["line"]]
    if not rows[0]["item"]:
        return f"on no item: {', '.join(lines)}"
    return f"item {item}: {', '.join(lines) or 'on no paper'}"


def _pair(
    where: str, field: str, name: str, rows: Sequence[Row], differs: list[str]
) -> Iterator[Pair]:
    """One field of both sides; what neither side says, and values that fit, are left out."""
    left, right = _told(rows[:1], f"{field}_declared"), _told(rows, f"{field}_on_paper", field)
    lone = not rows[0]["item"] or not rows[0]["line"]
    if (not left and not right) or (field == "value" and not differs and not lone):
        return
    remark = ", ".join(differs) or ("only on one side" if lone else "")
    yield Pair(row=where, field=name, left=left, right=right, differs=bool(remark), remark=remark)


def _told(rows: Sequence[Row], column: str, field: str = "") -> str:
    values = [str(row[column]) for row in rows if row[column] is not None]
    if len(values) < len(rows):
        return ""
    if field in SUMMED and len(values) > 1:
        try:
            return str(sum(map(Decimal, values)))
        except InvalidOperation:
            return " + ".join(values)
    return ", ".join(dict.fromkeys(values))
