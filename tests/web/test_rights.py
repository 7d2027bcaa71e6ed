"""What a person may not do is not offered to them: the page says what it takes instead."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.model.may import MAY, READ
from commonweal.model.party import Actor
from commonweal.web.page import STEPS
from tests.web.partnership import Partnership, settled
from tests.web.visits import seen, visit

WEB = Path(__file__).parents[2] / "src" / "commonweal" / "web"
OWN_AFFAIRS = {"/logout", "/people/password"}
"""What whoever is logged in may send, whatever their rights."""
SWITCH = "actas.py"
"""The demo's switch changes who acts, and nothing else."""
ASKING = ("/diagnose/answer", "/diagnose/answer/1", "/diagnose/answer/2", "/diagnose/respondents")
PAGES = ("", "/data", *ASKING, *(f"/{path}" for path, _, _ in STEPS))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("rights") / "home")


def offered(told: Partnership, actor: Actor, path: str) -> set[str]:
    """The addresses to which a page would send a form."""
    with visit(told.house.node, actor) as visitor:
        answer = visitor.get(path)
    assert answer.status_code == 200, path
    forms = re.findall(r"<form[^>]*>", answer.text)
    posted = [each for each in forms if 'method="post"' in each]
    return {found[1] for each in posted if (found := re.search(r'action="([^"]+)"', each))}


@pytest.mark.parametrize("path", PAGES)
def test_who_may_only_read_is_offered_nothing_that_changes_something(
    told: Partnership, path: str
) -> None:
    reader = replace(told.user, rights=READ)
    assert offered(told, reader, told.page + path) <= OWN_AFFAIRS


@pytest.mark.parametrize("path", ["/", "/start", "/people", "/party", "/parties", "/jobs"])
def test_nor_on_the_pages_of_their_party(told: Partnership, path: str) -> None:
    reader = replace(told.user, rights=READ)
    assert offered(told, reader, path) <= OWN_AFFAIRS


@pytest.mark.parametrize("path", ["", *ASKING[1:], "/winwin", "/agree"])
def test_who_may_act_is_offered_it(told: Partnership, path: str) -> None:
    assert offered(told, told.user, told.page + path) - OWN_AFFAIRS


def test_the_page_says_which_right_it_takes_and_whom_to_ask(told: Partnership) -> None:
    reader = replace(told.user, rights=READ)
    with visit(told.house.node, reader) as visitor:
        for page in (*ASKING, "/agree"):
            words = seen(visitor.get(told.page + page))
            assert "needs the right to act, which you do not have" in words
            assert "Ask someone who looks after the people of your party" in words


def _forms() -> list[tuple[str, ast.Call]]:
    return [
        (path.name, node)
        for path in sorted(WEB.glob("*.py"))
        if path.name != SWITCH
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Form", "Button"}
    ]


@pytest.mark.parametrize(
    ("name", "call"), _forms(), ids=lambda each: each if isinstance(each, str) else str(each.lineno)
)
def test_every_form_names_the_act_that_it_leads_to(name: str, call: ast.Call) -> None:
    does = next((each.value for each in call.keywords if each.arg == "does"), None)
    assert does is not None, f"{name}, line {call.lineno}: no `does`"
    if isinstance(does, ast.Constant):
        assert does.value in MAY
