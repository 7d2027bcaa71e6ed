"""Step 6: a lane runs behind the gate, and what passes disclosure becomes a release."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from commonweal.app.acts import act, carry_out, keep
from commonweal.app.collaboration import words
from commonweal.app.due import settle
from commonweal.app.membership import acting, hosted, member, party, within
from commonweal.app.node import Node
from commonweal.app.share import visit_inputs
from commonweal.model.agreement import Agreement, ClauseTerm, Mode
from commonweal.model.change import Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset
from commonweal.model.errors import NotFound, NotPermitted, NotYet, Unavailable, UnknownTerm
from commonweal.model.evidence import Kind
from commonweal.model.grant import Delivery, DeliveryState, Grant
from commonweal.model.ids import CollaborationId, GrantId, JobId, PartyId, PersonId, ReleaseId
from commonweal.model.output import DocumentOutput
from commonweal.model.party import Actor, Role
from commonweal.model.ports import Job, Report
from commonweal.model.release import Decision, Release
from commonweal.share.gate import usable
from commonweal.use.disclosure import disclose
from commonweal.use.lane import Disclosed, DisclosureRule, Inputs, Lane, known_settings
from commonweal.use.lane import lane as known_lane
from commonweal.use.ledger import Published, published, read_published, written
from commonweal.use.run import run as run_lane

RUN = "use.run"
"""The kind of job that runs a lane."""

_SET = "set."

LEDGER = "ledger.json"
"""The file of a release that stays at the holder: what later releases are judged against."""


def run(
    actor: Actor, node: Node, grant: GrantId, *, lane: str, settings: Mapping[str, str]
) -> JobId:
    """Start a lane on what a grant opens; a job does the work and makes the release.

    Raises:
        NotFound: no such grant of the actor's party.
        NotPermitted: the agreement no longer opens it; names the clause.
        UnknownTerm: the lane does not know a setting, or is not the dataset's lane.
    """
    settle(node)
    held = within(actor, node, "use.run", Grant, grant).record
    if held.recipient != actor.party:
        raise NotFound(kind="grant", id=grant)
    dataset = node.records.get(Dataset, held.dataset).record
    if lane != dataset.lane:
        raise UnknownTerm(field="lane", got=lane, known=(dataset.lane,))
    given = known_settings(lane, settings)
    _check_open(node, held)
    payload = {
        "grant": grant,
        "release": node.ids.new("release"),
        **{f"{_SET}{name}": value for name, value in given},
    }
    return node.jobs.start(RUN, payload, person=actor.person, party=acting(actor))


def running(node: Node, job: Job, report: Report) -> str:
    """The job: run the lane, disclose, write the release, commit it. Safe to repeat."""
    id = ReleaseId(job.payload["release"])
    if any(each.record.id == id for each in node.records.find(Release)):
        return id
    asked = _run(node, job)
    _check_open(node, asked.grant)
    work = node.home / "work" / job.id
    work.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _inputs(node, asked, work) as inputs:
        finding = run_lane(asked.lane, inputs, node.engine(work), report)
        disclosed = disclose(finding, _rule(node, asked), _earlier(node, asked.dataset))
        outputs = (*asked.lane.outputs(inputs, disclosed), _ledger(asked, disclosed))
    files = node.releases.write(id, outputs)
    _check_open(node, asked.grant)
    _released(node, PersonId(job.person), _release(node, asked, disclosed, files))
    rmtree(work, ignore_errors=True)
    return id


def show(actor: Actor, node: Node, id: ReleaseId) -> Release:
    """One release that went to the actor's party."""
    return _readable(actor, node, "use.show", id)


def inbox(actor: Actor, node: Node, id: CollaborationId) -> tuple[Release, ...]:
    """The releases that went to the actor's party, oldest first."""
    member(actor, node, "use.inbox", id)
    found = (stored.record for stored in node.records.find(Release, collaboration=id))
    return tuple(each for each in found if actor.party in _readers(node, each))


def take(actor: Actor, node: Node, id: ReleaseId, *, out: Path) -> Release:
    """Copy a release's files into a new folder, each checked against its hash."""
    release = _readable(actor, node, "use.take", id)
    files = tuple(file for file in release.files if file[0] != LEDGER)
    node.releases.copy(id, files, out)
    return release


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
        tell=hosted(node, _readers(node, informed)),
    )
    return informed


def _readable(actor: Actor, node: Node, action: str, id: ReleaseId) -> Release:
    release = within(actor, node, action, Release, id).record
    if actor.party not in _readers(node, release):
        raise NotFound(kind="release", id=id)
    return release


def _readers(node: Node, release: Release) -> tuple[PartyId, ...]:
    agreement = node.records.get(Agreement, release.agreement).record
    return tuple(dict.fromkeys((*agreement.parties, *release.beneficiaries)))


