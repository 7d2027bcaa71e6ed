"""The figures of a release as a file: written when it is made, read where it is shown."""

from typing import Any

import msgspec

from commonweal.model.errors import Tampered
from commonweal.model.figure import (
    Bars,
    Chain,
    Figure,
    FlowMap,
    Graph,
    Points,
    Ranges,
    SideBySide,
    Timeline,
)
from commonweal.model.output import DocumentOutput

FILE = "figures.json"
_KINDS: dict[str, type[Figure]] = {
    kind.__name__: kind
    for kind in (Bars, Ranges, Timeline, FlowMap, SideBySide, Graph, Chain, Points)
}


def drawn(figures: tuple[Figure, ...]) -> DocumentOutput:
    """Figures as one JSON document; `read` reads it back."""
    told = [{"kind": type(each).__name__, "of": msgspec.to_builtins(each)} for each in figures]
    return DocumentOutput(name=FILE, document={"v": 1, "figures": told})


def read(data: bytes) -> tuple[Figure, ...]:
    """The figures in the bytes of such a document. Raises Tampered if it is none."""
    try:
        told: Any = msgspec.json.decode(data)
        return tuple(_figure(each) for each in told["figures"])
    except (msgspec.MsgspecError, KeyError, TypeError) as gap:
        raise Tampered(
            detail=f"{FILE} is not what a release was made with: {gap}.",
            hint="Take the release from the node that made it.",
        ) from gap


def _figure(told: Any) -> Figure:  # noqa: ANN401  # JSON, checked by convert
    found: Figure = msgspec.convert(told["of"], _KINDS[told["kind"]])
    return found
