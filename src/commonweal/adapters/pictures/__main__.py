"""The process behind `press`: a figure on each line in, its picture on a line out."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from commonweal.adapters.pictures.bundle import script
from commonweal.adapters.pictures.spec import spec
from commonweal.adapters.pictures.svg import svg
from commonweal.model.errors import CommonwealError
from commonweal.use.drawn import read

_MARK = 8
"""Signs of the hash that make the ids of one picture its own."""
_OURS = "This figure cannot be drawn: {}."


def main() -> None:
    """Answer until standard input closes."""
    for asked in sys.stdin.buffer:
        sys.stdout.write(json.dumps(_answer(json.loads(asked)), allow_nan=False) + "\n")
        sys.stdout.flush()


def _answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    if asked.get("script"):
        return {"script": script()}
    try:
        return _drawn(asked)
    except CommonwealError as wrong:
        return {"wrong": wrong.detail, "hint": wrong.hint}
    except Exception as bug:  # noqa: BLE001  # whatever it was, the next figure must be drawn
        return {"wrong": _OURS.format(type(bug).__name__), "hint": "The table has its values."}


def _drawn(asked: Mapping[str, Any]) -> dict[str, Any]:
    (figure,) = read(json.dumps(asked["figures"]).encode())
    made = spec(figure)
    return {"spec": made, "svg": svg(made, f"p{asked['hash'][:_MARK]}")}


if __name__ == "__main__":
    main()
