"""What an attacker can make of released rows, reckoned on the sets of people behind them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from commonweal.model.ids import DatasetId, ReleaseId
from commonweal.use.disclosure import disclose
from commonweal.use.lane import Cell, Disclosed, DisclosureRule, Headcount
from commonweal.use.ledger import Published, published

Where = tuple[tuple[str, ...], str]
"""Group and key."""
World = Mapping[int, Where]
"""Person -> the one cell that holds this person."""
People = frozenset[int]


def rule(smallest: int = 16) -> DisclosureRule:
    return DisclosureRule(smallest=smallest, population="subscribers", on_base=("normal",))


def finding(counts: Mapping[Where, int]) -> Headcount:
    cells = (Cell(group=group, key=key, people=people) for (group, key), people in counts.items())
    return Headcount(table="flows", cells=tuple(cells), values={})


def counted(world: World) -> Headcount:
    counts: dict[Where, int] = {}
    for where in world.values():
        counts[where] = counts.get(where, 0) + 1
    return finding(counts)


def in_ledger(disclosed: Disclosed, **asked: str) -> Published:
    return published(
        disclosed,
        release=ReleaseId("rel_1"),
        dataset=DatasetId("dat_1"),
        version="0" * 64,
        definition="mobility/1",
        settings=tuple(sorted(asked.items())),
    )


def released(worlds: Iterable[World], smallest: int) -> list[tuple[World, Disclosed]]:
    """Each world told in turn, beside all that was told before."""
    ledger: list[Published] = []
    made = []
    for world in worlds:
        disclosed = disclose(counted(world), rule(smallest), ledger)
        ledger.append(in_ledger(disclosed))
        made.append((world, disclosed))
    return made


def behind(world: World, disclosed: Disclosed) -> list[People]:
    """The people behind every row that tells a count."""
    shown = {(row.group, row.key) for row in disclosed.rows if row.key != "other"}
    sets = []
    for row in disclosed.rows:
        if row.people is not None:
            where = (row.group, row.key)
            put = {
                person
                for person, cell in world.items()
                if cell == where
                or (row.key == "other" and cell[0] == row.group and cell not in shown)
            }
            assert len(put) == row.people
            sets.append(frozenset(put))
    return sets


def isolated(sets: Sequence[People], smallest: int) -> list[People]:
    """Every set of 1 to `smallest` - 1 people whose count some linear combination tells.

    People in exactly the same of the sets cannot be told apart, so they are one atom; a union of
    atoms is told if its indicator lies in the row space of the sets' indicators.
    """
    signatures: dict[tuple[bool, ...], set[int]] = {}
    for person in frozenset().union(*sets):
        signatures.setdefault(tuple(person in one for one in sets), set()).add(person)
    known = np.array([list(signature) for signature in signatures], dtype=float).T
    atoms = [frozenset(people) for people in signatures.values()]
    return [
        frozenset().union(*(atoms[each] for each in union))
        for union in _small_unions([len(atom) for atom in atoms], smallest)
        if _in_row_space(known, union)
    ]


def _small_unions(sizes: Sequence[int], smallest: int) -> Iterator[tuple[int, ...]]:
    small = [number for number, size in enumerate(sizes) if size < smallest]
    for many in range(1, smallest):
        for union in combinations(small, many):
            if sum(sizes[each] for each in union) < smallest:
                yield union


def _in_row_space(known: np.ndarray, union: tuple[int, ...]) -> bool:
    wanted = np.zeros(known.shape[1])
    wanted[list(union)] = 1
    weights = np.linalg.lstsq(known.T, wanted, rcond=None)[0]
    return bool(np.allclose(known.T @ weights, wanted, atol=1e-7))
