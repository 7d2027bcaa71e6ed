"""The cases side by side in the browser."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from commonweal.app import cases
from commonweal.model.assessment import Degree, Dimension, PlatformType
from commonweal.model.party import OPERATOR
from tests.app.houses import House, house
from tests.web.visits import seen, visit


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


def test_three_cases_stand_side_by_side_in_eight_rows(home: House) -> None:
    with visit(home.node, home.party("Anyone")) as browser:
        page = browser.get("/cases")
        table = list(csv.reader(StringIO(browser.get("/cases?table=cases&as=csv").text)))
    words = seen(page)
    assert len(table) == 1 + len(Dimension)
    assert len(table[0]) == 1 + 3
    for platform in ("Resource-dependence", "Social Issue", "Societal Sector"):
        assert f"{platform} platform" in words
    assert "draft reading" in words


def test_each_deviation_is_marked_by_a_word_and_leads_to_what_it_rests_on(home: House) -> None:
    with visit(home.node, home.party("Anyone")) as browser:
        page = browser.get("/cases").text
    for column in cases.side_by_side(OPERATOR, home.node).columns:
        for each in column.profile.deviations:
            anchor = f"{column.case.id}-{each.dimension.value}"
            assert f'href="#{anchor}"' in page
            assert f'id="{anchor}"' in page


def test_our_reading_of_the_paper_is_reproduced(home: House) -> None:
    columns = cases.side_by_side(OPERATOR, home.node).columns
    assert [each.profile.top for each in columns] == list(PlatformType)
    found = [sorted({(d.dimension, d.degree) for d in each.profile.deviations}) for each in columns]
    counts = [[degree for _, degree in each] for each in found]
    assert counts[0] == [Degree.PARTLY] * 3
    assert counts[1] == [Degree.DEVIATES]
    assert sorted(counts[2]) == [Degree.DEVIATES] * 3 + [Degree.PARTLY] * 2
