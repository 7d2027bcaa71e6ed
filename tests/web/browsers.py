"""Browsers on a house whose people log in."""

import re
import warnings
from collections.abc import Iterator
from html import unescape
from typing import Any

from starlette.testclient import TestClient

from commonweal.app.node import Node
from commonweal.web.main import web
from tests.web.applications import application

OWN = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
"""What a browser says of a form on a page of ours."""

_LINK = "/answer/{token}"
PUBLIC = frozenset(
    {"/login", "/logout", "/setup", "/invite/{token}", "/static/{version}/{name}"}
    | {_LINK, *(f"{_LINK}/{part}" for part in ("{page}", "hand-in", "withdrawal"))}
)


def browser(
    node: Node,
    token: str = "",
    *,
    headers: dict[str, str] | None = None,
    at: str = "http://localhost",
) -> TestClient:
    """A browser that follows no redirect; with `token`, of someone logged in."""
    return TestClient(
        application(web, node),
        base_url=at,
        headers=OWN if headers is None else headers,
        cookies={"weal_session": token} if token else None,
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def addresses(node: Node, method: str) -> Iterator[str]:
    """Every address that takes the method and is not public, with `1` for what varies in it."""
    for path in taking(node, method):
        if path not in PUBLIC:
            yield re.sub(r"\{\w+\}", "1", path)


def forms_of(node: Node) -> tuple[str, ...]:
    """Every address that takes a form, as the application has it."""
    return tuple(taking(node, "post"))


def cookie(answer: Any) -> str:
    """The one cookie that an answer sets."""
    (found,) = answer.headers.get_list("set-cookie")
    return str(found)


def link(answer: Any) -> str:
    """The path of the invitation that an answer shows."""
    found = re.search(r"http://localhost(/invite/[\w-]+)", unescape(answer.text))
    assert found
    return found[1]


def taking(node: Node, method: str) -> Iterator[str]:
    """Every address that takes the method, as the application has it."""
    with warnings.catch_warnings(action="ignore"):
        paths = web(node).openapi()["paths"]
    return (path for path, methods in paths.items() if method in methods)
