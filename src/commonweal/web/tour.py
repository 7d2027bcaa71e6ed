"""The five-minute tour of the demo: what to look at, where, and as whom."""

from dataclasses import dataclass

from commonweal.app import collaboration, use
from commonweal.app.diagnose import compare
from commonweal.model.errors import NotFound
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Party
from commonweal.web.visitor import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One thing to look at."""

    case: str
    page: str
    """Below the collaboration of the case: step, question, anchor; `{release}` is the newest."""
    title: str
    text: str


STOPS = (
    Stop(
        case="flowminder",
        page="diagnose#dependencies",
        title="A deviation and its evidence",
        text="Nepal 2015 is a Social Issue platform, but one row of eight does not fit.",
    ),
    Stop(
        case="floraholland",
        page="winwin?without=service:green-lane#what-if",
        title="Public value when the green lane is off",
        text="Flowers and Customs: take one service in return away and look at what is left.",
    ),
    Stop(
        case="flowminder",
        page="share#refusals",
        title="Why one request was refused",
        text="The gate names the clause that decided.",
    ),
    Stop(
        case="newyork",
        page="use/{release}#kept",
        title="What the farm's buyer may not see",
        text="Local food in New York: the school learns whether it is local. The rest stays.",
    ),
    Stop(
        case="floraholland",
        page="account#verify",
        title="Verify the log",
        text="Check every entry, signature and record yourself.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A stop, and the party one acts for to see it."""

    number: int
    stop: Stop
    party: Party


def seats(visitor: Visitor) -> tuple[Seat, ...]:
    """The stops that this demo can show; none outside the demo."""
    here = {each.name.casefold(): each for each in visitor.acting_as}
    found = []
    for number, stop in enumerate(STOPS, start=1):
        party = here.get(_looks_around(visitor, stop.case).casefold())
        if party:
            found.append(Seat(number=number, stop=stop, party=party))
    return tuple(found)


def address(visitor: Visitor, number: int) -> str:
    """Where a stop is for this visitor. Raises NotFound."""
    if not visitor.demo or not 1 <= number <= len(STOPS):
        raise NotFound(kind="stop", id=str(number))
    stop = STOPS[number - 1]
    for each in collaboration.roster(visitor.actor, visitor.node):
        if each.template == stop.case:
            return f"/c/{each.id}/{_page(visitor, each.id, stop.page)}"
    raise NotFound(kind="collaboration", id=stop.case)


def _page(visitor: Visitor, id: CollaborationId, page: str) -> str:
    """The page of a stop; where it is about a release, the newest one that went to the visitor."""
    if "{release}" not in page:
        return page
    found = use.inbox(visitor.actor, visitor.node, id)
    newest = max(found, key=lambda each: each.at, default=None)
    return page.format(release=newest.id) if newest else page.partition("/")[0]


def _looks_around(visitor: Visitor, case: str) -> str:
    """The name of the party for which someone looks around in a case."""
    for each in compare.cases(visitor.actor, visitor.node):
        if each.id == case:
            return each.parties[each.visitor].name
    return ""
