"""What others answered makes no difference to anything that someone sees who has not answered.

Two homes are the same but for the answers. Whoever is logged in and has not answered asks both for
every address: what comes back is the same, but for ids and for digests, which are salted.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app import login, people
from commonweal.app.diagnose import diagnosis, invitation, remark
from commonweal.app.node import Node
from commonweal.diagnose.answers import Held, Why
from commonweal.model.assessment import Dimension
from commonweal.model.party import NOBODY, OPERATOR
from commonweal.model.person import Right
from commonweal.model.questionnaire import Questionnaire
from tests.app.asking import invited, party_of
from tests.app.houses import house
from tests.app.peopled import CHEAP, PASSWORD
from tests.web.browsers import PUBLIC, browser, taking
from tests.web.partnership import Partnership, settled
from tests.web.visits import refused

ANSWERED = {
    "Xylographic": ((0, 3, 0), ("revenue", "society"), "inside"),
    "Zymurgical": ((3, 0, 1), ("reputation",), "remote"),
}
"""A word that stands nowhere else, with what was answered beside it."""
FILES = ("csv", "xlsx", "html", "pdf", "md", "json", "yaml")
SALTED = {"account", "log"}
"""Parts of the addresses whose pages show salted digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One of the two homes, with the browser of someone who has not answered there."""

    node: Node
    visitor: TestClient
    found: Mapping[str, str]
    """Ids of what is there, by the variable of an address."""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, ...]:
    folder = tmp_path_factory.mktemp("worlds")
    made = settled(folder / "before", tabled=False)
    node = replace(made.house.node, passwords=CHEAP)
    told = replace(made, house=replace(made.house, node=node))
    _, link = people.invite(
        OPERATOR, node, party_of(told.user), name="Bob", rights=frozenset(Right)
    )
    login_token = login.accept(NOBODY, node, token=link, name="Bob", password=PASSWORD)
    token = invited(told)
    return tuple(_world(told, folder / word, token, login_token, word) for word in ANSWERED)


def _world(told: Partnership, home: Path, token: str, login_token: str, word: str) -> World:
    shutil.copytree(told.house.node.home, home)
    node = replace(house(home).node, passwords=CHEAP)
    values, motives, closeness = ANSWERED[word]
    invitation.keep(NOBODY, node, token, page=Why(motives=motives, closeness=closeness))
    for each in Dimension:
        page = Held(dimension=each, ratings=values, text=f"{word} {each}")
        invitation.keep(NOBODY, node, token, page=page)
    invitation.hand_in(NOBODY, node, token)
    remark.make(told.holder, node, told.id, dimension=Dimension.TIMEFRAME, text=word, settles=False)
    (given,) = diagnosis.evidence(told.user, node, told.id)
    (asked,) = node.records.find(Questionnaire)
    found = {"id": told.id, "assessment": given.id, "questionnaire": asked.record.id}
    return World(node=node, visitor=browser(node, login_token), found=found)


def addresses(world: World) -> Iterator[str]:
    """Every address that can be asked for, with what is there for what varies in it."""
    of = f"with={world.found['id']}"
    for path in taking(world.node, "get"):
        if path in PUBLIC:
            continue
        filled = path.replace("/c/{id}", f"/c/{world.found['id']}")
        for value in _values(filled, world.found):
            yield re.sub(r"\{\w+\}", value, filled)
    yield f"/compare?{of}&with=flowminder"
    yield from (f"/compare/comparison.{form}?{of}&with=flowminder" for form in FILES)


def _values(path: str, found: Mapping[str, str]) -> Sequence[str]:
    """What is tried for the one variable of a path; the first of several stands for all."""
    name = re.search(r"\{(\w+)\}", path)
    if name is None:
        return ("",)
    tried = {"form": FILES, "ending": FILES, "page": [*map(str, range(11))], "seq": ["0", "1", "8"]}
    return tried.get(name[1], [found.get(name[1], "1")])


def masked(text: str) -> str:
    """Without ids, which differ from home to home."""
    return re.sub(r"\b[a-z]{3}_[0-9A-Z]{26}\b|request [0-9a-f]{32}", "ID", text)


@pytest.mark.requirement(12)
def test_no_address_tells_who_has_not_answered_anything_of_what_others_did(
    worlds: tuple[World, World],
) -> None:
    one, other = worlds
    waiting = list(zip(addresses(one), addresses(other), strict=True))
    asked = set()
    while waiting:
        pair = waiting.pop()
        if pair in asked:
            continue
        asked.add(pair)
        mine, theirs = (each.visitor.get(at) for each, at in zip(worlds, pair, strict=True))
        assert mine.status_code == theirs.status_code < 500, pair[0]
        told = mine.text + theirs.text
        assert not [word for word in ANSWERED if word in told], pair[0]
        if not SALTED & set(re.split(r"[/?]", pair[0])):
            assert masked(mine.text) == masked(theirs.text), pair[0]
        tables = re.findall(r'href="(\?[^"]*table=[^"]+)"', mine.text)
        at = pair[0].partition("?")[0]
        waiting += [(at + unescape(each), at + unescape(each)) for each in tables]
    assert len(asked) > 80


@pytest.mark.requirement(12)
def test_nor_does_a_form_that_is_refused(worlds: tuple[World, World]) -> None:
    for world in worlds:
        at = f"/c/{world.found['id']}/diagnose"
        for path, form in (
            ("remarks", {"dimension": "timeframe", "text": "x", "settles": "no"}),
            ("answer/hand-in", {}),
            ("answer/withdrawal", {"sure": "yes"}),
            (f"respondents/{world.found['assessment']}/withdrawal", {"sure": "yes"}),
            (f"respondents/{world.found['questionnaire']}/revoke", {}),
        ):
            answer = world.visitor.post(f"{at}/{path}", data=form)
            assert answer.status_code in {403, 404, 409, 422}, (path, answer.status_code)
            assert not [word for word in ANSWERED if word in answer.text], path


def test_there_is_no_switch_to_act_as_someone_else(worlds: tuple[World, World]) -> None:
    for world in worlds:
        assert "/act-as" not in taking(world.node, "post")
        refused(world.visitor.post("/act-as", data={"party": "x"}), 404, "There is no such page")
