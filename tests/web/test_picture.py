"""The macro that shows a picture, and the address of the script that draws it."""

import json
import re

import pytest
from starlette.testclient import TestClient

from commonweal.app.picture import drawing
from tests.adapters import figured
from tests.web.pictured import application, shown


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    app = application(tmp_path_factory.mktemp("pictures"))
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


def test_the_caption_has_source_unit_date_and_label_and_the_table_has_the_values() -> None:
    html = shown(figured.ranges())
    for word in ("Source: a test", "points", "April 2015", ">synthetic<", "<td>−9</td>", "NCell"):
        assert word in html


def test_hostile_text_cannot_leave_the_page_s_text() -> None:
    word = "</script></svg><script>alert(1)</script><img src=x onerror=alert(2)>"
    html = shown(*figured.written_with(word))
    assert html.count("<script") == 2 * 8 + 1
    assert "<img" not in html
    assert "alert(1)" in html


def test_a_picture_needs_no_style_in_its_page() -> None:
    html = shown(*figured.EVERY)
    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<svg") == 2 * len(figured.EVERY)


def test_an_empty_figure_is_a_sentence_in_the_page() -> None:
    html = shown(*figured.NONE)
    assert "There is nothing to draw" in html
    assert "<svg" not in html


def test_the_script_is_named_by_its_hash_and_kept_for_ever(visitor: TestClient) -> None:
    there = visitor.get("/static/vega.js")
    assert (there.status_code, there.headers["cache-control"]) == (302, "no-cache")
    name = there.headers["location"]
    assert re.fullmatch(r"/static/vega-[0-9a-f]{16}\.js", name)
    script = visitor.get(name)
    assert script.status_code == 200
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert "vegaEmbed" in script.text


def test_a_script_of_another_hash_is_not_there(visitor: TestClient) -> None:
    assert visitor.get("/static/vega-0000000000000000.js").status_code == 404


def test_the_spec_in_the_page_is_the_spec() -> None:
    made = drawing(figured.bars())
    told = re.findall(r'<script type="application/json">(.*?)</script>', shown(figured.bars()))
    assert [json.loads(each) for each in told] == [each.spec for each in made.pictures]
