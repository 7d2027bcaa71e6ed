"""Step 6: a lane runs behind the gate, and what passes disclosure becomes a release."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from commonweal.adapters.sheets import own_table
from commonweal.app.acts import act, carry_out, keep
from commonweal.app.collaboration import words
from commonweal.app.due import settle
from commonweal.app.membership import acting, hosted, member, party, within
from commonweal.app.node import Node
from commonweal.app.place import check_free
from commonweal.app.share import check_delivered, granted, visit_inputs
from commonweal.model.agreement import Agreement, ClauseTerm, Mode
from commonweal.model.change import Stored, Write
from commonweal.model.dataset import Dataset
from commonweal.model.errors import (
    Invalid,
    NotAllowed,
    NotFound,
    NotPermitted,
    Refused,
    Unavailable,
    UnknownTerm,
)
from commonweal.model.evidence import Kind
from commonweal.model.figure import Figure
from commonweal.model.grant import Grant
from commonweal.model.ids import CollaborationId, GrantId, JobId, PartyId, PersonId, ReleaseId
from commonweal.model.output import DocumentOutput, TableOutput
from commonweal.model.party import Actor
from commonweal.model.ports import Job, Report
from commonweal.model.release import Decision, Release
from commonweal.share.gate import spent, usable
from commonweal.use import drawn
from commonweal.use.disclosure import disclose
from commonweal.use.lane import (
    AnyLane,
    Disclosed,
    DisclosureRule,
    FieldRule,
    Inputs,
    Listed,
    known_settings,
)
from commonweal.use.lane import lane as known_lane
from commonweal.use.ledger import Published, published, read_published, written
from commonweal.use.run import run as run_lane

RUN = "use.run"
"""The kind of job that runs a lane."""

_SET = "set."

LEDGER = "ledger.json"
"""The file of a release that stays at the holder: what later releases are judged against."""


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
    _check_fixed(dataset, given)
    check_free(out)
    _check_open(node, held)
    payload = {
        "grant": grant,
        "release": node.ids.new("release"),
        **{f"{_SET}{name}": value for name, value in given},
    }
    return node.jobs.start(RUN, payload, person=actor.person, party=acting(actor))


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


def running(node: Node, job: Job, report: Report) -> str:
    """The job: run the lane, disclose, write the release, commit it. Safe to repeat."""
    id = ReleaseId(job.payload["release"])
    if any(each.record.id == id for each in node.records.find(Release)):
        return id
    asked = _run(node, job)
    work = node.home / "work" / job.id
    try:
        _check_open(node, asked.grant)
        _made(node, asked, PersonId(job.person), work, report)
    except NotPermitted:
        rmtree(work, ignore_errors=True)
        raise
    rmtree(work, ignore_errors=True)
    return id


def resumable(node: Node, job: Job) -> bool:
    """True if a stopped job may still use what it left in its work folder."""
    try:
        _check_open(node, _run(node, job).grant)
    except Refused:
        return False
    return True


def show(actor: Actor, node: Node, id: ReleaseId) -> Release:
    """One release that went to the actor's party."""
    return _readable(actor, node, "use.show", id)


def inbox(actor: Actor, node: Node, id: CollaborationId) -> tuple[Release, ...]:
    """The releases that went to the actor's party, oldest first."""
    member(actor, node, "use.inbox", id)
    found = (stored.record for stored in node.records.find(Release, collaboration=id))
    return tuple(each for each in found if actor.party in _readers(node, each))


def readers(actor: Actor, node: Node, id: ReleaseId) -> tuple[PartyId, ...]:
    """The parties that can see a release: those of its agreement, and its beneficiaries."""
    return _readers(node, _readable(actor, node, "use.readers", id))


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
        tell=hosted(node, _readers(node, informed)),
    )
    return informed


def _readable(actor: Actor, node: Node, action: str, id: ReleaseId) -> Release:
    if actor.party not in _readers(node, node.records.get(Release, id).record):
        raise NotFound(kind="release", id=id)
    return within(actor, node, action, Release, id).record


def _readers(node: Node, release: Release) -> tuple[PartyId, ...]:
    agreement = node.records.get(Agreement, release.agreement).record
    return tuple(dict.fromkeys((*agreement.parties, *release.beneficiaries)))


def _check_fixed(dataset: Dataset, given: tuple[tuple[str, str], ...]) -> None:
    fixed = dict(dataset.settings)
    for name, value in given:
        if value != fixed.get(name, value):
            raise NotAllowed(
                detail=f"The holder of this dataset has fixed the setting {name}.",
                hint="Leave it out.",
            )


