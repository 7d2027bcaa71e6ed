"""What stands in what: pallets and cases, over time. Standing together mixes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from commonweal.use.food.stay import Stay
from commonweal.use.food.stock import Amount

DEEPEST = 32
"""Containers in containers, at most; what stands deeper is not looked into."""


Boxed = tuple[Amount, tuple[str, ...]]
"""An amount of a lot, and the containers around it, outermost first."""


@dataclass(slots=True, kw_only=True)
class Containment:
    """The contents of every container as of the event that was read last."""

    stays: defaultdict[str, list[Stay]] = field(default_factory=lambda: defaultdict(list))
    """Container -> every stay in it, oldest first."""
    _inside: defaultdict[str, dict[str, Amount]] = field(default_factory=lambda: defaultdict(dict))
    _present: dict[tuple[str, str], Stay] = field(default_factory=dict)

    def pack(self, parent: str, children: Iterable[Amount], at: datetime) -> None:
        """Put children into a container, to what stands in it."""
        inside = self._inside[parent]
        for child in children:
            there = inside.get(child.lot)
            inside[child.lot] = child if there is None else _together(there, child)
            if (parent, child.lot) not in self._present:
                stay = Stay(lot=child.lot, since=at)
                self._present[parent, child.lot] = stay
                self.stays[parent].append(stay)

    def unpack(self, parent: str, children: Sequence[Amount], at: datetime) -> None:
        """Take children out of a container: all of them where none is named."""
        inside = self._inside.get(parent, {})
        leaving = children or tuple(Amount(lot=lot, kg=None, whole=True) for lot in inside)
        for child in leaving:
            left = _apart(inside.get(child.lot), child)
            if left is not None:
                inside[child.lot] = left
                continue
            inside.pop(child.lot, None)
            stay = self._present.pop((parent, child.lot), None)
            if stay is not None:
                stay.until = at

    def opened(self, amount: Amount) -> Iterator[Boxed]:
        """The amount itself, or what stands in it if it is a container, however deep."""
        seen = {amount.lot}
        waiting: list[Boxed] = [(amount, ())]
        while waiting:
            each, around = waiting.pop()
            inside = self._inside.get(each.lot)
            if not inside or len(around) == DEEPEST:
                yield each, around
                continue
            deeper = [child for child in inside.values() if child.lot not in seen]
            seen.update(child.lot for child in deeper if self._inside.get(child.lot))
            waiting.extend((child, (*around, each.lot)) for child in reversed(deeper))


def _together(there: Amount, more: Amount) -> Amount:
    if there.whole or more.whole:
        return there
    known = there.kg is not None and more.kg is not None
    kg = (there.kg or Fraction(0)) + (more.kg or Fraction(0)) if known else None
    return Amount(lot=there.lot, kg=kg)


def _apart(there: Amount | None, less: Amount) -> Amount | None:
    """What stays; nothing if all goes, or if it cannot be told how much."""
    if there is None or there.whole or less.whole or there.kg is None or less.kg is None:
        return None
    return Amount(lot=there.lot, kg=there.kg - less.kg) if there.kg > less.kg else None
