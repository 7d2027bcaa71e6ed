"""What is there once something else was done: a page shows what comes first in its place."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from commonweal.model.errors import NotYet

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def yet(ask: Callable[Asked, Found], *args: Asked.args, **named: Asked.kwargs) -> Found | None:
    """What a function of `app` finds; None where something comes first."""
    try:
        return ask(*args, **named)
    except NotYet:
        return None
