import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.errors import Invalid
from commonweal.use.trade.consignment import Declaration, Document
from commonweal.use.trade.reading import paper, papers
from tests.use.trade.paper.golden import GOLDENS

WHOLE = tuple(path.read_bytes() for path in sorted(GOLDENS.glob("*.xml")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("invoice", "packing-list", "credit-note", "declaration"):
        shutil.copy(GOLDENS / f"{name}.xml", tmp_path)
    return tmp_path


def test_a_folder_is_read_whole_in_the_order_of_its_names(folder: Path) -> None:
    read = papers(folder)
    assert [each.file for each in read.documents] == [
        "credit-note.xml",
        "invoice.xml",
        "packing-list.xml",
    ]
    assert [each.file for each in read.declarations] == ["declaration.xml"]
    assert read.refused == ()
    assert read.resent == ()


def test_files_are_found_at_any_depth_and_in_any_case(folder: Path) -> None:
    deep = folder / "b" / "c"
    deep.mkdir(parents=True)
    (folder / "invoice.xml").rename(deep / "INVOICE.XML")
    (folder / "notes.txt").write_text("no paper")
    assert "b/c/INVOICE.XML" in [each.file for each in papers(folder).documents]
    assert len(papers(folder).documents) == 3


def test_a_bad_file_stops_no_other(folder: Path) -> None:
    (folder / "a.xml").write_bytes(b"<a>")
    read = papers(folder)
    assert len(read.documents) == 3
    (refused,) = read.refused
    assert refused.file == "a.xml"
    assert refused.problem.startswith("a.xml, line 1: it is not well-formed")


def test_the_same_bytes_sent_twice_are_kept_once(folder: Path) -> None:
    shutil.copy(folder / "invoice.xml", folder / "z.xml")
    read = papers(folder)
    assert read.resent == ("z.xml",)
    assert len(read.documents) == 3


def test_the_same_bad_bytes_sent_twice_are_refused_once(folder: Path) -> None:
    for name in ("y.xml", "z.xml"):
        (folder / name).write_bytes(b"<a>")
    read = papers(folder)
    assert [each.file for each in read.refused] == ["y.xml"]
    assert read.resent == ("z.xml",)


def test_the_same_number_with_other_content_is_another_document(folder: Path) -> None:
    text = (folder / "invoice.xml").read_text(encoding="utf-8")
    (folder / "z.xml").write_text(text.replace(">840.00<", ">800.00<"), encoding="utf-8")
    read = papers(folder)
    assert [each.number.value for each in read.documents].count("INV-2026-0117") == 2


def test_a_link_and_a_folder_are_no_papers(folder: Path) -> None:
    (folder / "link.xml").symlink_to(folder / "invoice.xml")
    (folder / "folder.xml").mkdir()
    problems = {each.file: each.problem for each in papers(folder).refused}
    assert set(problems) == {"link.xml", "folder.xml"}
    assert "not a plain file" in problems["link.xml"]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    read = papers(tmp_path)
    assert (read.documents, read.declarations, read.refused, read.resent) == ((), (), (), ())


@given(st.sampled_from(WHOLE), st.data())
def test_whatever_happens_to_its_bytes_a_paper_is_read_or_refused(
    content: bytes, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40))
    harmed = content[:start] + data.draw(st.binary(max_size=40)) + content[start + length :]
    try:
        read: object = paper(harmed, file="a.xml")
    except Invalid as refused:
        read = refused.detail.startswith("a.xml, line ")
    assert read is True or isinstance(read, Document | Declaration)
