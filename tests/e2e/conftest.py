"""A browser of this system, and the demo it looks at; without Chromium these tests are skipped."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.demo import Demo, played, served

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


def chromium() -> str:
    """Where the system's Chromium is; empty if it has none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process holds these tests, as all look at one demo; none runs without a browser."""
    missing = pytest.mark.skip(reason="no Chromium on this machine: browser tests are skipped")
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("e2e"))
            if not chromium():
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": chromium(), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    home = tmp_path_factory.mktemp("e2e") / "demo"
    with served(home, played(home)) as found:
        yield found
