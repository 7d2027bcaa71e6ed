"""What holds for every test: its size, and that conformance is not skipped in silence."""

import os
import signal
from collections import Counter
from typing import Any

import pytest
from hypothesis import settings

from tests.played import Played, played
from tests.scale import SCALE, SCALES
from tests.together import Together, turn

_SHARED = "SHARED"
"""The variable that names the folder of outside files; where it is set, all must be checked."""

_TOO_LARGE = "runs at SCALE=ci and full only"

settings.register_profile("house", deadline=None)
settings.load_profile("house")
# A law holds however busy the machine is; what is promised of time is measured apart.


def pytest_configure() -> None:
    if SCALE not in SCALES:
        raise pytest.UsageError(f"SCALE is {SCALE!r}; it is one of {', '.join(SCALES)}.")
    _hear_ctrl_c()


def _hear_ctrl_c() -> None:
    """A shell lets what it runs in the background ignore Ctrl-C; tests that press it need it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The demo of three cases; who changes it serves or calls a copy."""
    return played(tmp_path_factory.mktemp("three") / "demo")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: turn(item.nodeid))
    if SCALE != "quick":
        return
    for item in items:
        if item.get_closest_marker("ci"):
            item.add_marker(pytest.mark.skip(reason=_TOO_LARGE))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for reason, count in _reasons(terminalreporter).items():
        terminalreporter.write_line(f"{count} skipped: {reason}", yellow=True)
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


def _reasons(reporter: Any) -> Counter[str]:
    """How many tests were skipped for which reason, the size aside."""
    told = [each.longrepr for each in reporter.stats.get("skipped", [])]
    found = [str(each[2]) if isinstance(each, tuple) else str(each) for each in told]
    said = [each.removeprefix("Skipped: ") for each in found]
    return Counter(each for each in said if each != _TOO_LARGE)


def _skipped_conformance(reporter: Any) -> list[str]:
    skipped = reporter.stats.get("skipped", [])
    return [each.nodeid for each in skipped if "conformance" in each.keywords]
