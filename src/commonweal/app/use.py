"""Step 6: a lane runs behind the gate, and what passes disclosure becomes a release."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from commonweal.adapters.sheets import own_table
from commonweal.app.acts import keep
from commonweal.app.collaboration import words
from commonweal.app.due import settle
from commonweal.app.membership import acting, hosted, member, within
from commonweal.app.node import Node
from commonweal.app.place import check_free
from commonweal.app.release import LEDGER, RUN, check_open, payload, readers_of
from commonweal.app.share import granted
from commonweal.model.change import Write
from commonweal.model.dataset import Dataset
from commonweal.model.errors import NotFound, UnknownTerm
from commonweal.model.evidence import Kind
from commonweal.model.figure import Figure
from commonweal.model.ids import CollaborationId, GrantId, JobId, PartyId, ReleaseId
from commonweal.model.output import TableOutput
from commonweal.model.party import Actor
from commonweal.model.release import Decision, Release
from commonweal.use import drawn
from commonweal.use.lane import check_fixed, known_settings
from commonweal.use.lane import lane as known_lane


def run(
    actor: Actor,
    node: Node,
    grant: GrantId,
    *,
    lane: str,
    settings: Mapping[str, str],
    out: Path | None = None,
) -> JobId:
    """Start a lane on what a grant opens; a job does the work and makes the release.

    `out` is where its files shall be taken: refused now if it is not free, as a visit is made once.

    Raises:
        Invalid: `out` is not a new or empty folder.
        NotFound: no such grant of the actor's party.
        NotPermitted: the agreement no longer opens it; names the clause.
        UnknownTerm: the lane does not know a setting, or is not the dataset's lane.
        NotAllowed: the dataset's holder fixed a setting otherwise.
    """
    settle(node)
    held = granted(actor, node, "use.run", grant).record
    dataset = node.records.get(Dataset, held.dataset).record
    if lane != dataset.lane:
        raise UnknownTerm(field="lane", got=lane, known=(dataset.lane,))
    given = known_settings(lane, settings)
    check_fixed(dataset.settings, given)
    check_free(out)
    check_open(node, held)
    told = payload(grant, ReleaseId(node.ids.new("release")), given)
    return node.jobs.start(RUN, told, person=actor.person, party=acting(actor))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting of a lane, what it means, and what it was in the agreement's last run."""

    name: str
    text: str
    last: str


def asked(actor: Actor, node: Node, grant: GrantId) -> tuple[str, tuple[Setting, ...]]:
    """The lane that a grant opens, and what must be set to run it.

    Raises:
        NotFound: no such grant of the actor's party.
    """
    held = granted(actor, node, "use.asked", grant).record
    dataset = node.records.get(Dataset, held.dataset).record
    found = (stored.record for stored in node.records.find(Release, dataset=dataset.id))
    runs = [each for each in found if each.agreement == held.agreement]
    last = {**(dict(runs[-1].settings) if runs else {}), **dict(dataset.settings)}
    return dataset.lane, tuple(
        Setting(name=name, text=text, last=last.get(name, ""))
        for name, text in known_lane(dataset.lane).settings.items()
    )


def show(actor: Actor, node: Node, id: ReleaseId) -> Release:
    """One release that went to the actor's party."""
    return _readable(actor, node, "use.show", id)


def inbox(actor: Actor, node: Node, id: CollaborationId) -> tuple[Release, ...]:
    """The releases that went to the actor's party, oldest first."""
    member(actor, node, "use.inbox", id)
    found = (stored.record for stored in node.records.find(Release, collaboration=id))
    return tuple(each for each in found if actor.party in readers_of(node, each))


def readers(actor: Actor, node: Node, id: ReleaseId) -> tuple[PartyId, ...]:
    """The parties that can see a release: those of its agreement, and its beneficiaries."""
    return readers_of(node, _readable(actor, node, "use.readers", id))


def take(actor: Actor, node: Node, id: ReleaseId, *, out: Path) -> Release:
    """Copy a release's files into a new folder, each checked against its hash."""
    release = _readable(actor, node, "use.take", id)
    files = tuple(file for file in release.files if file[0] != LEDGER)
    node.releases.copy(id, files, out)
    return release


def figures(actor: Actor, node: Node, id: ReleaseId) -> tuple[Figure, ...]:
    """What a release shows as pictures, checked against its hash."""
    return drawn.read(_file(node, _readable(actor, node, "use.figures", id), drawn.FILE))


def tables(actor: Actor, node: Node, id: ReleaseId) -> tuple[TableOutput, ...]:
    """The tables of a release as text, each checked against its hash."""
    release = _readable(actor, node, "use.tables", id)
    names = (name for name, _ in release.files if name.endswith(".csv"))
    return tuple(own_table(name, _file(node, release, name)) for name in names)


def file(actor: Actor, node: Node, id: ReleaseId, name: str) -> bytes:
    """One file of a release, checked against its hash. Raises NotFound, Tampered."""
    return _file(node, _readable(actor, node, "use.file", id), name)


def _file(node: Node, release: Release, name: str) -> bytes:
    digest = dict(release.files).get(name)
    if digest is None or name == LEDGER:
        raise NotFound(kind="file", id=name)
    return node.releases.read(release.id, name, digest)


def decide(actor: Actor, node: Node, id: ReleaseId, *, text: str) -> Release:
    """Record which decision a release informed."""
    _readable(actor, node, "use.decide", id)
    stored = node.records.get(Release, id)
    decision = Decision(party=acting(actor), at=node.clock.now(), text=words("decision", text))
    informed = replace(stored.record, decisions=(*stored.record.decisions, decision))
    keep(
        actor,
        node,
        Write(record=informed, expected_version=stored.version),
        Kind.DECISION_INFORMED,
        facts=(("decisions", len(informed.decisions)),),
        tell=hosted(node, readers_of(node, informed)),
    )
    return informed


def _readable(actor: Actor, node: Node, action: str, id: ReleaseId) -> Release:
    if actor.party not in readers_of(node, node.records.get(Release, id).record):
        raise NotFound(kind="release", id=id)
    return within(actor, node, action, Release, id).record
