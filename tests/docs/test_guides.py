"""The pages for users: every command runs as it stands, and what they name is there."""

import re
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from commonweal.api.main import api
from commonweal.app.build import build
from commonweal.app.settings import settings
from commonweal.web import actas
from commonweal.web.main import web
from tests.docs.markdown import ROOT, Block, anchors, blocks, bold, code, links
from tests.docs.reference import commands
from tests.docs.shell import Ran, fits, ran

DOCS = ROOT / "docs"
GUIDES = (DOCS / "guides" / "README.md", *sorted(DOCS.glob("guides/[1-8]-*.md")))
SETS = {
    "readme": (ROOT / "README.md",),
    "guides": (*GUIDES, DOCS / "guides" / "people.md"),
    "lanes": tuple(sorted(DOCS.glob("lanes/*.md"))),
}
"""Pages that are read in order, in one folder."""
PAGES = (
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(DOCS.glob("**/*.md")),
)
SHOWN = (*SETS["guides"], DOCS / "tour.md")
"""Pages that tell in bold what a browser shows."""


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> tuple[re.Pattern[str], ...]:
    """What the pages and the API answer to."""
    home = tmp_path_factory.mktemp("addresses")
    node = build(settings(home, "", {"COMMONWEAL_DATABASE": "sqlite://"}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        paths = [*web(node).openapi()["paths"], *api(node).openapi()["paths"]]
    paths += ["/openapi.json", *(getattr(each, "path", "") for each in actas.router.routes)]
    return tuple(re.compile(_filled(each)) for each in paths)


def _named(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize(
    "name", ["readme", *(pytest.param(each, marks=pytest.mark.ci) for each in ("guides", "lanes"))]
)
def test_every_command_runs_as_it_stands_and_answers_what_is_said(
    name: str, tmp_path: Path
) -> None:
    told = [each for page in SETS[name] for each in blocks(page)]
    found = ran(told, tmp_path)
    assert found.code == 0, f"{found.last} says:\n{found.said[found.last]}"
    wrong = [str(each) for each, said in _answers(told, found) if not fits(each.text, said)]
    assert not wrong


@pytest.mark.parametrize("file", PAGES, ids=_named)
def test_every_link_and_its_anchor_lead_somewhere(file: Path) -> None:
    for target, anchor in links(file):
        there = file.parent / target if target else file
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), f"{target}#{anchor}"


@pytest.mark.parametrize("file", PAGES, ids=_named)
def test_every_command_it_names_is_there(file: Path) -> None:
    names = {name for name, _ in commands()}
    starts = {" ".join(name.split()[:n]) for name in names for n in (1, 2, 3)}
    for words in _commands(file):
        found = re.match(r"[a-z]+(?: [a-z]+)*", words)
        told = found[0].split() if found else []
        known = any(" ".join(told[:n]) in names for n in (1, 2, 3))
        assert not told or known or " ".join(told) in starts, words


@pytest.mark.parametrize("file", PAGES, ids=_named)
def test_every_address_it_names_is_there(
    file: Path, addresses: tuple[re.Pattern[str], ...]
) -> None:
    for words in code(file):
        method, _, path = words.rpartition(" ")
        if path.startswith("/") and (not method or method in {"GET", "POST", "PUT"}):
            bare = path.partition("?")[0].partition("#")[0]
            assert any(each.fullmatch(bare) for each in addresses), words


@pytest.mark.parametrize("file", SHOWN, ids=lambda file: file.name)
def test_every_word_in_bold_stands_on_a_page(file: Path) -> None:
    shown = _shown()
    assert not [words for words in bold(file) if words not in shown]


@pytest.mark.parametrize("file", PAGES, ids=_named)
def test_every_target_of_make_it_names_is_there(file: Path) -> None:
    known = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)
    spans = (*code(file), *(line for each in blocks(file) for line in each.text.splitlines()))
    told = {found for words in spans for found in re.findall(r"^make (?:\w+=\S+ )?([a-z]+)", words)}
    assert told <= set(known)


def test_the_eight_guides_are_the_eight_steps() -> None:
    steps = ("diagnose", "winwin", "align", "agree", "share", "use", "returns", "account")
    assert [page.stem for page in GUIDES[1:]] == [f"{n}-{s}" for n, s in enumerate(steps, 1)]


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.name)
def test_a_guide_is_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 120


def _answers(told: Sequence[Block], found: Ran) -> Iterator[tuple[Block, str]]:
    """Each `text` block with what the `sh` block right before it said."""
    for before, each in pairwise(told):
        if each.info == ("text",) and before.path == each.path and before in found.said:
            yield each, found.said[before]


def _commands(file: Path) -> Iterator[str]:
    """What follows `weal` in code within a line, and at the start of a line of a block."""
    for words in code(file):
        if words.startswith("weal "):
            yield words.removeprefix("weal ")
    for block in blocks(file):
        yield from re.findall(r"(?:^|\$\()weal ([a-z].*)", block.text, flags=re.M)


def _filled(path: str) -> str:
    """A pattern for a path with anything in its places."""
    return re.sub(r"\\{[^/]+?\\}", "[^/]+", re.escape(path))


@cache
def _shown() -> str:
    """Every literal of the pages, on one line."""
    found = (*ROOT.glob("src/commonweal/web/*.py"), *ROOT.glob("src/commonweal/web/**/*.html"))
    return " ".join(" ".join(each.read_text(encoding="utf-8").split()) for each in found)
