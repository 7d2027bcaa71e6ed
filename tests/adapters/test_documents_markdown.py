"""A document as Markdown, read back by a parser: text stays text, and cells stay cells."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from commonweal.adapters.documents import (
    Document,
    Facts,
    Note,
    Paragraph,
    Section,
    Table,
    markdown,
    render,
)
from commonweal.adapters.documents.document import legible
from tests.adapters.test_documents import EVERYTHING, HOSTILE
from tests.scale import size

PARSER = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable("table")
TRICKS = (
    "a | b \\| c \\",
    "\\\\|",
    "```\n<script>alert(1)</script>\n```",
    "[click](javascript:alert(1)) ![x](https://example.org/x.png)",
    "| a |\n|---|\n| b |",
    "title\n=====\n- item\n+ item\n1. one\n2) two\n# head\n> quote\n    code",
    "<https://example.org> <a@example.org> www.example.org https://example.org",
    "<!-- hidden --> <br> &lt;b&gt; &#60; [^1] ~~gone~~ $x$ @someone #12",
    "[x]: https://example.org",
    "- - -\n***\n___",
    "a\tb  c   ",
    "**",
)
OURS = {"html_inline"}
"""The one tag that we write: a line end within a cell."""


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for token in PARSER.parse(text):
        found.extend((token, *(token.children or ())))
    return found


def words(text: str) -> str:
    """All that a reader sees, blanks aside."""
    said = "".join(each.content for each in tokens(text) if each.type in {"text", "text_special"})
    return "".join(said.split())


def shape(text: str) -> list[str]:
    """The structure alone: what kinds of blocks and spans there are, in order."""
    plain = {"text", "text_special", "softbreak", "hardbreak", *OURS}
    return [each.type for each in tokens(text) if each.type not in plain]


def everywhere(text: str) -> Document:
    return Document(
        title=text,
        subtitle=text,
        label=text,
        sections=(
            Section(
                heading=text,
                blocks=(
                    Paragraph(text=text),
                    Note(text=text),
                    Facts(pairs=((text, text), ("b", text))),
                    Table(columns=(text, "n"), rows=((text, text), ("x", text)), caption=text),
                    Paragraph(text="the end"),
                ),
            ),
        ),
    )


@pytest.mark.parametrize("text", [*HOSTILE, *TRICKS])
def test_hostile_text_is_text_in_markdown(text: str) -> None:
    one_line = " ".join(text.split())
    made = markdown(everywhere(one_line))
    assert shape(made) == shape(markdown(everywhere("harmless")))
    assert words(made).count("".join(one_line.split())) >= 12


@pytest.mark.parametrize("text", TRICKS)
def test_lines_of_a_text_begin_no_block_and_write_no_tag(text: str) -> None:
    made = markdown(everywhere(text))
    assert shape(made) == shape(markdown(everywhere("harmless")))
    tags = {each.content for each in tokens(made) if each.type in {"html_inline", "html_block"}}
    assert tags <= {"<br>"}


@given(st.text(min_size=1, max_size=size(quick=40, ci=80, full=200)))
def test_no_text_at_all_changes_the_shape_of_a_document(text: str) -> None:
    seen = legible(" ".join(text.split()))
    if not seen.strip():
        return
    made = markdown(everywhere(" ".join(text.split())))
    assert shape(made) == shape(markdown(everywhere("harmless")))
    assert words(made).count("".join(seen.split())) >= 12


def test_every_part_of_a_document_is_there() -> None:
    made = markdown(EVERYTHING)
    assert made.startswith("# Agreement\n\nA case\n\n**synthetic**\n\n## What may be done\n")
    assert "> Promised, not enforced." in made
    assert "- **Holder:** NCell\n- **Term:** 2015\n" in made
    assert "| Area | People | Share |\n| --- | ---: | ---: |\n| Kathmandu | 1200 | 0.5 |" in made
    assert "| Chitwan |  | 0.25 |\n\nPeople, synthetic, 2015-04-25\n" in made


def test_a_line_end_within_a_cell_stays_within_it() -> None:
    made = markdown(everywhere("one\ntwo"))
    assert "| one<br>two | n |" in made


def test_the_same_document_gives_the_same_bytes_of_markdown(tmp_path: Path) -> None:
    hashes = set()
    for name in ("one.md", "two.md"):
        render(EVERYTHING, tmp_path / name)
        hashes.add(sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(hashes) == 1
