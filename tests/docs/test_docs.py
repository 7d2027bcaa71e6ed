"""What the docs say is so."""

import re
from dataclasses import is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import commonweal.diagnose
import commonweal.model
from commonweal.model import errors
from commonweal.model.errors import CommonwealError
from tests.docs.reference import commands, reference

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
WORDS = [
    import_module(f"{package.__name__}.{each.name}")
    for package in (commonweal.model, commonweal.diagnose)
    for each in iter_modules(package.__path__)
]


def test_the_reference_is_what_help_says() -> None:
    assert reference() == REFERENCE


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_has_an_example(name: str) -> None:
    told = dict(commands())[name]
    assert f"weal {name}" in told.split("Example:", 1)[1]


def test_every_problem_is_explained() -> None:
    kinds = [
        k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, CommonwealError)
    ]
    for kind in kinds:
        assert f"`{kind.code}`" in REFERENCE


def test_the_bold_words_of_the_concepts_are_class_names() -> None:
    text = (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8")
    known = {
        name
        for module in WORDS
        for name, value in vars(module).items()
        if is_dataclass(value) or (isinstance(value, type) and issubclass(value, Enum))
    }
    bold = set(re.findall(r"\*\*(\w+)\*\*", text))
    assert bold
    assert bold <= known


def test_every_path_that_a_document_names_is_there() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")]:
        text = path.read_text(encoding="utf-8")
        for target in re.findall(r"`((?:src|docs|tests)/[\w/.-]+)`", text):
            assert (ROOT / target).exists(), f"{path.name} names {target}"


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for wanted in project["dependencies"]:
        assert re.split(r"[><=\[]", wanted)[0] in text
