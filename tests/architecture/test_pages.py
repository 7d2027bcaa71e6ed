"""What the pages are made of: nothing inline, nothing unused, one journey."""

import re
from pathlib import Path

import pytest

from commonweal.api import problem
from commonweal.app import progress
from commonweal.model.agreement import Colour
from commonweal.web import failure
from commonweal.web.page import STEPS
from commonweal.web.said import SAID

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "commonweal" / "web"
MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MODULES = [each for each in sorted(WEB.glob("*.py")) if each.name != "__init__.py"]
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
SCRIPTS = sorted((WEB / "static").glob("*.js"))
ICONS = sorted((WEB / "static" / "icons").glob("*.svg"))
FACES = [*sorted(WEB.glob("*.py")), *TEMPLATES]
LONGEST_SCRIPT = 150
INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    r"|<script(?![^>]*(\ssrc=|\stype=\"application/json\"))",
    re.IGNORECASE,
)


def _written(*, but: str = "") -> str:
    return "\n".join(each.read_text(encoding="utf-8") for each in FACES if each.name != but)


def _named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", TEMPLATES, ids=_named)
def test_no_template_has_a_style_or_a_script_of_its_own(path: Path) -> None:
    assert not INLINE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "wrong",
    ['<p style="color: red">', "<style>", "<a onclick='f()'>", "<script>f()</script>"],
)
def test_a_style_or_a_script_would_be_found(wrong: str) -> None:
    assert INLINE.search(wrong)


@pytest.mark.parametrize("path", SCRIPTS, ids=_named)
def test_a_script_can_be_read_at_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_SCRIPT


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_every_module_of_the_pages_stands_on_the_map(path: Path) -> None:
    assert f"`{path.name}`" in MAP


@pytest.mark.parametrize("path", TEMPLATES, ids=_named)
def test_every_template_is_shown(path: Path) -> None:
    assert f'"{path.name}"' in _written()


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_shown(path: Path) -> None:
    colours = {each.name.lower() for each in Colour}
    assert path.stem in colours or re.search(rf"\b{path.stem}\b", _written())


@pytest.mark.parametrize("word", SAID)
def test_every_word_is_said_by_a_page(word: str) -> None:
    assert f'"{word}"' in _written(but="said.py")


def test_there_is_one_journey() -> None:
    assert tuple(path for path, _, _ in STEPS) == progress.STEPS


def test_a_page_and_the_api_answer_a_problem_with_the_same_status() -> None:
    assert failure.STATUS == problem.STATUS
