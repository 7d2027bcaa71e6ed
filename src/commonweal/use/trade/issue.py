"""Issues of one paper: the same number with other content is a re-issue; the later one holds."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from commonweal.use.trade.consignment import Declaration, Document, Known

P = TypeVar("P", Document, Declaration)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Generic[P]):
    """The issue of a paper that holds, and the earlier ones it replaces."""

    holds: P
    replaced: tuple[P, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """An earlier issue of a paper, and the paper that holds instead."""

    kind: str
    number: str
    sha256: str
    dated: date | None
    by: str
    """SHA-256 of the paper that holds."""
    by_dated: date | None


def documents(found: Iterable[Document]) -> tuple[Issue[Document], ...]:
    """Commercial documents, one for each issuer, kind and number."""
    return _issues(found, _document_key)


def declarations(found: Iterable[Declaration]) -> tuple[Issue[Declaration], ...]:
    """Declarations, one for each reference."""
    return _issues(found, lambda each: key(name(each)))


def replaced(issue: Issue[Document] | Issue[Declaration]) -> tuple[Replaced, ...]:
    """What a paper replaced."""
    return tuple(
        Replaced(
            kind=each.kind if isinstance(each, Document) else "declaration",
            number=each.number.value if isinstance(each, Document) else name(each),
            sha256=each.sha256,
            dated=_dated(each),
            by=issue.holds.sha256,
            by_dated=_dated(issue.holds),
        )
        for each in issue.replaced
    )


def name(declaration: Declaration) -> str:
    """What a declaration is called: its MRN, or its reference while there is none."""
    return (declaration.mrn or declaration.reference).value


def key(number: str) -> str:
    """A number as it is compared: without spaces at its ends, in one case."""
    return number.strip().casefold()


def issuer(paper: Document | Declaration) -> frozenset[str]:
    """The names and ids of who issued it or who sold the goods: its seller or exporter."""
    return frozenset(
        key(known.value)
        for party in paper.parties
        if party.role in {"seller", "exporter"}
        for known in (party.name, *party.ids)
        if known is not None
    )


def _document_key(document: Document) -> Hashable:
    return document.kind, key(document.number.value), issuer(document)


def _issues(found: Iterable[P], same: Callable[[P], Hashable]) -> tuple[Issue[P], ...]:
    groups: dict[Hashable, list[P]] = defaultdict(list)
    for each in found:
        groups[same(each)].append(each)
    issues: list[Issue[P]] = []
    for group in groups.values():
        order: list[P] = sorted(group, key=lambda each: (_dated(each) or date.min, each.sha256))
        issues.append(Issue(holds=order[-1], replaced=tuple(order[:-1])))
    return tuple(sorted(issues, key=lambda issue: issue.holds.sha256))


def _dated(paper: Document | Declaration) -> date | None:
    known: Known[date] | None = paper.issued if isinstance(paper, Document) else paper.accepted
    return known.value if known else None
