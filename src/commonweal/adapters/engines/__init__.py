"""What runs queries over files: one leaf per engine behind the port `Engine`."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from commonweal.model.errors import Unavailable, UnknownTerm
from commonweal.model.ports import Engine

MODULES = {"duckdb": ".duckdb"}


def engine(name: str, work: Path, *, memory_mb: int = 1024) -> Engine:
    """The engine of that name; what does not fit in `memory_mb` goes below `work`, encrypted.

    Raises UnknownTerm for a name we do not have, Unavailable where its package is missing.
    """
    if name not in MODULES:
        raise UnknownTerm(field="engine", got=name, known=MODULES.keys())
    try:
        module = import_module(MODULES[name], __package__)
    except ModuleNotFoundError as gap:
        raise Unavailable(
            detail=f"Engine {name!r} needs the package {gap.name!r}.",
            hint=f"Install {gap.name!r} into this environment.",
        ) from gap
    opened = cast("Callable[[Path, int], Engine]", module.opened)
    return opened(work, memory_mb)
