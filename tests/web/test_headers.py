"""What every answer of the pages tells the browser not to do."""

from pathlib import Path

import pytest

from commonweal.web.page import static
from tests.app.peopled import Peopled, peopled
from tests.web.browsers import browser


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


@pytest.mark.parametrize("path", ["/", "/login", "/absent", "/people", "/setup", "/invite/x"])
def test_every_answer_is_guarded_and_kept_nowhere(path: str, here: Peopled) -> None:
    headers = browser(here.house.node).get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    for part in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert part in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_an_error_of_ours_is_guarded_too(here: Peopled) -> None:
    asked = browser(here.house.node)

    def broken() -> None:
        raise ZeroDivisionError

    asked.app.add_api_route("/broken", broken)  # type: ignore[attr-defined]  # it is a FastAPI
    answer = asked.get("/broken")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["%00", "..%2fpage.py", "%2e%2e/page.py", "/etc/passwd", "icons"])
def test_nothing_but_a_file_of_ours_is_served_as_one(name: str, here: Peopled) -> None:
    assert browser(here.house.node).get(f"/static/x/{name}").status_code == 404


def test_a_file_of_ours_may_be_kept(here: Peopled) -> None:
    answer = browser(here.house.node).get(static("app.css"))
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
