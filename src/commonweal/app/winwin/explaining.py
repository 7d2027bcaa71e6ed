"""How an answer is explained: at the margin and caution it has now, and the job that does it.

Private limits are left out of all of it.
"""

from dataclasses import replace
from datetime import datetime

from commonweal.app.acts import act, carry_out
from commonweal.app.align.lock import kept_package
from commonweal.app.membership import hosted
from commonweal.app.node import Node
from commonweal.app.winwin import unkept, weighing
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.names import called
from commonweal.app.winwin.offers import lying
from commonweal.model.change import Change, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.evidence import Kind
from commonweal.model.ids import ExplanationId, PartyId, PersonId
from commonweal.model.job import Job
from commonweal.model.ports import Report
from commonweal.model.winwin import Explanation, Offers
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.explain.explanation import explanation
from commonweal.winwin.progress import Watched

EXPLAIN = "winwin.explain"
"""The kind of job that explains an answer."""


def running(node: Node, job: Job, report: Report) -> str:
    """The job: explain, and commit what was found; the id of the explanation. Safe to repeat.

    Cancelled, it ends with what was found until then, and that is kept.
    """
    id = ExplanationId(job.payload["explanation"])
    if any(each.record.id == id for each in node.records.find(Explanation)):
        return id
    found = weighing.going_on(node, job)
    made = _explained(node, found, id, weighing.reporting(report, lambda _: "changes tried"))
    told = hosted(node, weighing.going_on(node, job).parties)
    carry_out(node, _kept(made, PersonId(job.person), PartyId(job.party), told))
    return id


def held(node: Node, table: Offers, now: Circumstance) -> tuple[float, float]:
    """Margin and caution of the answer: of the surest without limits; on a large table of the last.

    On a large table of which no package was kept, both are 0.
    """
    if weighing.few(table):
        best = unkept.weighed(table, now.unlimited).chosen
        return best.margin, best.caution
    kept = kept_package(node, table.collaboration)
    return (kept.margin, kept.caution) if kept else (0.0, 0.0)


def dated(made: Explanation, at: datetime, version: int) -> Explanation:
    """The explanation as one of that instant, and of the offers at that version."""
    package = replace(made.package, at=at, offers_version=version)
    return replace(made, at=at, offers_version=version, package=package)


def _explained(node: Node, found: Collaboration, id: ExplanationId, watch: Watched) -> Explanation:
    table, now = lying(node, found.id), circumstance(node, found)
    margin, caution = held(node, table.record, now)
    made = explanation(
        table.record,
        now,
        name=id,
        at=node.clock.now(),
        margin=margin,
        caution=caution,
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
