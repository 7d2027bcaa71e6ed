"""Where in a document something stands, and how a stranger's words are shown."""

import re
from collections.abc import Iterable
from typing import TypeAlias

Step: TypeAlias = str | int

LONGEST_SHOWN = 40

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")


def json_path(steps: Iterable[Step]) -> str:
    """The JSONPath (RFC 9535) of a value, such as `$.epcisBody.eventList[3].action`."""
    return "$" + "".join(_step(each) for each in steps)


def shown(value: object) -> str:
    """At most 40 characters of a stranger's words, quoted, with odd characters escaped."""
    text = str(value)
    return ascii(text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…")


def _step(step: Step) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _PLAIN.fullmatch(step) else f"[{shown(step)}]"