def _check_open(node: Node, grant: Grant) -> None:
    agreement = node.records.get(Agreement, grant.agreement).record
    dataset = node.records.get(Dataset, grant.dataset).record
    now = node.clock.now()
    if grant.mode is Mode.VISIT:
        usable(grant, agreement, dataset, now)
        return
    _delivery(node, grant)
    if not agreement.in_force(now) or agreement.key_doomed:
        raise NotPermitted(
            clause="state",
            detail=f"The agreement is {agreement.state.value}: what was delivered is shut.",
            hint="Agree anew: `weal agree draft --like AGREEMENT`.",
        )


def _delivery(node: Node, grant: Grant) -> Delivery:
    found = node.records.find(Delivery, grant=grant.id)
    if not found or found[0].record.state is not DeliveryState.SEALED:
        raise NotYet(
            detail="Nothing lies in the vault for this grant.",
            hint="Have it delivered first: `weal share deliver GRANT`.",
        )
    return found[0].record


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What a job was asked: which release, by which grant, with which lane and settings."""

    id: ReleaseId
    grant: Grant
    dataset: Dataset
    lane: Lane
    settings: Mapping[str, str]

    @property
    def told_settings(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.settings.items()))


def _run(node: Node, job: Job) -> _Run:
    grant = node.records.get(Grant, GrantId(job.payload["grant"])).record
    dataset = node.records.get(Dataset, grant.dataset).record
    return _Run(
        id=ReleaseId(job.payload["release"]),
        grant=grant,
        dataset=dataset,
        lane=known_lane(dataset.lane),
        settings={
            name.removeprefix(_SET): value
            for name, value in job.payload.items()
            if name.startswith(_SET)
        },
    )


@contextmanager
def _inputs(node: Node, asked: _Run, work: Path) -> Iterator[Inputs]:
    if asked.grant.mode is Mode.VISIT:
        if not party(node, asked.dataset.holder).hosted:
            raise Unavailable(
                detail="The holder of this dataset is not on this node; the lane runs there.",
                hint="Ask the holder to run it on its own node.",
            )
        yield visit_inputs(node, asked.dataset, settings=asked.settings, work=work)
        return
    delivered = _delivery(node, asked.grant)
    with node.vault.opened(delivered.agreement, delivered.id) as folder:
        yield Inputs(
            folder=folder,
            columns={},
            settings=asked.settings,
            secret=b"",
            synthetic=asked.dataset.synthetic,
            work=work,
        )


def _rule(node: Node, asked: _Run) -> DisclosureRule:
    agreement = node.records.get(Agreement, asked.grant.agreement).record
    clause = agreement.clause(ClauseTerm.MIN_GROUP)
    agreed = int(clause.values[0]) if clause else 0
    return replace(asked.lane.rule, smallest=max(asked.lane.rule.smallest, agreed))


def _earlier(node: Node, dataset: Dataset) -> tuple[Published, ...]:
    before = []
    for stored in node.records.find(Release, dataset=dataset.id):
        release = stored.record
        digest = dict(release.files)[LEDGER]
        before.append(read_published(node.releases.read(release.id, LEDGER, digest)))
    return tuple(before)


def _ledger(asked: _Run, disclosed: Disclosed) -> DocumentOutput:
    told = published(
        disclosed,
        release=asked.id,
        dataset=asked.dataset.id,
        version=asked.dataset.version,
        definition=asked.lane.definition,
        settings=asked.told_settings,
    )
    return DocumentOutput(name=LEDGER, document=written(told))


def _release(
    node: Node, asked: _Run, disclosed: Disclosed, files: tuple[tuple[str, str], ...]
) -> Release:
    collaboration = node.records.get(Collaboration, asked.grant.collaboration).record
    return Release(
        id=asked.id,
        collaboration=asked.grant.collaboration,
        agreement=asked.grant.agreement,
        grant=asked.grant.id,
        dataset=asked.dataset.id,
        dataset_version=asked.dataset.version,
        lane=asked.lane.name,
        definition=asked.lane.definition,
        settings=asked.told_settings,
        at=node.clock.now(),
        made_by=asked.grant.recipient,
        beneficiaries=collaboration.with_role(Role.BENEFICIARY),
        threshold=disclosed.smallest,
        published=disclosed.published,
        withheld=disclosed.withheld,
        files=files,
        synthetic=asked.dataset.synthetic,
    )


def _released(node: Node, person: PersonId, release: Release) -> None:
    change = act(
        Kind.RELEASE_MADE,
        person=person,
        log=release.made_by,
        writes=(Write(record=release, expected_version=0),),
        facts=(
            ("grant", release.grant),
            ("published", release.published),
            ("withheld", sum(count for _, count in release.withheld)),
        ),
        tell=hosted(node, _readers(node, release)),
    )
    carry_out(node, change)
