"""A browser of this system, and the demo it looks at; without Chromium these tests are skipped."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.app.houses import house
from tests.e2e.demo import Demo, served
from tests.e2e.sending import every_form, script_free
from tests.played import Played

Forms = frozenset[str]

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHANGES = ("test_approval.py", "test_forms.py")
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-features="
    # two pages of the browser's own beside each of ours, which took half of its time
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    # what Playwright disables: the last list counts, so it is said again
    "AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,"
    "MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,"
    "TcpPortRandomizationWin,ThirdPartyStoragePartitioning",
)


def chromium() -> str:
    """Where the system's Chromium is; empty if it has none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What changes the demo comes after all that looks at it; without a browser nothing runs."""
    items.sort(key=lambda item: item.path.name in CHANGES)
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


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Forms:
    """Every form of the pages, in a demo and elsewhere."""
    node = house(tmp_path_factory.mktemp("forms") / "home").node
    return every_form(node) | every_form(replace(node, demo=True))


@pytest.fixture
def plain(request: pytest.FixtureRequest, browser: Browser, forms: Forms) -> Iterator[Page]:
    """A page without scripts; the test sends every form that its mark `sends` names."""
    marks = request.node.iter_markers("sends")
    promised = {form for mark in marks for form in mark.args}
    with script_free(browser, forms, promised) as page:
        yield page
