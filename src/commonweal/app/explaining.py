"""How an answer is explained: at the margin and caution it has now, and the job that does it."""

from dataclasses import replace
from datetime import datetime

from commonweal.app import weighing
from commonweal.app.acts import act, carry_out
from commonweal.app.circumstance import called, circumstance
from commonweal.app.collaboration import still_open
from commonweal.app.membership import hosted
from commonweal.app.node import Node
from commonweal.app.offers import lying
from commonweal.model.change import Change, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Cancelled
from commonweal.model.evidence import Kind
from commonweal.model.ids import ExplanationId, FrontierId, PartyId, PersonId
from commonweal.model.job import Job
from commonweal.model.ports import Report
from commonweal.model.winwin import Explanation, Package
from commonweal.winwin.explain.explanation import explanation
from commonweal.winwin.frontier import Watched, surest
from commonweal.winwin.watch import Reached

EXPLAIN = "winwin.explain"
"""The kind of job that explains an answer."""

_UNKEPT = FrontierId("not kept")


def running(node: Node, job: Job, report: Report) -> str:
    """The job: explain, and commit what was found; the id of the explanation. Safe to repeat.

    Cancelled, it ends with what was found until then, and that is kept.
    """
    id = ExplanationId(job.payload["explanation"])
    if any(each.record.id == id for each in node.records.find(Explanation)):
        return id
    found = node.records.get(Collaboration, job.payload["collaboration"]).record
    still_open(found)
    made = _explained(node, found, id, _reporting(report))
    told = hosted(node, found.parties)
    carry_out(node, _kept(made, PersonId(job.person), PartyId(job.party), told))
    return id


def held(node: Node, found: Collaboration) -> tuple[float, float]:
    """Margin and caution of the answer: of the surest package now; on a large table of the last.

    On a large table of which no package was kept, both are 0. Raises NotYet while nothing lies
    there.
    """
    if weighing.few(lying(node, found.id).record):
        now = surest(weighing.weighed(node, found, name=_UNKEPT))
        return now.margin, now.caution
    kept = node.records.find(Package, collaboration=found.id)
    return (kept[-1].record.margin, kept[-1].record.caution) if kept else (0.0, 0.0)


def dated(made: Explanation, at: datetime, version: int) -> Explanation:
    """The explanation as one of that instant, and of the offers at that version."""
    package = replace(made.package, at=at, offers_version=version)
    return replace(made, at=at, offers_version=version, package=package)


def _explained(node: Node, found: Collaboration, id: ExplanationId, watch: Watched) -> Explanation:
    table, now = lying(node, found.id), circumstance(node, found)
    margin, caution = held(node, found)
    made = explanation(
        table.record,
        now.kinds,
        now.done,
        name=id,
        at=node.clock.now(),
        margin=margin,
        caution=caution,
        limits=now.limits,
        names=called(node, found, table.record),
        watch=watch,
    )
    return dated(made, made.at, table.version)


def _kept(made: Explanation, person: PersonId, log: PartyId, told: tuple[PartyId, ...]) -> Change:
    return act(
        Kind.ANSWER_EXPLAINED,
        person=person,
        log=log,
        writes=(Write(record=made, expected_version=0),),
        facts=(("figures", len(made.turns)), ("complete", int(made.complete))),
        tell=told,
    )


def _reporting(report: Report) -> Watched:
    """Tell how far it is; who cancels gets what was found, who takes it back gets nothing."""

    def watch(done: int, total: int, reached: Reached) -> bool:
        del reached
        try:
            report(done, total, "changes tried")
        except Cancelled:
            return False
        return True

    return watch