def _check_open(node: Node, grant: Grant) -> None:
    if grant.mode is Mode.DELIVER:
        check_delivered(node, grant.id)
        return
    agreement = node.records.get(Agreement, grant.agreement).record
    dataset = node.records.get(Dataset, grant.dataset).record
    spent(grant)
    usable(grant, agreement, dataset, node.clock.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What a job was asked: which release, by which grant, with which lane and settings."""

    id: ReleaseId
    grant: Grant
    dataset: Dataset
    siblings: tuple[Stored[Dataset], ...]
    """All datasets of the same holder for the same lane, oldest first: the same people."""
    lane: AnyLane
    settings: Mapping[str, str]
    """Those that were asked for, with those that the holder fixed."""

    @property
    def told_settings(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.settings.items()))


def _run(node: Node, job: Job) -> _Run:
    grant = node.records.get(Grant, GrantId(job.payload["grant"])).record
    dataset = node.records.get(Dataset, grant.dataset).record
    siblings = _siblings(node, dataset)
    return _Run(
        id=ReleaseId(job.payload["release"]),
        grant=grant,
        dataset=dataset,
        siblings=siblings,
        lane=known_lane(dataset.lane),
        settings=_given(job) | dict(dataset.settings),
    )


def _given(job: Job) -> dict[str, str]:
    names = (name for name in job.payload if name.startswith(_SET))
    return {name.removeprefix(_SET): job.payload[name] for name in names}


def _made(node: Node, asked: _Run, person: PersonId, work: Path, report: Report) -> None:
    work.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _inputs(node, asked, work) as inputs:
        with _unquoted(asked):
            finding = run_lane(asked.lane, inputs, node.engine(work), report)
        judged = node.records.get(Dataset, asked.siblings[0].record.id)
        disclosed = disclose(finding, _rule(node, asked), _earlier(node, asked))
        outputs = (
            *asked.lane.outputs(inputs, disclosed),
            drawn.drawn(asked.lane.figures(inputs, disclosed)),
            *_ledger(asked, disclosed),
        )
    files = node.releases.write(asked.id, outputs)
    _check_open(node, asked.grant)
    _released(node, person, _release(node, asked, disclosed, files), judged)


@contextmanager
def _unquoted(asked: _Run) -> Iterator[None]:
    """What is wrong with a holder's files is not told to who asks: a sentence may quote them."""
    try:
        yield
    except Invalid as wrong:
        if asked.grant.mode is Mode.DELIVER or wrong.fields.get("field") in asked.lane.settings:
            raise
        raise Invalid(
            detail=f"The lane {asked.lane.name} cannot work on this dataset as it lies there.",
            hint="What is wrong is told to its holder alone: "
            f"`weal use {asked.lane.name} --help`, on the own files.",
        ) from None


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
    delivered = check_delivered(node, asked.grant.id)
    with node.vault.opened(delivered.agreement, delivered.id) as folder:
        yield Inputs(
            folder=folder,
            columns={},
            settings=asked.settings,
            secret=b"",
            synthetic=asked.dataset.synthetic,
            work=work,
        )


def _rule(node: Node, asked: _Run) -> DisclosureRule | FieldRule:
    if isinstance(asked.lane.rule, FieldRule):
        return asked.lane.rule
    agreement = node.records.get(Agreement, asked.grant.agreement).record
    clause = agreement.clause(ClauseTerm.MIN_GROUP)
    agreed = int(clause.values[0]) if clause else 0
    return replace(asked.lane.rule, smallest=max(asked.lane.rule.smallest, agreed))


def _siblings(node: Node, dataset: Dataset) -> tuple[Stored[Dataset], ...]:
    own = node.records.find(Dataset, holder=dataset.holder)
    return tuple(each for each in own if each.record.lane == dataset.lane)


def _earlier(node: Node, asked: _Run) -> tuple[Published, ...]:
    before = []
    for sibling in asked.siblings:
        for stored in node.records.find(Release, dataset=sibling.record.id):
            release = stored.record
            digest = dict(release.files).get(LEDGER)
            if digest is not None:
                before.append(read_published(node.releases.read(release.id, LEDGER, digest)))
    return tuple(before)


def _ledger(asked: _Run, disclosed: Disclosed | Listed) -> tuple[DocumentOutput, ...]:
    """What later releases are judged against; a listing counts nobody and has none."""
    if isinstance(disclosed, Listed):
        return ()
    told = published(
        disclosed,
        release=asked.id,
        dataset=asked.dataset.id,
        version=asked.dataset.version,
        definition=asked.lane.definition,
        settings=asked.told_settings,
    )
    return (DocumentOutput(name=LEDGER, document=written(told)),)


def _release(
    node: Node, asked: _Run, disclosed: Disclosed | Listed, files: tuple[tuple[str, str], ...]
) -> Release:
    agreement = node.records.get(Agreement, asked.grant.agreement).record
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
        beneficiaries=agreement.beneficiaries,
        threshold=disclosed.smallest,
        published=disclosed.published,
        withheld=disclosed.withheld,
        files=files,
        synthetic=asked.dataset.synthetic,
    )


def _released(node: Node, person: PersonId, release: Release, judged: Stored[Dataset]) -> None:
    """Commit a release, with the holder's oldest dataset as it was when it was judged.

    Of two releases of the same people at once the second meets a Conflict: it was not judged
    against the first.
    """
    stored = node.records.get(Grant, release.grant)
    visit = stored.record.mode is Mode.VISIT
    used = (Write(record=spent(stored.record), expected_version=stored.version),) if visit else ()
    change = act(
        Kind.RELEASE_MADE,
        person=person,
        log=release.made_by,
        writes=(
            Write(record=release, expected_version=0),
            Write(record=judged.record, expected_version=judged.version),
            *used,
        ),
        facts=(
            ("grant", release.grant),
            ("published", release.published),
            ("withheld", sum(count for _, count in release.withheld)),
        ),
        tell=hosted(node, _readers(node, release)),
    )
    carry_out(node, change)
