"""Where a form may send a browser on to."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.web.localpath import local_path

HERE = "http://localhost:8080/login"


@pytest.mark.parametrize("path", ["/", "/c/col_1/agree", "/people?said=saved", "/a#b"])
def test_a_page_of_ours_is_gone_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "", "people", "//evil.example", "/\\evil.example", "\\\\evil.example", "///evil.example",
        "http://evil.example/", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example",
        " /x", "/a b", "/é", "/" + "x" * 500, "/a\\..\\b", "\x00/", "/\x7f",
    ],
)  # fmt: skip
def test_anything_else_leads_to_the_start(path: str) -> None:
    assert local_path(path) == "/"


@given(st.text(alphabet="/\\.:@?#ev il\t\n%2f", max_size=12).map(lambda end: f"/{end}"))
def test_no_path_leads_to_another_site(path: str) -> None:
    gone = urlsplit(urljoin(HERE, local_path(path)))
    assert (gone.scheme, gone.netloc) == ("http", "localhost:8080")
