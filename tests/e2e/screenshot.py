"""The picture of the README, made by the product: `python -m tests.e2e.screenshot [FILE]`.

It plays the demo, takes the second stop of the tour, and keeps what a newcomer sees first.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.e2e.conftest import FLAGS, chromium
from tests.e2e.demo import served
from tests.e2e.sending import pressed
from tests.played import played

PLACE = Path(__file__).parents[2] / "docs" / "screenshot.png"
WIDE, HIGH = 1280, 800


def taken(address: str, place: Path, path: str = "") -> None:
    """Keep what is above the fold of a page, or of the stop that the README shows."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH})
        page.goto(address + path)
        if not path:
            _stop(page)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=place)
        browser.close()


def _stop(page: Page) -> None:
    pressed(page.get_by_role("button", name="Look: Public value when the green lane is off"))
    page.locator(".what-if").wait_for()


def main() -> None:
    """Play, serve, look."""
    if not chromium():
        sys.exit("There is no Chromium on this machine. Install it, and try again.")
    place = Path(sys.argv[1]) if sys.argv[1:] else PLACE
    with TemporaryDirectory() as folder:
        found = played(Path(folder) / "demo")
        with served(found.home, found.told) as demo:
            taken(demo.address, place)
    print(f"{place}: {place.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
