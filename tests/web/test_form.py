"""Forms as hostile senders write them."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.web.partnership import Partnership, settled
from tests.web.visits import refused, visit


@pytest.fixture
def here(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("form") / "home")


@pytest.fixture
def user(here: Partnership) -> Iterator[TestClient]:
    with visit(here.house.node, here.user) as made:
        yield made


def parts(**values: str) -> str:
    """The fields as the parts of a form, parted by `B`."""
    head = "--B\r\nContent-Disposition: form-data; name="
    told = (f'{head}"{name}"\r\n\r\n{value}\r\n' for name, value in values.items())
    return "".join(told) + "--B--\r\n"


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape"])
def test_half_a_letter_is_refused(charset: str, here: Partnership, user: TestClient) -> None:
    media = f"multipart/form-data; boundary=B; charset={charset}"
    body = parts(kind="request", text="\\ud800", source="minutes", day="")
    answer = user.post(f"{here.page}/events", content=body, headers={"Content-Type": media})
    refused(answer, 422, "half a letter")


def test_who_is_meant_is_told_by_name(here: Partnership, user: TestClient) -> None:
    assert here.holder.party
    again = {"party": here.holder.party, "roles": "holder"}
    answer = user.post(f"{here.page}/members", data=again)
    assert "is not among the choices" in answer.text
    draft = {
        "title": "Draft",
        "recipient": str(here.user.party),
        "mode": "visit",
        "zone": "UTC",
        "first": "2026-03-02",
        "last": "2026-04-02",
        "purpose": "disaster-response",
        "revocable": here.holder.party,
    }
    refused(user.post(f"{here.page}/agree/drafts", data=draft), 422, "Telecom")
