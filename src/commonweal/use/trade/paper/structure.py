"""Whether a paper is built as its standard says: element by element against our own tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast

from lxml import etree

from commonweal.model.errors import Invalid
from commonweal.use.trade.paper.datatype import shown
from commonweal.use.trade.paper.leaf import unfit
from commonweal.use.trade.paper.table import LEAVES, Rule, Shape, Table

FEW = 5
"""Gaps that are named; a paper with more is no better understood by more sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Where a paper differs from its standard."""

    line: int
    path: str
    """XPath with positions, without namespaces."""
    said: str


def check(root: etree._Element, table: Table, *, file: str) -> None:
    """Pass, or raise Invalid with the first few gaps, each with line and path."""
    found = gaps(root, table)
    if not found:
        return
    first, *rest = (f"line {gap.line}, {gap.path}: {gap.said}" for gap in found)
    raise Invalid(
        detail=f"{file}, {first}.",
        hint=f"Also: {'; '.join(rest)}." if rest else "",
        file=file,
        line=found[0].line,
        path=found[0].path,
    )


def gaps(root: etree._Element, table: Table) -> tuple[Gap, ...]:
    """The first few gaps of a root that the table knows; empty if it is right."""
    shape = table.shapes[table.roots[root.tag]]
    return tuple(islice(_gaps(root, shape, table), FEW))


def _gaps(element: etree._Element, shape: Shape, table: Table) -> Iterator[Gap]:
    seen: dict[str, int] = {}
    latest = 0
    stray = element.text
    for child in element:
        stray = _mark(stray, child.tail)
        rule = shape.rules.get(child.tag)
        if rule is None:
            yield _gap(child, f"is not an element of {shape.name} in {table.standard}")
            continue
        seen[child.tag] = seen.get(child.tag, 0) + 1
        if seen[child.tag] - 1 == rule.most:
            yield _gap(child, f"stands more often than allowed ({rule.source})")
        if rule.place < latest:
            yield _gap(child, f"stands too late in {shape.name} ({rule.source})")
        latest = max(latest, rule.place)
        if rule.kind not in LEAVES:
            yield from _gaps(child, table.shapes[rule.kind], table)
        elif said := unfit(child, rule, table):
            yield _gap(child, said)
    if stray and stray.strip():
        yield _gap(element, "holds text between its elements")
    yield from (_missing(element, rule) for rule in shape.required if rule.tag not in seen)


def _mark(stray: str | None, tail: str | None) -> str | None:
    """The first text that stands between elements, if any."""
    return stray if stray and not stray.isspace() else tail


def _missing(element: etree._Element, rule: Rule) -> Gap:
    return _gap(element, f"has no {rule.element} ({rule.source})")


def _gap(element: etree._Element, said: str) -> Gap:
    return Gap(line=line_of(element), path=path_of(element), said=said)


def line_of(element: etree._Element) -> int:
    """Line of the element in its file, from 1."""
    return cast("int | None", element.sourceline) or 1


def path_of(element: etree._Element) -> str:
    """XPath of the element with positions, without namespaces; long names are cut."""
    steps = [_step(each) for each in (*reversed(tuple(element.iterancestors())), element)]
    return "/" + "/".join(steps)


def _step(element: etree._Element) -> str:
    name = shown(etree.QName(element).localname).strip("'")
    before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    after = next(element.itersiblings(element.tag), None) is not None
    return f"{name}[{before + 1}]" if before or after else name
