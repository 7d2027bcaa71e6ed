"""A folder of papers: every XML file in it, read or refused."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from commonweal.model.errors import Invalid
from commonweal.use.trade.consignment import Declaration, Document
from commonweal.use.trade.paper import declared, invoice, markup, packing, structure, table
from commonweal.use.trade.paper.datatype import shown
from commonweal.use.trade.paper.place import Paper, Place

READERS: dict[str, Callable[[Place], Document | Declaration]] = {
    "inv:Invoice": invoice.invoice,
    "cn:CreditNote": invoice.credit_note,
    "pl:PackingList": packing.packing_list,
    "md:MetaData": declared.declaration,
    "Declaration": declared.declaration,
}
"""Root as our tables write it -> its reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A file that could not be read, and why."""

    file: str
    """Path in the folder, with forward slashes."""
    problem: str
    """What is wrong, where (file, line, path), and what would be right; it may quote the paper."""
    where: str
    """Line and path, as far as they are known: this quotes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What a folder holds, in the order of the file names."""

    documents: tuple[Document, ...]
    declarations: tuple[Declaration, ...]
    refused: tuple[RefusedFile, ...]
    resent: tuple[str, ...]
    """Files whose bytes are those of an earlier one: kept once."""


def papers(folder: Path) -> Papers:
    """Read every `*.xml` below the folder, in any case of the ending; a bad one stops no other."""
    read: dict[str, Document | Declaration] = {}
    seen: set[str] = set()
    refused, resent = [], []
    for name, path in _files(folder):
        try:
            content = _content(path, name)
            sha256 = hashlib.sha256(content).hexdigest()
            if sha256 in seen:
                resent.append(name)
                continue
            seen.add(sha256)
            read[name] = paper(content, file=name)
        except Invalid as wrong:
            refused.append(_refused(name, wrong))
    return Papers(
        documents=tuple(each for each in read.values() if isinstance(each, Document)),
        declarations=tuple(each for each in read.values() if isinstance(each, Declaration)),
        refused=tuple(refused),
        resent=tuple(resent),
    )


def _refused(file: str, wrong: Invalid) -> RefusedFile:
    line, path = wrong.fields.get("line"), wrong.fields.get("path")
    where = ", ".join([*([f"line {line}"] if line else []), *([str(path)] if path else [])])
    problem = f"{wrong.detail} {wrong.hint}".strip()
    return RefusedFile(file=file, problem=problem, where=where)


def paper(content: bytes, *, file: str) -> Document | Declaration:
    """One paper from its bytes. Raises Invalid with file, line and path."""
    root = markup.root(content, file=file)
    for standard in (table.ubl(), table.declaration()):
        if name := standard.names.get(str(root.tag)):
            structure.check(root, standard, file=file)
            sha256 = hashlib.sha256(content).hexdigest()
            path = f"/{name.rpartition(':')[2]}"
            about = Paper(file=file, sha256=sha256, table=standard)
            return READERS[name](Place(paper=about, element=root, path=path))
    raise _unknown(root, file)


def _unknown(root: etree._Element, file: str) -> Invalid:
    line, path = structure.line_of(root), structure.path_of(root)
    namespace = etree.QName(root).namespace
    whose = f"namespace {shown(namespace)}" if namespace else "it has no namespace"
    return Invalid(
        detail=f"{file}, line {line}, {path}: this root is not read ({whose}).",
        hint="Read are Invoice, CreditNote and PackingList of UBL 2.1, and MetaData with a "
        "Declaration, or a Declaration, of WCO Data Model 3.6.",
        file=file,
        line=line,
        path=path,
    )


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() == ".xml")
    named = {path.relative_to(folder).as_posix(): path for path in found}
    yield from sorted(named.items())


def _content(path: Path, name: str) -> bytes:
    """The bytes of a plain file that is not too large to be read whole."""
    if path.is_symlink() or not path.is_file():
        raise Invalid(detail=f"{name}: it is not a plain file.", hint="Put the file itself there.")
    if path.stat().st_size > markup.LARGEST:
        raise Invalid(
            detail=f"{name}, line 1: it has more than {markup.LARGEST:,} bytes.",
            hint="Split it into smaller papers.",
            file=name,
        )
    try:
        return path.read_bytes()
    except OSError:
        raise Invalid(detail=f"{name}: it cannot be opened.", hint="Check its rights.") from None
