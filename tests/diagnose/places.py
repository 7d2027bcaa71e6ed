"""Where statements of the framework and its findings are known from, and the shared knowledge."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SHARED = os.environ.get("SHARED")
KNOWN = (Path(_SHARED) if _SHARED else Path(__file__).parents[3] / "shared") / (
    "knowledge/framework.yaml"
)
"""The knowledge that both files are held against, where it is there."""


def sources(told: Any) -> Iterator[tuple[str, ...]]:
    """Every `src` at any depth."""
    if isinstance(told, dict):
        if "src" in told:
            yield tuple(told["src"])
        for value in told.values():
            yield from sources(value)
    if isinstance(told, list):
        for value in told:
            yield from sources(value)
