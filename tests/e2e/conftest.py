"""A browser of this system, and the demo it looks at; without Chromium these tests are skipped."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.demo import Demo, served
from tests.played import Played

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
    """None of these tests runs without a browser."""
    if chromium():
        return
    missing = pytest.mark.skip(reason="no Chromium on this machine: browser tests are skipped")
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": chromium(), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def demo(three: Played, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    own = three.copied(tmp_path_factory.mktemp("e2e") / "demo")
    with served(own.home, own.told) as found:
        yield found
