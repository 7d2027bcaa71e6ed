"""No form is left out: whoever adds one adds a test that sends it without a script."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.e2e.conftest import Forms


def test_every_form_is_sent_once_by_a_browser_that_runs_no_script(forms: Forms) -> None:
    missing = sorted(forms - frozenset(_promised()))
    assert not missing, f"a test marked `sends` is missing for {', '.join(missing)}"


def test_no_test_promises_a_form_that_is_not_there(forms: Forms) -> None:
    assert sorted(frozenset(_promised()) - forms) == []


def _promised() -> Iterator[str]:
    """What the tests of this folder say they send; the fixture `plain` holds each to it."""
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        module = import_module(f"tests.e2e.{file.stem}")
        for each in vars(module).values():
            for mark in getattr(each, "pytestmark", ()):
                if mark.name == "sends":
                    yield from mark.args
