"""One document value as HTML, PDF and XLSX: text stays text, same value, same bytes."""

import json
import struct
import zlib
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typst
from python_calamine import CalamineWorkbook

from commonweal.adapters.documents import (
    Block,
    Document,
    Facts,
    Note,
    Paragraph,
    Section,
    Table,
    html,
    pdf,
    render,
)
from commonweal.adapters.documents.document import legible
from commonweal.adapters.documents.pdf import typesetting
from commonweal.model.errors import Unavailable, UnknownTerm

HOSTILE = (
    "<script>alert(1)</script>",
    "<b onclick='x'>&amp;{{ 7 * 7 }}{% raw %}",
    '#import "@preview/evil:1.0.0": x',
    '#read("secret") #sys.inputs #panic("x")',
    "*bold* _emph_ $x^2$ `raw` = heading <label> @ref \\ // comment /* */ -- ~",
    "]]>#[/*",
    "https://example.org/?a=1&b=2",
    "שלום עולם مرحبا बालेन 政府",
    "🌷🚚👩‍👩‍👧",
    '=HYPERLINK("https://example.org")',
)

LONG = "unbreakable" * 400


def document(*blocks: Block, title: str = "Agreement", label: str = "synthetic") -> Document:
    section = Section(heading="What may be done", blocks=blocks)
    return Document(title=title, subtitle="A case", label=label, sections=(section,))


