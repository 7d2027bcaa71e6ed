"""How a frontier is made: packages weighed on what lies there now, and the job that does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from commonweal.app.acts import act, carry_out
from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, hosted
from commonweal.app.node import Node
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.offers import lying
from commonweal.app.winwin.pace import check_pace
from commonweal.model.change import Change, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Cancelled
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, FrontierId, JobId, PackageId, PartyId, PersonId
from commonweal.model.job import Job
from commonweal.model.party import Actor
from commonweal.model.ports import Report
from commonweal.model.winwin import Frontier, Offers, Package
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.explain.explanation import SMALL
from commonweal.winwin.frontier import check_margins, frontier, surest
from commonweal.winwin.package import UNNAMED, solve
from commonweal.winwin.progress import Watched, unwatched
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.stated import stated
from commonweal.winwin.watch import Reached, Watch

WEIGH = "winwin.frontier"
"""The kind of job that computes a frontier."""


def few(table: Offers) -> bool:
    """True if so few figures lie there that a frontier is found while somebody waits."""
    return len(stated(table)) <= SMALL


def effort(gap: float | None, seconds: float | None) -> Effort:
    """How hard to try, each package; the usual where nothing is said. Raises Invalid."""
    usual = Effort()
    return Effort(
        gap=usual.gap if gap is None else gap,
        seconds=usual.seconds if seconds is None else seconds,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a frontier is asked for. Raises Invalid for margins that cannot be used."""

    margins: tuple[float, ...] | None = None
    """Least nets in the unit of the offers; None for the usual ones."""
    effort: Effort = field(default_factory=Effort)
    """How hard to try, each package."""

    def __post_init__(self) -> None:
        """Check the margins."""
        check_margins(self.margins)

    @classmethod
    def of(cls, margins: Sequence[float] | None, gap: float | None, seconds: float | None) -> Self:
        """As somebody said it, None where nothing. Raises Invalid."""
        told = None if margins is None else tuple(map(float, margins))
        return cls(margins=told, effort=effort(gap, seconds))

    @classmethod
    def read(cls, payload: Mapping[str, str]) -> Self:
        """As the payload of a job says it."""
        gap, seconds = (
            float(payload[name]) if name in payload else None for name in ("gap", "seconds")
        )
        margins = [float(each) for each in payload.get("margins", "").split(",") if each]
        return cls.of(margins or None, gap, seconds)

    @property
    def payload(self) -> dict[str, str]:
        """What a job is told."""
        told = {"gap": repr(float(self.effort.gap)), "seconds": repr(float(self.effort.seconds))}
        return {**told, "margins": ",".join(map(repr, self.margins))} if self.margins else told


def begun(
    actor: Actor, node: Node, id: CollaborationId, asked: Asked, package: PackageId = UNNAMED
) -> JobId:
    """A job that computes and keeps a frontier, and its surest package under a name, if given.

    Raises NotYet while nothing lies on the table.
    """
    lying(node, id)
    check_pace(node, acting(actor), id)
    told = {
        "collaboration": id,
        "frontier": node.ids.new("frontier"),
        "package": package,
        **asked.payload,
    }
    return node.jobs.start(WEIGH, told, person=actor.person, party=acting(actor))


def at_once(
    actor: Actor, node: Node, found: Collaboration, asked: Asked, package: PackageId = UNNAMED
) -> Frontier | None:
    """The same as `computed`; None if too much lies there to wait for it."""
    table = lying(node, found.id).record
    return computed(actor, node, found, asked, package) if few(table) else None


def computed(
    actor: Actor, node: Node, found: Collaboration, asked: Asked, package: PackageId = UNNAMED
) -> Frontier:
    """What the job of `begun` would keep, kept now, however long it takes."""
    log = acting(actor)
    check_pace(node, log, found.id)
    made = weighed(node, found, FrontierId(node.ids.new("frontier")), asked)
    check_pace(node, log, found.id)
    keep(node, found, made, person=actor.person, log=log, package=package)
    return made


def running(node: Node, job: Job, report: Report) -> str:
    """The job: weigh, and commit what was found; the id of the frontier. Safe to repeat.

    Cancelled, it ends with the best found until then, and that is kept.
    """
    id = FrontierId(job.payload["frontier"])
    if any(each.record.id == id for each in node.records.find(Frontier)):
        return id
    found = going_on(node, job)
    check_pace(node, PartyId(job.party), found.id)
    unit = lying(node, found.id).record.unit
    watch = reporting(report, lambda reached: f"packages; {reached.told(unit)}")
    made = weighed(node, found, id, Asked.read(job.payload), watch)
    check_pace(node, PartyId(job.party), found.id)
    keep(
        node,
        going_on(node, job),
        made,
        person=PersonId(job.person),
        log=PartyId(job.party),
        package=PackageId(job.payload.get("package", UNNAMED)),
    )
    return id


def going_on(node: Node, job: Job) -> Collaboration:
    """The collaboration of a job, as it stands: it may end while the job works, or grow.

    Raises NotYet once it has ended.
    """
    found = node.records.get(Collaboration, job.payload["collaboration"]).record
    still_open(found)
    return found


def reporting(report: Report, told: Callable[[Reached], str]) -> Watched:
    """Tell how far it is; who cancels gets the best found, who takes the job back gets nothing."""

    def watch(done: int, total: int, reached: Reached) -> bool:
        try:
            report(done, total, told(reached))
        except Cancelled:
            return False
        return True

    return watch


def weighed(
    node: Node,
    found: Collaboration,
    name: FrontierId,
    asked: Asked,
    watch: Watched = unwatched,
) -> Frontier:
    """The frontier of what lies on the table now. Raises NotYet while nothing does."""
    table, now = lying(node, found.id), circumstance(node, found)
    made = frontier(
        table.record,
        now,
        name=name,
        at=node.clock.now(),
        margins=asked.margins,
        effort=asked.effort,
        watch=watch,
    )
    return replace(
        made,
        points=tuple(replace(each, offers_version=table.version) for each in made.points),
        plain=replace(made.plain, offers_version=table.version),
        offers_version=table.version,
    )


def package(
    node: Node,
    found: Collaboration,
    now: Circumstance,
    *,
    margin: float,
    caution: float,
    effort: Effort,
    watch: Watch,
) -> Package:
    """The package at one margin of what lies on the table now. Raises NotYet while nothing does."""
    table = lying(node, found.id)
    made = solve(
        table.record,
        now,
        at=node.clock.now(),
        margin=margin,
        caution=caution,
        effort=effort,
        watch=watch,
    )
    return replace(made, offers_version=table.version)


def keep(
    node: Node,
    found: Collaboration,
    made: Frontier,
    *,
    person: PersonId,
    log: PartyId,
    package: PackageId,
) -> None:
    """Keep a frontier, and its surest package under that name, unless it is `UNNAMED`."""
    told = hosted(node, found.parties)
    changes = [_computed(made, person, log, told)]
    if package != UNNAMED:
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
