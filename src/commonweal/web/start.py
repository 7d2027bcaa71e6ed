"""Start: what problem, who, which data, how urgent; or like a case."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import collaboration, starting
from commonweal.app.diagnose import compare
from commonweal.app.starting import Guest, Talk
from commonweal.model.errors import Invalid
from commonweal.model.party import LONGEST_PARTY_NAME, PartyKind, Role
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.page import render
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.visitor import Visitor

router = APIRouter()

GUESTS = range(1, 4)
"""Others who can be named at once; more are let in later."""

_FEW = 4
"""Up to so many are shown as buttons, which cannot be left empty again by a click."""

ROLES: Mapping[Role, str] = {
    Role.HOLDER: "holder: has the data",
    Role.USER: "user: analyses it",
    Role.INTERMEDIARY: "intermediary: stands between them",
    Role.BENEFICIARY: "beneficiary: gains from what is found",
    Role.REGULATOR: "regulator: may have to allow it",
    Role.FUNDER: "funder: pays for it",
    Role.STEWARD: "data steward: brokers it",
    Role.PEOPLE: "people concerned: the data is about them",
    Role.RESPONDENT: "respondent: gives its view of the partnership",
}
"""What each role means."""

ROLE_CHOICES = tuple(Choice(value=role.value, text=text) for role, text in ROLES.items())
KIND_CHOICES = tuple(Choice(value=kind.value, text=kind.words) for kind in PartyKind)


@router.get("/start")
def show(visit: Visiting, request: Request) -> Response:
    """The questions; `?like=CASE` ticks a case."""
    return _page(visit, request, _form(visit, request.query_params.get("like", "")))


@router.post("/start")
async def start(visit: Visiting, request: Request) -> Response:
    """Open the collaboration and go on to it."""

    def made(values: Mapping[str, Any]) -> tuple[str, str]:
        talk = Talk(
            title=values["title"],
            issue=values["issue"],
            roles=frozenset(Role(each) for each in values["roles"]),
            like=values["like"],
            countries=_countries(values["countries"]),
            data=values["data"],
            urgent=values["urgent"],
            guests=_guests(values),
        )
        opened = starting.start(visit.actor, visit.node, talk)
        return f"/c/{opened.id}", "opened"

    return await taken(
        request, _form(visit), made, lambda form, status: _page(visit, request, form, status)
    )


def _countries(text: str) -> Mapping[str, str]:
    """`NL = BE`, one in each line, as a mapping. Raises Invalid for another form."""
    found: dict[str, str] = {}
    for line in (each.strip() for each in text.split("\n") if each.strip()):
        old, _, new = (part.strip() for part in line.partition("="))
        if not old or not new or old in found:
            raise Invalid(
                detail=f"{line[:40]!r} does not say which country stands in place of which.",
                hint="Write NL = BE, each country once.",
                field="countries",
            )
        found[old] = new
    return found


def _guests(values: Mapping[str, Any]) -> tuple[Guest, ...]:
    return tuple(_guest(values, n) for n in GUESTS if values[f"guest-{n}"])


def _guest(values: Mapping[str, Any], n: int) -> Guest:
    for field, what in (("kind", "what kind of party"), ("role", "with which role")):
        if not values[f"{field}-{n}"]:
            raise Invalid(
                detail=f"{values[f'guest-{n}'][:80]}: nothing says {what}.",
                hint="Choose one, or leave the name empty.",
                field=f"{field}-{n}",
            )
    return Guest(
        name=values[f"guest-{n}"],
        kind=PartyKind(values[f"kind-{n}"]),
        role=Role(values[f"role-{n}"]),
    )


def _form(visit: Visitor, like: str = "") -> Form:
    likes = _likes(visit)
    ticked = like if like in {each.value for each in likes} else ""
    return Form(
        name="start",
        action="/start",
        button="Open it",
        does="starting.start",
        fields=(
            Field(name="title", label="What shall it be called?", most=200),
            Field(
                name="issue",
                label="What problem does it address?",
                kind=Kind.TEXT,
                needed=False,
                help="The social issue, in one sentence. Empty: that of the case, or to be stated.",
            ),
            Field(
                name="data",
                label="Which data could help?",
                kind=Kind.TEXT,
                needed=False,
                help="In plain words, such as: origin of what is sold, per delivery.",
            ),
            Field(
                name="urgent",
                label="What makes it urgent?",
                kind=Kind.TEXT,
                needed=False,
                help="An event, a date. It goes into the timeline. Empty if nothing does.",
            ),
            Field(
                name="roles",
                label=f"What is {visit.party.name} in it?",
                kind=Kind.MANY,
                choices=ROLE_CHOICES,
                default=Role.STEWARD.value,
            ),
            *(field for n in GUESTS for field in _guest_fields(n)),
            Field(
                name="like",
                label="Like which?",
                kind=Kind.ONE,
                needed=False,
                choices=likes,
                default=ticked,
                help="A case brings its parties; an earlier collaboration its parties, offers, "
                "tracks (all open again), package (to be computed anew) and terms too.",
            ),
            Field(
                name="countries",
                label="In another country?",
                kind=Kind.TEXT,
                needed=False,
                most=1_000,
                help="For the tracks of an earlier collaboration: NL = BE, one in each line.",
            ),
        ),
    )


def _guest_fields(n: int) -> tuple[Field, ...]:
    return (
        Field(
            name=f"guest-{n}", label=f"Other party {n}: name", needed=False, most=LONGEST_PARTY_NAME
        ),
        Field(name=f"kind-{n}", label="Kind", kind=Kind.ONE, needed=False, choices=KIND_CHOICES),
        Field(name=f"role-{n}", label="Role", kind=Kind.ONE, needed=False, choices=ROLE_CHOICES),
    )


def _likes(visit: Visitor) -> tuple[Choice, ...]:
    told = compare.cases(visit.actor, visit.node)
    own = collaboration.roster(visit.actor, visit.node)
    found = (
        *(Choice(value=each.id, text=f"Case: {each.title}") for each in told),
        *(Choice(value=each.id, text=f"Yours: {each.title}") for each in own),
    )
    nothing = (Choice(value="", text="none: from nothing"),) if len(found) <= _FEW else ()
    return (*nothing, *found)


def _page(visit: Visitor, request: Request, form: Form, status: int = 200) -> Response:
    return render(
        request,
        "start.html",
        visitor=visit,
        status=status,
        form=form,
        guests=GUESTS,
        named={each.name: each for each in form.fields},
    )