EVERYTHING = document(
    Paragraph(text="One.\n\nTwo."),
    Note(text="Promised, not enforced."),
    Facts(pairs=(("Holder", "NCell"), ("Term", "2015"))),
    Table(
        columns=("Area", "People", "Share"),
        rows=(("Kathmandu", 1200, 0.5), ("Chitwan", None, 0.25)),
        caption="People, synthetic, 2015-04-25",
    ),
)


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def typeset_texts(made: Document) -> list[str]:
    """Every string that the typesetter sets as text."""
    template, data = typesetting(made)
    found: list[str] = []

    def collect(node: object) -> None:
        if isinstance(node, dict):
            if node.get("func") == "text":
                found.append(node["text"])
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            for value in node:
                collect(value)

    for selector in ("par", "heading", "table"):
        collect(json.loads(typst.query(template, selector, sys_inputs=data)))
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_a_page(text: str) -> None:
    harmless = Page(html(document(Paragraph(text="x"), Note(text="x"), title="x", label="x")))
    page = Page(html(document(Paragraph(text=text), Note(text=text), title=text, label=text)))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in harmless.tags]
    assert page.texts.count(text) == 4


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_a_pdf(text: str) -> None:
    made = document(
        Paragraph(text=text),
        Note(text=text),
        Facts(pairs=((text, text),)),
        Table(columns=(text,), rows=((text,),), caption=text),
        title=text,
        label=text,
    )
    assert typeset_texts(made).count(text) == 9
    assert pdf(made).startswith(b"%PDF")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_a_workbook(tmp_path: Path, text: str) -> None:
    made = document(Facts(pairs=((text, text),)), Table(columns=(text,), rows=((text,),)))
    render(made, tmp_path / "out.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "out.xlsx")
    assert ["What may be done", text, text] in book.get_sheet_by_name("Document").to_python()
    assert book.get_sheet_by_name("Table 1").to_python() == [[text], [text]]


def pixels(png: bytes) -> tuple[int, list[bytearray]]:
    """Bytes per pixel and the rows of an eight-bit PNG (PNG specification, section 9)."""
    place, packed, width, step = 8, b"", 0, 0
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        body = png[place + 8 : place + 8 + length]
        if name == b"IHDR":
            width, step = struct.unpack(">I", body[:4])[0], {2: 3, 6: 4}[body[9]]
        packed += body if name == b"IDAT" else b""
        place += length + 12
    raw, rows, size = zlib.decompress(packed), [bytearray(width * step)], width * step
    for start in range(0, len(raw), size + 1):
        line, above = bytearray(raw[start + 1 : start + 1 + size]), rows[-1]
        for x in range(size):
            left, up = line[x - step] if x >= step else 0, above[x]
            corner = above[x - step] if x >= step else 0
            guess = min((left, up, corner), key=lambda c: abs(left + up - corner - c))
            line[x] = (line[x] + (0, left, up, (left + up) // 2, guess)[raw[start]]) % 256
        rows.append(line)
    return step, rows[1:]


def test_a_very_long_word_stays_on_the_page() -> None:
    made = document(
        Paragraph(text=LONG),
        Note(text=LONG),
        Facts(pairs=((LONG, LONG),)),
        Table(columns=tuple("abcdefghij"), rows=((LONG[:300],) * 10,), caption=LONG),
        title=LONG,
    )
    template, data = typesetting(made)
    pages: object = typst.compile(template, sys_inputs=data, format="png", ppi=12)
    assert isinstance(pages, list)
    for page in pages:
        step, rows = pixels(page)
        margin = len(rows[0]) // step // 12
        edge = {bytes(row[-margin * step :]) for row in rows}
        assert edge == {b"\xff" * margin * step}


def test_a_control_character_and_a_turned_direction_become_visible() -> None:
    assert legible("a\x00b\u202ec\ud800d\ne") == "a\ufffdb\ufffdc\ufffdd\ne"
    page = html(document(Paragraph(text="pay \u202e001 EUR")))
    assert "\u202e" not in page
    assert pdf(document(Paragraph(text="\x00\ud800\u202e"))).startswith(b"%PDF")


def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    page = Page(html(EVERYTHING))
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert not any({"src", "href", "style"} & attributes.keys() for _, attributes in page.tags)


def test_a_page_names_its_language_and_the_scope_of_each_header() -> None:
    page = Page(html(EVERYTHING))
    assert ("html", {"lang": "en"}) in page.tags
    scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
    assert scopes == ["col", "col", "col", "row", "row"]
    assert sum(tag == "h1" for tag, _ in page.tags) == 1


def test_the_label_is_shown_in_every_form(tmp_path: Path) -> None:
    assert "synthetic" in Page(html(EVERYTHING)).texts
    assert "synthetic" in typeset_texts(EVERYTHING)
    render(EVERYTHING, tmp_path / "out.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "out.xlsx").get_sheet_by_index(0).to_python()
    assert ["", "Label", "synthetic"] in rows


def test_a_document_without_label_shows_none() -> None:
    page = Page(html(document(Paragraph(text="x"), label="")))
    assert not any(attributes.get("class") == "label" for _, attributes in page.tags)


def test_numbers_stay_numbers_in_a_workbook(tmp_path: Path) -> None:
    render(EVERYTHING, tmp_path / "out.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "out.xlsx")
    assert book.get_sheet_by_name("Table 1").to_python() == [
        ["Area", "People", "Share"],
        ["Kathmandu", 1200.0, 0.5],
        ["Chitwan", "", 0.25],
    ]


@pytest.mark.parametrize("ending", [".html", ".pdf", ".xlsx"])
def test_the_same_document_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    hashes = set()
    for name in ("one", "two"):
        path = tmp_path / f"{name}{ending}"
        render(EVERYTHING, path)
        hashes.add(sha256(path.read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_an_unknown_ending_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownTerm, match=r"\.docx") as problem:
        render(EVERYTHING, tmp_path / "out.docx")
    assert ".pdf" in problem.value.hint or ".xlsx" in problem.value.hint
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", [".html", ".pdf", ".xlsx"])
def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path, ending: str) -> None:
    with pytest.raises(Unavailable, match="out"):
        render(EVERYTHING, tmp_path / "nowhere" / f"out{ending}")


def test_an_empty_table_can_be_rendered(tmp_path: Path) -> None:
    made = document(Table(columns=("a", "b"), rows=()), Paragraph(text=""), Facts(pairs=()))
    for ending in (".html", ".pdf", ".xlsx"):
        render(made, tmp_path / f"out{ending}")
        assert (tmp_path / f"out{ending}").stat().st_size > 0


def test_a_row_of_another_width_than_its_table_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Table(columns=("a", "b"), rows=(("x",),))
