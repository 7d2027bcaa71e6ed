"""The demo's switch: nobody logs in, whoever looks acts for the party they choose.

Its address is there in the home of a demo alone; `main` leaves it out everywhere else.
"""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from commonweal.app import party
from commonweal.app.node import Node
from commonweal.model.errors import Invalid, NotYet
from commonweal.model.ids import PersonId
from commonweal.model.party import OPERATOR, Actor, Party
from commonweal.web.form import Choice, Field, Form, Kind, filled
from commonweal.web.localpath import local_path
from commonweal.web.page import gone_to
from commonweal.web.visitor import Visitor

COOKIE = "weal_acting"

router = APIRouter()


def visitor(request: Request, node: Node) -> Visitor:
    """Whoever looks, acting for the party of the cookie, else for the first one hosted here.

    Raises NotYet if the demo was not played to its first party.
    """
    hosted = _hosted(node)
    wanted = request.cookies.get(COOKIE, "")
    found = next((each for each in hosted if each.id == wanted), hosted[0])
    return Visitor(
        node=node,
        actor=Actor(person=PersonId("demo"), party=found.id),
        name="Visitor of the demo",
        party=found,
        acting_as=hosted,
    )


@router.post("/act-as")
async def act_as(request: Request) -> Response:
    """Act for another party from now on."""
    hosted = await run_in_threadpool(_hosted, request.app.state.node)
    choices = tuple(Choice(value=each.id, text=each.name) for each in hosted)
    form = Form(
        name="act-as",
        action="/act-as",
        button="Switch",
        fields=(
            Field(name="party", label="Party", kind=Kind.ONE, choices=choices),
            Field(name="next", label="Page", kind=Kind.HIDDEN, needed=False),
        ),
    )
    got = await filled(request, form)
    if not got.right:
        raise Invalid(
            detail="Nobody can act as that.", hint="Choose a party from the list at the top."
        )
    answer = gone_to(local_path(got.values["next"]).partition("?")[0], "acting")
    answer.set_cookie(COOKIE, got.values["party"], httponly=True, samesite="lax")
    return answer


def _hosted(node: Node) -> tuple[Party, ...]:
    found = tuple(each for each in party.roster(OPERATOR, node) if each.hosted)
    if not found:
        raise NotYet(detail="This demo has no party yet.", hint="Play it: `weal demo --again`.")
    return found
