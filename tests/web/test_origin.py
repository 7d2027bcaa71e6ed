"""What comes from elsewhere is refused, whatever it brings along."""

from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.model.person import Right
from tests.app.peopled import EVERY, Peopled, peopled
from tests.web.browsers import addresses, browser

ELSEWHERE: list[dict[str, str]] = [
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:81"},
    {"Origin": "ftp://localhost"},
    {"Origin": "http://localhost@evil.example"},
    {"Origin": "http://evil.example@localhost"},
    {"Origin": "http://localhost/path"},
    {"Origin": "http://[::1"},
    {"Origin": "http://localhost:port"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
]
HERE: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {"Origin": "HTTP://LOCALHOST:80"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Peopled:
    return peopled(tmp_path_factory.mktemp("origin") / "home")


@pytest.fixture(scope="module")
def boss(here: Peopled) -> str:
    return here.someone("Boss", *EVERY)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_form_from_elsewhere_changes_nothing(
    headers: dict[str, str], here: Peopled, boss: str
) -> None:
    before = here.house.node.records.counter()
    wanted = {"name": "Spy", "rights": Right.ADMIN.value}
    answer = browser(here.house.node, boss, headers=headers).post("/people", data=wanted)
    assert answer.status_code == 403
    assert "was not sent from a page of this node" in answer.text
    assert "no-store" in answer.headers["cache-control"]
    assert here.house.node.records.counter() == before
    assert here.actor(boss)


@pytest.mark.parametrize("headers", HERE, ids=str)
def test_a_form_of_ours_is_taken(headers: dict[str, str], here: Peopled, boss: str) -> None:
    wanted = {"name": f"Asha {HERE.index(headers)}"}
    answer = browser(here.house.node, boss, headers=headers).post("/people", data=wanted)
    assert answer.status_code == 201


def test_no_address_takes_a_form_from_another_site(here: Peopled, boss: str) -> None:
    node = here.house.node
    paths = [*addresses(node, "post"), "/login", "/logout", "/setup", "/invite/1"]
    assert len(paths) > 20
    before = node.records.counter()
    for sent in ({"Sec-Fetch-Site": "cross-site"}, {}):
        other = browser(node, boss, headers=sent)
        assert {other.post(path).status_code for path in paths} == {403}
        assert {other.delete(path).status_code for path in paths} == {403}
    assert node.records.counter() == before
    assert here.actor(boss)


def test_a_link_on_another_site_may_lead_here(here: Peopled, boss: str) -> None:
    other = browser(here.house.node, boss, headers={"Sec-Fetch-Site": "cross-site"})
    assert other.get("/people").status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:80", "localhost.evil.example", "localhost@evil.example",
        "evil.example@localhost", "", "localhost:port", "[::1", "localhost/x", "0.0.0.0",
        "testserver", "localhost.",
    ],
)  # fmt: skip
def test_a_name_that_is_not_ours_is_refused(host: str, here: Peopled, boss: str) -> None:
    asked = browser(here.house.node, boss)
    for answer in (
        asked.get("/people", headers={"Host": host}),
        asked.post(
            "/people", data={"name": "Spy"}, headers={"Host": host, "Origin": f"http://{host}"}
        ),
    ):
        assert answer.status_code == 403
        assert "evil" not in answer.text
        assert "Boss" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080"])
def test_the_names_of_this_machine_are_ours(host: str, here: Peopled) -> None:
    assert browser(here.house.node).get("/login", headers={"Host": host}).status_code == 200


def test_the_operator_can_add_a_name(here: Peopled) -> None:
    node = replace(here.house.node, hosts=frozenset({"weal.example.org"}))
    asked = browser(node, at="https://weal.example.org", headers={"Sec-Fetch-Site": "same-origin"})
    assert asked.get("/login").status_code == 200
    assert asked.get("/login", headers={"Host": "x.weal.example.org"}).status_code == 403


def test_the_names_come_from_the_settings(tmp_path: Path) -> None:
    from commonweal.app.settings import settings

    (tmp_path / "commonweal.toml").write_text('hosts = "Weal.example.org, b.example"')
    names = frozenset({"weal.example.org", "b.example"})
    assert settings(tmp_path, "", {}).hosts == names
    assert settings(tmp_path, "", {"COMMONWEAL_HOSTS": "c.example"}).hosts == {"c.example"}
