"""The people of the visitor's party: who they are, what they may do, who comes and goes."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from commonweal.app import login, people
from commonweal.model.errors import CommonwealError, NotFound
from commonweal.model.ids import PersonId
from commonweal.model.person import LONGEST_NAME, Person, PersonState, Right
from commonweal.web.failure import status_of
from commonweal.web.form import Choice, Field, Form, Kind, filled, refused
from commonweal.web.page import gone_to, render
from commonweal.web.password import check_again, chosen, secret
from commonweal.web.place import Id
from commonweal.web.session import Visiting, logged_in
from commonweal.web.submit import taken
from commonweal.web.table import Cell, Link, Sheet, State
from commonweal.web.visitor import Visitor

router = APIRouter()

_RIGHTS = (
    Choice(value=Right.ACT, text="Act: change what your party may change"),
    Choice(value=Right.SIGN, text="Sign: sign agreements with your party's key"),
    Choice(value=Right.ADMIN, text="Look after: people, rights and keys of your party"),
)
_STATES: Mapping[PersonState, Cell] = {
    PersonState.INVITED: State(word="invited", tone="warn"),
    PersonState.ACTIVE: "active",
}


@router.get("/people")
def shown(request: Request, visitor: Visiting) -> Response:
    """The people of the visitor's party, and the visitor's own password."""
    return _people(request, visitor, _invitation(), _password())


@router.post("/people")
async def invited(request: Request, visitor: Visiting) -> Response:
    """Invite someone; the link is shown on this answer and never again."""
    got = await filled(request, _invitation())
    if not got.right:
        return await run_in_threadpool(_people, request, visitor, got.form, _password(), 422)
    try:
        return await run_in_threadpool(_with_link, request, visitor, got.values)
    except CommonwealError as problem:
        wrong, status = refused(got.form, problem), status_of(problem)
        return await run_in_threadpool(_people, request, visitor, wrong, _password(), status)


@router.post("/people/password")
async def changed(request: Request, visitor: Visiting) -> Response:
    """Change the visitor's own password; they stay in here and are out everywhere else."""
    tokens: list[str] = []

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        check_again(values)
        actor, old, new = visitor.actor, values["old"], values["password"]
        tokens.append(login.change_password(actor, visitor.node, old=old, new=new))
        return "/people", "password"

    def page(form: Form, status: int) -> Response:
        return _people(request, visitor, _invitation(), form, status)

    answer = await taken(request, _password(), act, page)
    return logged_in(request, answer, tokens[0]) if tokens else answer


@router.get("/people/{id}")
def one(request: Request, visitor: Visiting, id: Id) -> Response:
    """One person: their rights, a fresh link, their removal."""
    person = _person(visitor, id)
    return _person_page(request, visitor, person, _rights(person))


@router.post("/people/{id}")
async def given(request: Request, visitor: Visiting, id: Id) -> Response:
    """Give a person other rights."""
    person = await run_in_threadpool(_person, visitor, id)

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        rights = [Right(each) for each in values["rights"]]
        people.change(visitor.actor, visitor.node, person.id, rights=rights)
        return "/people", "saved"

    def page(form: Form, status: int) -> Response:
        return _person_page(request, visitor, person, form, status=status)

    return await taken(request, _rights(person), act, page)


@router.post("/people/{id}/link")
def linked(request: Request, visitor: Visiting, id: Id) -> Response:
    """A fresh link, shown on this answer and never again."""
    person, token = people.invite_again(visitor.actor, visitor.node, PersonId(id))
    return _person_page(request, visitor, person, _rights(person), link=_link(request, token))


@router.post("/people/{id}/remove")
def removed(visitor: Visiting, id: Id) -> Response:
    """Take a person's access away at once."""
    people.remove(visitor.actor, visitor.node, PersonId(id))
    return gone_to("/people", "removed")


def _people(
    request: Request,
    visitor: Visitor,
    invitation: Form,
    password: Form,
    status: int = 200,
    link: str = "",
) -> Response:
    found = people.roster(visitor.actor, visitor.node, visitor.party.id)
    return render(
        request,
        "people.html",
        visitor=visitor,
        sheets=(_sheet(visitor, found),),
        status=status,
        invitation=invitation if _looks_after(visitor) else None,
        password=password,
        link=link,
    )


def _with_link(request: Request, visitor: Visitor, values: Mapping[str, Any]) -> Response:
    rights = [Right(each) for each in values["rights"]]
    _, token = people.invite(
        visitor.actor, visitor.node, visitor.party.id, name=values["name"], rights=rights
    )
    link = _link(request, token)
    return _people(request, visitor, _invitation(), _password(), 201, link)


def _person_page(
    request: Request,
    visitor: Visitor,
    person: Person,
    form: Form,
    status: int = 200,
    link: str = "",
) -> Response:
    return render(
        request,
        "person.html",
        visitor=visitor,
        status=status,
        person=person,
        form=form if _looks_after(visitor) else None,
        link=link,
    )


def _person(visitor: Visitor, id: str) -> Person:
    found = people.roster(visitor.actor, visitor.node, visitor.party.id)
    for each in found:
        if each.id == id:
            return each
    raise NotFound(kind="person", id=id)


def _sheet(visitor: Visitor, found: tuple[Person, ...]) -> Sheet:
    names = {choice.value: choice.text.partition(":")[0].lower() for choice in _RIGHTS}
    rows = tuple(
        (
            Link(text=each.name, href=f"/people/{each.id}"),
            ", ".join(names.get(right, "read") for right in Right if right in each.rights),
            _STATES[each.state],
        )
        for each in found
    )
    title = f"People of {visitor.party.name}"
    return Sheet(name="people", title=title, columns=("Name", "May", "State"), rows=rows)


def _looks_after(visitor: Visitor) -> bool:
    """True if the forms of `people` are worth showing; `app` decides what they may do."""
    return Right.ADMIN in visitor.actor.rights


def _link(request: Request, token: str) -> str:
    return f"{request.base_url}invite/{token}"


def _invitation() -> Form:
    return Form(
        name="invite",
        action="/people",
        button="Invite",
        does="people.invite",
        fields=(
            Field(name="name", label="Name", most=LONGEST_NAME),
            Field(
                name="rights",
                label="What they may do",
                kind=Kind.MANY,
                help="Everyone may read what your party may read.",
                needed=False,
                choices=_RIGHTS,
                default=Right.ACT,
            ),
        ),
    )


def _rights(person: Person) -> Form:
    return Form(
        name="rights",
        action=f"/people/{person.id}",
        button="Save",
        does="people.change",
        fields=(
            Field(
                name="rights",
                label="What they may do",
                kind=Kind.MANY,
                help="Everyone may read what your party may read.",
                needed=False,
                choices=_RIGHTS,
                default="\n".join(sorted(person.rights)),
            ),
        ),
    )


def _password() -> Form:
    return Form(
        name="password",
        action="/people/password",
        button="Change it",
        does="login.change_password",
        fields=(secret("old", "Your password now"), *chosen("New password")),
    )
