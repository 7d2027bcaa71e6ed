"""What may leave: the only place with a threshold, for every lane.

`threshold.md` and `differencing.md`, beside this file, say what is claimed, why it holds, and what
it does not protect.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import overload

from commonweal.model.errors import Invalid
from commonweal.use.field import opened
from commonweal.use.lane import (
    Cell,
    Disclosed,
    DisclosureRule,
    FieldRule,
    Finding,
    Headcount,
    Listed,
    Listing,
    Row,
)
from commonweal.use.ledger import OTHER, Group, Published, Told, told, too_close

EARLIER = "an earlier release would give it away"
OTHER_FRAME = "an earlier release rests on another normal"
BENEATH = "the figures rest on a cell that was put together"


@overload
def disclose(
    finding: Headcount, rule: DisclosureRule, earlier: Sequence[Published] = ()
) -> Disclosed: ...


@overload
def disclose(finding: Listing, rule: FieldRule, earlier: Sequence[Published] = ()) -> Listed: ...


def disclose(
    finding: Finding, rule: DisclosureRule | FieldRule, earlier: Sequence[Published] = ()
) -> Disclosed | Listed:
    """The finding as it may leave, by the rule of its kind.

    Raises Invalid for a rule of another kind: then nothing leaves.
    """
    match finding, rule:
        case Headcount(), DisclosureRule():
            return _disclosed(finding, rule, earlier)
        case Listing(), FieldRule():
            return opened(finding, rule)
    raise Invalid(
        detail=f"A {type(rule).__name__} does not rule a finding of {type(finding).__name__}.",
        hint="A lane that counts people has a DisclosureRule, one that lists things a FieldRule.",
    )


def _disclosed(finding: Headcount, rule: DisclosureRule, earlier: Sequence[Published]) -> Disclosed:
    """The counts as they may leave, also beside what earlier releases of the dataset told.

    Rows are sorted by group and key; the `other` row of a group comes last. Cells without people
    are no rows. Facts are passed on as they are.

    Raises:
        Invalid: the cells of a group are no partition, or the rule protects nobody.
    """
    groups = _groups(finding.cells, rule)
    before = told(earlier, finding.table, groups)
    parted = [
        _parted(group, groups[group], rule, before.get(group, ())) for group in sorted(groups)
    ]
    figures = _Figures(rule=rule, values=finding.values, reframed=_reframed(finding, earlier))
    withheld = sum((_reasons(each, rule) for each in parted), Counter[str]())
    rows = tuple(row for each in parted for row in _rows(each, figures))
    return Disclosed(
        table=finding.table,
        smallest=rule.smallest,
        rows=rows,
        published=sum(len(each.shown) for each in parted),
        withheld=tuple(sorted(withheld.items())),
        facts=finding.facts,
        frame=finding.frame if figures.told_on_base(rows) else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parted:
    """One group: the cells that are shown, and those that are put together."""

    group: Group
    shown: tuple[Cell, ...]
    hidden: tuple[Cell, ...]
    given_away: frozenset[str]
    """Keys of the cells that would be shown if nothing had been told before."""
    other: int | None
    """People put together; None where even that may not be told."""


def _groups(cells: Iterable[Cell], rule: DisclosureRule) -> dict[Group, list[Cell]]:
    """The cells with people, by group."""
    if rule.smallest < 2:  # noqa: PLR2004
        raise Invalid(
            detail=f"The smallest count that may appear is {rule.smallest}: that protects nobody.",
            hint="Give 2 or more.",
            field="smallest",
        )
    groups: dict[Group, list[Cell]] = {}
    seen: set[tuple[Group, str]] = set()
    for cell in cells:
        if (cell.group, cell.key) in seen or cell.key == OTHER or cell.people < 0:
            raise _no_partition(cell)
        seen.add((cell.group, cell.key))
        if cell.people:
            groups.setdefault(cell.group, []).append(cell)
    return groups


def _no_partition(cell: Cell) -> Invalid:
    return Invalid(
        detail=f"The cell {cell.key!r} of {cell.group!r} with {cell.people} people fits no table.",
        hint=f"A group has each key once, none is {OTHER!r}, and no count is negative.",
        field=cell.key,
    )


def _parted(
    group: Group, cells: Sequence[Cell], rule: DisclosureRule, before: tuple[Told, ...]
) -> _Parted:
    """One group beside what was told about it before."""
    plain = _apart(group, cells, rule, ())
    if not before:
        return plain
    shown = frozenset(cell.key for cell in plain.shown)
    return replace(_apart(group, cells, rule, before), given_away=shown)


def _apart(
    group: Group, cells: Sequence[Cell], rule: DisclosureRule, before: tuple[Told, ...]
) -> _Parted:
    """Hide what must be hidden, then the next smallest until nothing can be told apart."""
    again, away, free = _sorted_out(cells, rule, before)
    queue = sorted(free, key=lambda cell: (cell.beneath, cell.people, cell.key))
    pile = _Pile(rule.smallest, before)
    for cell in away:
        pile.add(cell, bounded=cell.people < rule.smallest)
    taken = 0
    while not (safe := pile.safe(_bound(queue[taken : taken + 1]))) and taken < len(queue):
        pile.add(queue[taken], bounded=not queue[taken].beneath)
        taken += 1
    shown = (*again, *queue[taken:])
    return _Parted(
        group=group,
        shown=tuple(sorted(shown, key=lambda cell: cell.key)),
        hidden=tuple(pile.cells),
        given_away=frozenset(),
        other=pile.people if safe and pile.together_before() else None,
    )


def _sorted_out(
    cells: Sequence[Cell], rule: DisclosureRule, before: tuple[Told, ...]
) -> tuple[list[Cell], list[Cell], list[Cell]]:
    """The cells told again as they were, those that must be hidden, and those still free."""
    again: list[Cell] = []
    away: list[Cell] = []
    free: list[Cell] = []
    for cell in cells:
        if cell.people < rule.smallest:
            away.append(cell)
        elif any(each.repeats(cell.key, cell.people) for each in before):
            again.append(cell)
        elif any(each.gives_away(cell.key, cell.people, rule.smallest) for each in before):
            away.append(cell)
        else:
            free.append(cell)
    return again, away, free


def _bound(following: Sequence[Cell]) -> int | None:
    """No cell hidden so far to spare others is larger than the one that would follow."""
    return following[0].people if following and not following[0].beneath else None


class _Pile:
    """The cells of one group that are put together, and what could be told of them."""

    def __init__(self, smallest: int, before: tuple[Told, ...]) -> None:
        self.cells: list[Cell] = []
        self.people = 0
        self._smallest = smallest
        self._before = [_Beside(told=each, together=each.other) for each in before]
        self._small = 0
        self._bounded = True

    def add(self, cell: Cell, *, bounded: bool) -> None:
        """Put a cell with the others; `bounded` if the threshold or the next cell limits it."""
        self.cells.append(cell)
        self.people += cell.people
        self._small += cell.people < self._smallest
        self._bounded = self._bounded and bounded
        for each in self._before:
            each.add(cell)

    def safe(self, largest: int | None) -> bool:
        """True if none of these cells can be told apart.

        No cell that was added to spare others holds more than `largest`, if it is known.
        """
        apart = any(
            each.together is not None and too_close(each.together, self.people, self._smallest)
            for each in self._before
        )
        return not apart and (not self.cells or self._mixed(largest))

    def together_before(self) -> bool:
        """True if no earlier release shows one of these cells."""
        return not any(each.shows for each in self._before)

    def _mixed(self, largest: int | None) -> bool:
        several = len(self.cells) > 1 and self.people >= self._smallest
        return several and (not self._small or self._width(largest) >= least_width(self._smallest))

    def _width(self, largest: int | None) -> int:
        """How many counts a small cell can have, for all that the sum and the rule tell."""
        most = self._smallest - 1
        large = len(self.cells) - self._small
        high = min(most, self.people - (self._small - 1) - self._smallest * large)
        if large and not (self._bounded and largest is not None):
            return high
        low = self.people - most * (self._small - 1) - large * (largest or 0)
        return high - max(1, low) + 1


@dataclass(slots=True, kw_only=True)
class _Beside:
    """The cells of a pile as one earlier release told them."""

    told: Told
    together: int | None
    """People it told for them, as one; None if it did not."""
    shows: bool = False
    """True if it showed one of the cells by itself."""

    def add(self, cell: Cell) -> None:
        """Put a cell with the others."""
        then = self.told.shown.get(cell.key)
        if then is not None:
            self.shows = True
            self.together = None if self.together is None else self.together + then


def least_width(smallest: int) -> int:
    """How many counts a small cell must be able to have: two thirds of those it could have."""
    return -(-2 * (smallest - 1) // 3)


def _reasons(parted: _Parted, rule: DisclosureRule) -> Counter[str]:
    """The hidden cells of a group, by reason.

    Small cells and those that hide them are one reason: to tell how many there are of each would
    narrow what a small one can hold.
    """
    away = sum(cell.key in parted.given_away for cell in parted.hidden)
    reason = f"fewer than {rule.smallest} {rule.population}, or needed to hide such a cell"
    return +Counter({reason: len(parted.hidden) - away, EARLIER: away})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """The further figures of a finding, and what decides which of them fall."""

    rule: DisclosureRule
    values: Mapping[tuple[Group, str], Mapping[str, float]]
    reframed: bool
    """True if an earlier release told figures on another base."""

    def row(self, cell: Cell) -> Row:
        """A shown cell with its figures; those on too small a base are null."""
        values = self.values.get((cell.group, cell.key), _NONE)
        reason = self._fallen(cell) if values else ""
        kept = {
            name: None if reason and name in self.rule.on_base else value
            for name, value in values.items()
        }
        return Row(
            group=cell.group,
            key=cell.key,
            people=cell.people,
            values=kept,
            reason=reason,
            small_base=bool(values) and self._small_base(cell),
        )

    def bare(self, cell: Cell) -> Row:
        """A shown cell whose figures would give another one away: all are null."""
        values = dict.fromkeys(self.values.get((cell.group, cell.key), _NONE))
        reason = BENEATH if values else ""
        return Row(group=cell.group, key=cell.key, people=cell.people, values=values, reason=reason)

    def told_on_base(self, rows: Iterable[Row]) -> bool:
        """True if a row tells a figure that rests on a base."""
        return any(row.values.get(name) is not None for row in rows for name in self.rule.on_base)

    def _small_base(self, cell: Cell) -> bool:
        return cell.base is not None and 0 < cell.base < self.rule.smallest

    def _fallen(self, cell: Cell) -> str:
        if self._small_base(cell):
            return f"normal rests on fewer than {self.rule.smallest} {self.rule.population}"
        return OTHER_FRAME if self.reframed and self.rule.on_base else ""


_NONE: Mapping[str, float] = MappingProxyType({})


def _reframed(finding: Headcount, earlier: Iterable[Published]) -> bool:
    return any(
        release.table == finding.table and release.frame not in {"", finding.frame}
        for release in earlier
    )


def _rows(parted: _Parted, figures: _Figures) -> Iterator[Row]:
    beneath = any(cell.beneath for cell in parted.hidden)
    yield from map(figures.bare if beneath else figures.row, parted.shown)
    if parted.hidden:
        yield _other(parted, figures.rule)


def _other(parted: _Parted, rule: DisclosureRule) -> Row:
    """The row of all that a group put together: no figures, and the reason."""
    why = " or ".join(sorted(_reasons(parted, rule), reverse=True))
    count = f"{len(parted.hidden)} {'cells' if len(parted.hidden) > 1 else 'cell'}"
    what = "withheld" if parted.other is None else "put together"
    return Row(
        group=parted.group,
        key=OTHER,
        people=parted.other,
        values={},
        reason=f"{count} {what}: {why}",
    )
