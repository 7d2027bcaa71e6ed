"""What must be done before what: no track may wait for itself, by whatever way round."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

_TOLD = 6


def cycle(needs: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The names of one cycle, each needing the next and the last the first; empty if none is.

    Args:
        needs: what each name needs; names that need nothing may be left out.
    """
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as found:
        _, (first, *before) = found.args
        return tuple(reversed((first, *before[:-1])))
    return ()


def told(cycle: Collection[str]) -> str:
    """A cycle in words: `a needs b needs a`; of a long one the beginning."""
    names = list(cycle)
    more = [f"({len(names) - _TOLD} more)"] if len(names) > _TOLD else []
    return " needs ".join((*names[:_TOLD], *more, names[0]))


def resting_on(needs: Mapping[str, Collection[str]], fallen: Iterable[str]) -> frozenset[str]:
    """The names given, and all that need one of them, directly or by way of others."""
    waiting = defaultdict[str, list[str]](list)
    for name, each in needs.items():
        for needed in each:
            waiting[needed].append(name)
    gone, open_ = set[str](), list(fallen)
    while open_:
        name = open_.pop()
        if name not in gone:
            gone.add(name)
            open_.extend(waiting[name])
    return frozenset(gone)
