"""Consignments as linked components: declarations and the papers that belong to them, with reasons.

A declaration names its invoices as supporting documents; a packing list or a credit note names an
invoice, or the same air waybill. Matching never crosses a component, so components are worked
alone, in any order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from commonweal.use.trade import issue
from commonweal.use.trade.consignment import Consignment, Declaration, Document, DocumentKind
from commonweal.use.trade.issue import Replaced, key

INVOICE_CODES = frozenset({"N935", "N380", "N325"})
"""Supporting documents: commercial invoice for the customs value, invoice, pro-forma invoice."""
PACKING_CODES = frozenset({"N271"})
"""Packing list (from memory of the code list; to be verified)."""

CHANGE = "13"
"""Function of a declaration that amends or cancels another (UN/EDIFACT 1225)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A supporting document that a declaration names."""

    code: str
    number: str
    path: str
    """Where the declaration names it."""
    item: str = ""
    """The item that names it; empty for the declaration as a whole."""

    @property
    def is_packing_list(self) -> bool:
        """True for a packing list, False for an invoice."""
        return self.code in PACKING_CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A supporting document that a consignment names and nobody shared."""

    consignment: str
    cited: Cited
    several: bool = False
    """True if papers of that number are there, and none of them is told to be meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Consignments that share papers, and what their papers replaced."""

    consignments: tuple[Consignment, ...]
    replaced: tuple[Replaced, ...] = ()
    absent: tuple[Absent, ...] = ()

    @property
    def key(self) -> str:
        """A name that does not depend on the order of the files: the smallest SHA-256 in it."""
        return min(each.declaration.sha256 for each in self.consignments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """All papers of a folder: in components, or linked to nothing."""

    components: tuple[Component, ...]
    unlinked: tuple[Document, ...]
    """Papers that no declaration leads to."""
    set_aside: tuple[Declaration, ...] = ()
    """Amendments and cancellations: they state only what changes, and are not compared."""


def linked(documents: Iterable[Document], declarations: Iterable[Declaration]) -> Linked:
    """The components of these papers; the order of the papers changes nothing."""
    told = sorted(declarations, key=lambda each: each.sha256)
    whole = [each for each in told if not _changes(each)]
    papers, declared = issue.documents(documents), issue.declarations(whole)
    shelf = _Shelf([each.holds for each in papers], [each.holds for each in declared])
    linking = [_linking(each.holds, shelf) for each in declared]
    earlier = {each.holds.sha256: issue.replaced(each) for each in papers}
    earlier |= {each.holds.sha256: issue.replaced(each) for each in declared}
    used = {link.document.sha256 for each in linking for link in each.links}
    return Linked(
        components=tuple(_component(group, earlier) for group in _groups(linking)),
        unlinked=tuple(each.holds for each in papers if each.holds.sha256 not in used),
        set_aside=tuple(each for each in told if _changes(each)),
    )


def _changes(declaration: Declaration) -> bool:
    return declaration.function is not None and declaration.function.value == CHANGE


def cited(declaration: Declaration) -> tuple[Cited, ...]:
    """The supporting documents that are invoices or packing lists, each number once."""
    named = [("", *each) for each in declaration.supports]
    named += [(item.number, *each) for item in declaration.items for each in item.supports]
    found: dict[tuple[bool, str], Cited] = {}
    for item, code, number in named:
        if code in INVOICE_CODES | PACKING_CODES:
            one = Cited(code=code, number=number.value, path=number.origin.path, item=item)
            found.setdefault((one.is_packing_list, key(number.value)), one)
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    document: Document
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Linking:
    """A declaration, the papers it leads to, and what it names in vain."""

    declaration: Declaration
    links: tuple[_Link, ...]
    absent: tuple[tuple[Cited, bool], ...]
    """(what it names, whether several papers of that number are there)."""


class _Shelf:
    """Papers by number and by the numbers they cite; how many declarations name each number."""

    def __init__(self, papers: Sequence[Document], declarations: Sequence[Declaration]) -> None:
        self.by_number: dict[tuple[bool, str], list[Document]] = defaultdict(list)
        self.citing: dict[str, list[Document]] = defaultdict(list)
        for paper in papers:
            packing = paper.kind is DocumentKind.PACKING_LIST
            self.by_number[packing, key(paper.number.value)].append(paper)
            for number in {key(known.value) for known in paper.cites}:
                self.citing[number].append(paper)
        carried = (each.transport_document for each in declarations)
        self.carried = Counter(key(known.value) for known in carried if known)
        self.named = Counter(key(one.number) for each in declarations for one in cited(each))

    def numbered(self, one: Cited) -> list[Document]:
        """The papers of that number, whoever issued them."""
        found = self.by_number.get((one.is_packing_list, key(one.number)), [])
        return [each for each in found if each.kind is not DocumentKind.CREDIT_NOTE]

    def meant(self, one: Cited, declaration: Declaration) -> list[Document]:
        """The papers of that number; of several issuers' papers the one this declaration means."""
        found = self.numbered(one)
        return found if len(found) == 1 else [each for each in found if _fits(each, declaration)]


def _fits(paper: Document, declaration: Declaration) -> bool:
    """Does the paper name the declaration's exporter or transport document?"""
    transport = declaration.transport_document
    cites = {key(known.value) for known in paper.cites}
    return bool(issue.issuer(declaration) & issue.issuer(paper)) or (
        transport is not None and key(transport.value) in cites
    )


def _linking(declaration: Declaration, shelf: _Shelf) -> _Linking:
    links, absent = [], []
    for one in cited(declaration):
        found = shelf.meant(one, declaration)
        where = f"item {one.item}" if one.item else "the declaration"
        why = f"{where} names it as supporting document {one.code}"
        links += [_Link(document=paper, why=why) for paper in found]
        if not found:
            absent.append((one, bool(shelf.numbered(one))))
    links += _by_waybill(declaration, shelf)
    links += _by_invoice(links, shelf)
    return _Linking(declaration=declaration, links=_once(links), absent=tuple(absent))


def _by_waybill(declaration: Declaration, shelf: _Shelf) -> Iterator[_Link]:
    """Papers that cite the air waybill, if no other declaration has it or names them."""
    waybill = declaration.transport_document
    if waybill is None or shelf.carried[key(waybill.value)] > 1:
        return
    own = {key(one.number) for one in cited(declaration)}
    for paper in shelf.citing.get(key(waybill.value), ()):
        number = key(paper.number.value)
        if number in own or not shelf.named[number]:
            yield _Link(document=paper, why=f"it cites the same air waybill {waybill.value}")


def _by_invoice(links: Iterable[_Link], shelf: _Shelf) -> Iterator[_Link]:
    """Packing lists and credit notes that cite an invoice, unless another issuer's."""
    invoices = [link.document for link in links if link.document.kind is DocumentKind.INVOICE]
    for invoice in invoices:
        ours, number = issue.issuer(invoice), invoice.number.value
        for paper in shelf.citing.get(key(number), ()):
            theirs = issue.issuer(paper)
            apart = bool(ours) and bool(theirs) and not ours & theirs
            if paper.kind is not DocumentKind.INVOICE and not apart:
                yield _Link(document=paper, why=f"it cites invoice {number}")


def _once(links: list[_Link]) -> tuple[_Link, ...]:
    """Each paper once, with the first reason found, in the order of kind and content."""
    first = {link.document.sha256: link for link in reversed(links)}
    order = sorted(first.values(), key=lambda link: (link.document.kind, link.document.sha256))
    return tuple(order)


def _groups(linking: Sequence[_Linking]) -> list[list[_Linking]]:
    """Declarations that share a paper, directly or through others, in the order of content."""
    group = {each.declaration.sha256: [each] for each in linking}
    owner: dict[str, str] = {}
    for each in linking:
        mine = each.declaration.sha256
        for link in each.links:
            other = owner.setdefault(link.document.sha256, mine)
            if group[other] is not group[mine]:
                group[other] += group[mine]
                for moved in group[mine]:
                    group[moved.declaration.sha256] = group[other]
    return list({id(each): each for each in group.values()}.values())


def _component(group: list[_Linking], earlier: dict[str, tuple[Replaced, ...]]) -> Component:
    order = sorted(group, key=lambda each: issue.name(each.declaration))
    consignments = tuple(_consignment(each) for each in order)
    papers = {each.declaration.sha256 for each in consignments}
    papers |= {paper.sha256 for each in consignments for paper in each.documents}
    return Component(
        consignments=consignments,
        replaced=tuple(old for paper in sorted(papers) for old in earlier.get(paper, ())),
        absent=tuple(
            Absent(consignment=issue.name(each.declaration), cited=one, several=several)
            for each in order
            for one, several in each.absent
        ),
    )


def _consignment(linking: _Linking) -> Consignment:
    return Consignment(
        id=issue.name(linking.declaration),
        declaration=linking.declaration,
        documents=tuple(link.document for link in linking.links),
        links=tuple(f"{called(link.document)}: {link.why}" for link in linking.links),
    )


def called(document: Document) -> str:
    """What a paper is called: its kind and number."""
    return f"{document.kind.replace('_', ' ')} {document.number.value}"
