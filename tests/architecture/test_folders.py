"""The tree alone tells the product."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from commonweal.model import errors
from commonweal.model.errors import CommonwealError

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "commonweal"
STEPS = ("diagnose", "winwin", "align", "agree", "share", "use", "returns", "account")
FILES = sorted(SOURCE.rglob("*.py"))
DRAWERS = {"utils", "common", "misc", "base", "core", "helpers", "handlers", "manager", "stuff"}
LONGEST = 400


def test_the_eight_steps_are_folders_and_stand_in_the_readme_map() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for step in STEPS:
        assert (SOURCE / step / "__init__.py").is_file()
        assert f"{step}/" in told


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_file_is_a_drawer_or_long(path: Path) -> None:
    assert path.stem not in DRAWERS
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "model").glob("*.py")), ids=lambda path: path.name
)
def test_the_model_imports_the_standard_library_and_itself_alone(path: Path) -> None:
    import sys

    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        for name in names:
            assert name.startswith("commonweal.model") or (
                name.split(".")[0] in sys.stdlib_module_names
            ), f"{path.name} imports {name}"


def test_the_drawing_of_the_error_tree_is_the_tree() -> None:
    drawn = [
        (len(line) - len(line.lstrip("│ ├└─")), match[1])
        for line in (errors.__doc__ or "").splitlines()
        if (match := re.match(r"[│├└─ ]*(\w+)", line)) and match[1] in vars(errors)
    ]
    assert drawn == list(_tree(CommonwealError, 0))


def _tree(kind: type[CommonwealError], depth: int) -> list[tuple[int, str]]:
    below = [each for each in vars(errors).values() if isinstance(each, type)]
    children = [each for each in below if kind in each.__bases__]
    return [
        (4 * depth, kind.__name__),
        *(entry for child in children for entry in _tree(child, depth + 1)),
    ]


def test_nothing_committed_names_a_registry_or_a_machine_path() -> None:
    wrong = re.compile(
        r"https?://[^/ ]*(pypi|pythonhosted|npmjs|maven|debian)|[ \"'=(]/(work|root)/[a-z]"
    )
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    named = [ROOT / name for name in done.stdout.splitlines()] or FILES
    for path in named:
        if path.is_file() and path.name not in {"LICENSE", Path(__file__).name}:
            assert not wrong.search(path.read_text(encoding="utf-8", errors="replace")), path
