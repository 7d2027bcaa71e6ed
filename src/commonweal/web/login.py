"""The ways in and out: log in, log out, set up a home, accept an invitation."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from commonweal.app import login, party
from commonweal.app.node import Node
from commonweal.model.ids import PartyId
from commonweal.model.party import NOBODY, OPERATOR
from commonweal.model.person import LONGEST_NAME
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.localpath import START, local_path
from commonweal.web.page import gone_to, render
from commonweal.web.password import check_again, chosen, secret
from commonweal.web.place import Id
from commonweal.web.session import logged_in, logged_out, token_of
from commonweal.web.submit import taken

router = APIRouter()

Enter = Callable[[Mapping[str, Any]], str]
"""Typed values -> the token of a new login."""


@router.get("/login")
def asked(request: Request, next: str = START) -> Response:
    """The form to log in with."""
    hosts = any(each.hosted for each in party.roster(OPERATOR, _node(request)))
    return _page(request, "login.html" if hosts else "nobody.html", _login(local_path(next)))


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Log in, and go on to the page that was asked for."""

    def enter(values: Mapping[str, Any]) -> str:
        return login.log_in(
            NOBODY,
            _node(request),
            party=values["party"],
            name=values["name"],
            password=values["password"],
        )

    return await _entered(request, "login.html", _login(START), enter)


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End this login."""
    login.log_out(NOBODY, _node(request), token_of(request))
    return logged_out(request, gone_to("/login", "logged-out"))


@router.get("/setup")
def set_up_asked(request: Request, code: str = "") -> Response:
    """The form for the first person of this home; only the bearer of the code sees it."""
    return _page(request, "setup.html", _set_up(_node(request), code))


@router.post("/setup")
async def set_up(request: Request, code: str = "") -> Response:
    """Make the first person of this home, and log them in."""
    node = _node(request)
    form = await run_in_threadpool(_set_up, node, code)

    def enter(values: Mapping[str, Any]) -> str:
        check_again(values)
        return login.set_up(
            NOBODY,
            node,
            code=code,
            party=PartyId(values["party"]),
            name=values["name"],
            password=values["password"],
        )

    return await _entered(request, "setup.html", form, enter)


@router.get("/invite/{token}")
def invited(request: Request, token: Id) -> Response:
    """The form for someone invited; only the bearer of the link sees it."""
    return _page(request, "invite.html", _invitation(_node(request), token))


@router.post("/invite/{token}")
async def accepted(request: Request, token: Id) -> Response:
    """Let an invited person in."""
    node = _node(request)
    form = await run_in_threadpool(_invitation, node, token)

    def enter(values: Mapping[str, Any]) -> str:
        check_again(values)
        name, password = values["name"], values["password"]
        return login.accept(NOBODY, node, token=token, name=name, password=password)

    return await _entered(request, "invite.html", form, enter)


async def _entered(request: Request, template: str, form: Form, enter: Enter) -> Response:
    """Let someone in by a form: their token goes into a cookie, they go on to a page of ours."""
    tokens: list[str] = []

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        tokens.append(enter(values))
        return local_path(values.get("next", START)), ""

    def shown(again: Form, status: int) -> Response:
        return _page(request, template, again, status)

    answer = await taken(request, form, act, shown)
    return logged_in(request, answer, tokens[0]) if tokens else answer


def _page(request: Request, template: str, form: Form, status: int = 200) -> Response:
    return render(request, template, visitor=None, status=status, form=form)


def _node(request: Request) -> Node:
    found: Node = request.app.state.node
    return found


def _login(next: str) -> Form:
    return Form(
        name="login",
        action="/login",
        button="Log in",
        does="login.log_in",
        fields=(
            Field(
                name="party",
                label="Party",
                help="For whom you act. Needed where people of more than one log in here.",
                needed=False,
                most=120,
            ),
            Field(name="name", label="Your name", most=LONGEST_NAME),
            secret("password", "Password"),
            Field(name="next", label="Page", kind=Kind.HIDDEN, needed=False, default=next),
        ),
    )


def _set_up(node: Node, code: str) -> Form:
    parties = login.to_set_up(NOBODY, node, code)
    choices = tuple(Choice(value=each.id, text=each.name) for each in parties)
    return Form(
        name="setup",
        action=f"/setup?code={code}",
        button="Begin",
        does="login.set_up",
        fields=(
            Field(
                name="party",
                label="For whom do you act?",
                kind=Kind.ONE,
                choices=choices,
                default=choices[0].value,
            ),
            *_oneself(""),
        ),
    )


def _invitation(node: Node, token: str) -> Form:
    person = login.invited(NOBODY, node, token)
    return Form(
        name="invitation",
        action=f"/invite/{token}",
        button="Begin",
        does="login.accept",
        fields=_oneself(person.name),
    )


def _oneself(name: str) -> tuple[Field, ...]:
    return (
        Field(name="name", label="Your name", default=name, most=LONGEST_NAME),
        *chosen("Password"),
    )
