"""The site of one node: pages and programs side by side."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.site import site
from tests.app.peopled import peopled


@pytest.mark.parametrize("path", ["/", "/login", "/absent", "/openapi.json", "/api/log"])
def test_head_tells_of_an_answer_all_but_its_body(path: str, tmp_path: Path) -> None:
    node = peopled(tmp_path / "home").house.node
    asked = TestClient(site(node), base_url="http://localhost", follow_redirects=False)
    got, head = asked.get(path), asked.head(path)
    assert head.status_code == got.status_code
    assert head.headers == got.headers
    assert got.content or got.status_code == 303
    assert head.content == b""
