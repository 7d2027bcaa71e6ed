"""Our golden papers, and what a test changes in one."""

from pathlib import Path
from typing import TypeVar

from commonweal.use.trade.consignment import Declaration, Document, Known
from commonweal.use.trade.reading import paper

T = TypeVar("T")

GOLDENS = Path(__file__).parents[1] / "goldens"


def text(name: str) -> str:
    """The golden as it lies there."""
    return (GOLDENS / f"{name}.xml").read_text(encoding="utf-8")


def document(name: str, *changes: tuple[str, str]) -> Document:
    """A golden document, with some of its text changed."""
    read = paper(_changed(name, changes), file=f"{name}.xml")
    assert isinstance(read, Document)
    return read


def declaration(*changes: tuple[str, str]) -> Declaration:
    """The golden declaration, with some of its text changed."""
    read = paper(_changed("declaration", changes), file="declaration.xml")
    assert isinstance(read, Declaration)
    return read


def value(known: Known[T] | None) -> T | None:
    """What is known, without where."""
    return known.value if known else None


def _changed(name: str, changes: tuple[tuple[str, str], ...]) -> bytes:
    content = text(name)
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new, 1)
    return content.encode()
