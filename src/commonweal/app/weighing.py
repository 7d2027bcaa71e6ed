"""How a frontier is made: packages weighed on what lies there now, and the job that does it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from commonweal.app.acts import act, carry_out
from commonweal.app.circumstance import circumstance
from commonweal.app.collaboration import still_open
from commonweal.app.membership import hosted
from commonweal.app.node import Node
from commonweal.app.offers import lying
from commonweal.model.change import Change, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Cancelled
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, FrontierId, PackageId, PartyId, PersonId
from commonweal.model.job import Job
from commonweal.model.ports import Report
from commonweal.model.winwin import Frontier, Offers, Package
from commonweal.winwin.frontier import Watched, frontier, surest, unwatched
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.stated import stated
from commonweal.winwin.watch import Reached

WEIGH = "winwin.frontier"
"""The kind of job that computes a frontier."""

_FEW = 100


def few(table: Offers) -> bool:
    """True if so few figures lie there that a frontier is found while somebody waits."""
    return len(stated(table)) <= _FEW


def effort(gap: float | None, seconds: float | None) -> Effort:
    """How hard to try, each package; the usual where nothing is said. Raises Invalid."""
    usual = Effort()
    return Effort(
        gap=usual.gap if gap is None else gap,
        seconds=usual.seconds if seconds is None else seconds,
    )


def payload(
    node: Node,
    id: CollaborationId,
    *,
    margins: Sequence[float] | None,
    keep: bool,
    gap: float | None,
    seconds: float | None,
) -> dict[str, str]:
    """What the job is told: whose table, what to make, and the settings that were asked for."""
    told = {
        "collaboration": id,
        "frontier": node.ids.new("frontier"),
        "package": node.ids.new("package") if keep else "",
        "margins": "" if margins is None else ",".join(map(repr, map(float, margins))),
        "gap": "" if gap is None else repr(float(gap)),
        "seconds": "" if seconds is None else repr(float(seconds)),
    }
    return {name: value for name, value in told.items() if value}


def running(node: Node, job: Job, report: Report) -> str:
    """The job: weigh, and commit what was found; the id of the frontier. Safe to repeat.

    Cancelled, it ends with the best found until then, and that is kept.
    """
    told = job.payload
    id = FrontierId(told["frontier"])
    if any(each.record.id == id for each in node.records.find(Frontier)):
        return id
    found = node.records.get(Collaboration, told["collaboration"]).record
    still_open(found)
    unit = lying(node, found.id).record.elements[0].cost.unit
    made = weighed(
        node,
        found,
        name=id,
        margins=_margins(told),
        effort=effort(_number(told, "gap"), _number(told, "seconds")),
        watch=_reporting(report, unit),
    )
    keep(
        node,
        found,
        made,
        person=PersonId(job.person),
        log=PartyId(job.party),
        package=PackageId(told.get("package", "")),
    )
    return id


def weighed(
    node: Node,
    found: Collaboration,
    *,
    name: FrontierId,
    margins: Sequence[float] | None = None,
    effort: Effort | None = None,
    watch: Watched = unwatched,
) -> Frontier:
    """The frontier of what lies on the table now. Raises NotYet while nothing does."""
    table, now = lying(node, found.id), circumstance(node, found)
    made = frontier(
        table.record,
        now.kinds,
        now.done,
        name=name,
        at=node.clock.now(),
        margins=margins,
        limits=now.limits,
        effort=effort,
        watch=watch,
    )
    return replace(
        made,
        points=tuple(replace(each, offers_version=table.version) for each in made.points),
        plain=replace(made.plain, offers_version=table.version),
        offers_version=table.version,
    )


def keep(
    node: Node,
    found: Collaboration,
    made: Frontier,
    *,
    person: PersonId,
    log: PartyId,
    package: PackageId,
) -> None:
    """Keep a frontier, and under the id `package`, if it is not empty, its surest package."""
    told = hosted(node, found.parties)
    changes = [_computed(made, person, log, told)]
    if package:
        changes.append(chosen(replace(surest(made), id=package), person, log, told))
    carry_out(node, *changes)


def chosen(package: Package, person: PersonId, log: PartyId, told: tuple[PartyId, ...]) -> Change:
    """The choice of a package, as a change."""
    return act(
        Kind.PACKAGE_CHOSEN,
        person=person,
        log=log,
        writes=(Write(record=package, expected_version=0),),
        facts=(("uses", len(package.uses)), ("services", len(package.services))),
        tell=told,
    )


def _computed(made: Frontier, person: PersonId, log: PartyId, told: tuple[PartyId, ...]) -> Change:
    return act(
        Kind.FRONTIER_COMPUTED,
        person=person,
        log=log,
        writes=(Write(record=made, expected_version=0),),
        facts=(
            ("points", len(made.points)),
            ("seed", made.plain.seed),
            ("draws", made.plain.draws),
        ),
        tell=told,
    )


def _reporting(report: Report, unit: str) -> Watched:
    """Tell how far it is; who cancels gets the best found, who takes the job back gets nothing."""

    def watch(done: int, total: int, reached: Reached) -> bool:
        try:
            report(done, total, f"packages; {reached.told(unit)}")
        except Cancelled:
            return False
        return True

    return watch


def _margins(told: Mapping[str, str]) -> tuple[float, ...] | None:
    given = told.get("margins", "")
    return tuple(map(float, given.split(","))) if given else None


def _number(told: Mapping[str, str], name: str) -> float | None:
    return float(told[name]) if name in told else None
