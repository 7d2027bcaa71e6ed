"""The tour: what it says stands on the pages of the demo."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app.build import build
from commonweal.app.settings import settings
from commonweal.site import site
from commonweal.web.tour import STOPS
from tests.docs.markdown import ROOT, blocks, quotes
from tests.docs.shell import fits, ran
from tests.web.browsers import OWN
from tests.web.visits import seen

TOUR = ROOT / "docs" / "tour.md"
VERIFIED = "?verify=yes"


def test_the_tour_has_the_stops_of_the_start_page() -> None:
    told = re.findall(r"^## \d\. (.+)$", TOUR.read_text(encoding="utf-8"), flags=re.M)
    assert told == [stop.title for stop in STOPS]


@pytest.mark.ci
def test_what_the_tour_quotes_stands_on_the_pages_of_the_demo(tmp_path: Path) -> None:
    told = list(blocks(TOUR))
    found = ran(told, tmp_path)
    assert found.code == 0, found.said[found.last]
    assert fits(told[-1].text, found.said[found.last])
    visitor = _visitor(tmp_path / "work" / ".commonweal" / "demo")
    quoted = defaultdict(list)
    for heading, line in quotes(TOUR):
        quoted[heading].append(line)
    for number, lines in enumerate(quoted.values(), 1):
        page = _stop(visitor, number)
        assert not [line for line in lines if not fits(line, page)]


def _visitor(home: Path) -> TestClient:
    node = build(settings(home, ""))
    return TestClient(site(node), base_url="http://localhost", headers=OWN)


def _stop(visitor: TestClient, number: int) -> str:
    """The words of the page to which a stop of the start page leads."""
    start = visitor.get("/").text
    form = re.search(rf'name="party" value="(par_\w+)">\s*<input[^>]*"/tour/{number}"', start)
    assert form
    page = visitor.post("/act-as", data={"party": form[1], "next": f"/tour/{number}"})
    shown = [seen(page)]
    if number == len(STOPS):
        shown.append(seen(visitor.get(f"{page.url.path}{VERIFIED}")))
    return re.sub(r" ([:,.])", r"\1", " ".join(shown))
