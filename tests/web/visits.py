"""Visits to the pages of a small house, by whoever acts there."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from commonweal.app import party
from commonweal.app.node import Node
from commonweal.model.party import OPERATOR, Actor
from commonweal.web.main import web
from commonweal.web.session import visiting
from commonweal.web.visitor import Visitor
from tests.web.applications import application
from tests.web.browsers import OWN


def visit(node: Node, actor: Actor) -> TestClient:
    """A browser of someone who acts for a party."""
    app = application(_acted, node)
    app.state.actor = actor
    return TestClient(
        app,
        base_url="http://localhost",
        headers=OWN,
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def _acted(node: Node) -> FastAPI:
    app = web(node)
    app.dependency_overrides[visiting] = _visitor
    return app


def _visitor(request: Request) -> Visitor:
    """Whoever acts in the application that was asked."""
    node: Node = request.app.state.node
    actor: Actor = request.app.state.actor
    known = {each.id: each for each in party.roster(OPERATOR, node)}
    assert actor.party
    found = Visitor(node=node, actor=actor, name="Someone", party=known[actor.party])
    request.state.visitor = found
    return found


def seen(answer: Any, status: int = 200) -> str:
    """The words of a page, one space between them."""
    assert answer.status_code == status, answer.text[:2000]
    assert answer.headers["content-type"].startswith("text/html")
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def done(answer: Any) -> str:
    """Where a form led on to, without what it said."""
    assert answer.status_code == 303, answer.text[:3000]
    return str(answer.headers["location"]).partition("?")[0]


def said(answer: Any) -> str:
    """The word that stands in the address after a form."""
    assert answer.status_code == 303, answer.text[:3000]
    return str(answer.headers["location"]).partition("said=")[2]


def refused(answer: Any, status: int, words: str, kept: Mapping[str, str] | None = None) -> None:
    """The page again: what is wrong stands on top, and what was typed is kept."""
    assert words in seen(answer, status)
    assert 'role="alert"' in answer.text or "<h1>" in answer.text
    for name, value in (kept or {}).items():
        assert f'name="{name}"' in answer.text
        assert value in unescape(answer.text)
