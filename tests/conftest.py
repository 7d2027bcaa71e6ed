"""What holds for every test: its size, and that conformance is not skipped in silence."""

import os
from collections.abc import Sequence
from typing import Any

import pytest

from tests.scale import SCALE, SCALES

_SHARED = "SHARED"
"""The variable that names the folder of outside files; where it is set, all must be checked."""


def pytest_configure() -> None:
    if SCALE not in SCALES:
        raise pytest.UsageError(f"SCALE is {SCALE!r}; it is one of {', '.join(SCALES)}.")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    if SCALE != "quick":
        return
    for item in items:
        if item.get_closest_marker("ci"):
            item.add_marker(pytest.mark.skip(reason="runs at SCALE=ci and full only"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    found = _skipped_conformance(terminalreporter)
    if found:
        terminalreporter.write_line(f"{len(found)} conformance tests were skipped.")
    if found and os.environ.get(_SHARED):
        reason = f"{_SHARED} is set, so none of these may be skipped:"
        terminalreporter.write_line("\n  ".join((reason, *found)), red=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get(_SHARED) and _skipped_conformance(reporter):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def _skipped_conformance(reporter: Any) -> list[str]:
    skipped = reporter.stats.get("skipped", [])
    return [each.nodeid for each in skipped if "conformance" in each.keywords]
