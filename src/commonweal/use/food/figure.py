"""What a release of the food lane shows as pictures, made from what passed disclosure alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from commonweal.model.figure import Bar, Bars, Caption, Edge, Figure, Graph, Node, Range, Ranges
from commonweal.use.food.outputs import SOURCE, label
from commonweal.use.lane import Inputs, Listed, Value

FIRST = 3
"""Lots whose way is drawn."""
ANSWERS = ("yes", "unknown", "no")
Row = Mapping[str, Value]


def figures(inputs: Inputs, disclosed: Listed, definition: str) -> tuple[Figure, ...]:
    """Lots by verdict under each rule, the first lot's shares, and the ways of the first lots."""
    about = _About(disclosed, definition, label(inputs, disclosed))
    ways: defaultdict[str, list[Row]] = defaultdict(list)
    for row in disclosed.tables["trace"]:
        ways[str(row["lot"])].append(row)
    if not ways:
        return ()
    first = [row for row in disclosed.tables["verdicts"] if row["lot"] == next(iter(ways))]
    return (
        _by_verdict(disclosed.tables["verdicts"], about),
        _shares(first, about),
        *(_way(lot, rows, about) for lot, rows in list(ways.items())[:FIRST]),
    )


class _About:
    """What every caption of a release says alike."""

    def __init__(self, disclosed: Listed, definition: str, label: str) -> None:
        self._on = str(disclosed.facts.get("claimed_on", ""))
        self._source = f"{SOURCE}; {definition}"
        self._label = label

    def caption(self, title: str, unit: str, note: str = "") -> Caption:
        """A caption with its own title and unit."""
        return Caption(
            title=title,
            source=self._source,
            unit=unit,
            on=self._on,
            label=self._label,
            note=note,
        )


def _by_verdict(rows: tuple[Row, ...], about: _About) -> Bars:
    counted = Counter((str(row["rule"]), str(row["verdict"])) for row in rows)
    rules = dict.fromkeys(str(row["rule"]) for row in rows)
    bars = (
        Bar(category=rule, series=answer, value=counted[rule, answer])
        for rule in rules
        for answer in ANSWERS
    )
    return Bars(
        name="verdicts",
        caption=about.caption("The same lots under each rule of local", "lots"),
        bars=tuple(bars),
        most=max(sum(counted[rule, answer] for answer in ANSWERS) for rule in rules),
    )


def _shares(rows: list[Row], about: _About) -> Ranges:
    ranges = (
        Range(
            category=str(row["rule"]),
            low=float(str(row["share_min"])),
            likely=float(str(row["share_attributed"])),
            high=float(str(row["share_max"])),
            group=str(row["verdict"]),
        )
        for row in rows
        if row["share_min"] is not None
    )
    lot = rows[0]["lot"] if rows else ""
    note = "at least, attributed by mass balance, at most"
    return Ranges(
        name="shares",
        caption=about.caption(f"The local share of {lot} under each rule", "share", note),
        ranges=tuple(ranges),
    )


def _way(lot: str, rows: list[Row], about: _About) -> Graph:
    nodes = (
        Node(
            id=str(row["step"]),
            text=f"{row['what']}",
            kind=str(row["kind"]),
            share=float(str(row["share"])),
        )
        for row in rows
    )
    return Graph(
        name=f"way-of-{lot.replace(' ', '-')}",
        caption=about.caption(
            f"Where {lot} comes from", "share of the lot", "steps alike are drawn as one"
        ),
        nodes=tuple(nodes),
        edges=tuple(_edges(rows)),
    )


def _edges(rows: list[Row]) -> Iterator[Edge]:
    for row in rows:
        for target in str(row["leads_to"]).split():
            yield Edge(source=str(row["step"]), target=target)
