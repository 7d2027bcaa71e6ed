"""Where tests and templates say that a requirement is met, read without running them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.markdown import ROOT

MARK = "requirement"
_COMMENT = re.compile(r"\{#-?\s*requirement\s+(?P<numbers>[^#]*?)\s*-?#\}")
_Marked = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A test that shows a requirement to be met, or a page that says so."""

    path: Path
    name: str
    """The claim of the test as a sentence, or the name of the page."""


def by_tests(folder: Path = ROOT / "tests") -> Iterator[tuple[int, Shown]]:
    """Every number marked on a test, with the test.

    Raises:
        ValueError: a mark that is no plain list of numbers, or stands on nothing that is a test.
    """
    for path in sorted(folder.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if f"mark.{MARK}(" in text:
            yield from _marked(path, ast.parse(text))


def on_pages(folder: Path = ROOT / "src/commonweal/web/templates") -> Iterator[tuple[int, Shown]]:
    """Every number that a comment in a template names, with the page."""
    for path in sorted(folder.glob("*.html")):
        for found in _COMMENT.finditer(path.read_text(encoding="utf-8")):
            for number in found["numbers"].split(","):
                yield int(number), Shown(path=path, name=path.stem)


def _marked(path: Path, tree: ast.Module) -> Iterator[tuple[int, Shown]]:
    read = 0
    for node in ast.walk(tree):
        name = _name(node, path)
        for call in _marks(node) if name else ():
            read += 1
            for number in _numbers(call, path):
                yield number, Shown(path=path, name=name)
    if read != sum(map(_is_mark, ast.walk(tree))):
        raise ValueError(f"{path} marks something that is not a test.")


def _name(node: ast.AST, path: Path) -> str:
    """What bears a mark, as a sentence; empty if it is no test."""
    if isinstance(node, ast.Assign) and any(_is_pytestmark(each) for each in node.targets):
        return f"all of {path.stem.removeprefix('test_').replace('_', ' ')}"
    if isinstance(node, _Marked) and node.name.lower().startswith("test"):
        return node.name.removeprefix("test_").replace("_", " ")
    return ""


def _is_pytestmark(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id == "pytestmark"


def _marks(node: ast.AST) -> Iterator[ast.Call]:
    """The marks that stand on a test, also on one of its parameters."""
    where = node.decorator_list if isinstance(node, _Marked) else [node]
    for each in where:
        yield from (found for found in ast.walk(each) if _is_mark(found))  # type: ignore[misc]


def _is_mark(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == MARK
    )


def _numbers(call: ast.Call, path: Path) -> Iterator[int]:
    for each in call.args:
        if not (isinstance(each, ast.Constant) and isinstance(each.value, int)):
            raise ValueError(f"{path}:{call.lineno} marks {ast.unparse(each)}, which is no number.")
        yield each.value
