"""How a release is made: the job that runs a lane behind the gate and commits what may leave."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from commonweal.app.acts import act, carry_out
from commonweal.app.delivery import check_delivered
from commonweal.app.inputs import visit_inputs
from commonweal.app.membership import hosted, party
from commonweal.app.node import Node
from commonweal.model.agreement import Agreement, ClauseTerm, Mode
from commonweal.model.change import Stored, Write
from commonweal.model.dataset import Dataset
from commonweal.model.errors import Invalid, NotPermitted, Refused, Unavailable
from commonweal.model.evidence import Kind
from commonweal.model.grant import Grant
from commonweal.model.ids import GrantId, PartyId, PersonId, ReleaseId
from commonweal.model.job import Job
from commonweal.model.output import DocumentOutput
from commonweal.model.ports import Report
from commonweal.model.release import Release
from commonweal.share.gate import spent, usable
from commonweal.use import drawn
from commonweal.use.disclosure import disclose
from commonweal.use.lane import AnyLane, Disclosed, DisclosureRule, FieldRule, Inputs, Listed
from commonweal.use.lane import lane as known_lane
from commonweal.use.ledger import Published, published, read_published, written
from commonweal.use.run import run as run_lane

RUN = "use.run"
"""The kind of job that runs a lane."""

LEDGER = "ledger.json"
"""The file of a release that stays at the holder: what later releases are judged against."""

_SET = "set."


def payload(
    grant: GrantId, release: ReleaseId, settings: tuple[tuple[str, str], ...]
) -> dict[str, str]:
    """What the job is told: the grant, the release to make, the settings that were asked for."""
    given = {f"{_SET}{name}": value for name, value in settings}
    return {"grant": grant, "release": release, **given}


def running(node: Node, job: Job, report: Report) -> str:
    """The job: run the lane, disclose, write the release, commit it. Safe to repeat."""
    id = ReleaseId(job.payload["release"])
    if any(each.record.id == id for each in node.records.find(Release)):
        return id
    asked = _run(node, job)
    work = node.home / "work" / job.id
    try:
        check_open(node, asked.grant)
        _made(node, asked, PersonId(job.person), work, report)
    except NotPermitted:
        rmtree(work, ignore_errors=True)
        raise
    rmtree(work, ignore_errors=True)
    return id


def resumable(node: Node, job: Job) -> bool:
    """True if a stopped job may still use what it left in its work folder."""
    try:
        check_open(node, _run(node, job).grant)
    except Refused:
        return False
    return True


def check_open(node: Node, grant: Grant) -> None:
    """Say nothing if the agreement still opens what was granted. Raises NotPermitted."""
    if grant.mode is Mode.DELIVER:
        check_delivered(node, grant.id)
        return
    agreement = node.records.get(Agreement, grant.agreement).record
    dataset = node.records.get(Dataset, grant.dataset).record
    spent(grant)
    usable(grant, agreement, dataset, node.clock.now())


def readers_of(node: Node, release: Release) -> tuple[PartyId, ...]:
    """The parties that can see a release: those of its agreement, and its beneficiaries."""
    agreement = node.records.get(Agreement, release.agreement).record
    return tuple(dict.fromkeys((*agreement.parties, *release.beneficiaries)))


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
    check_open(node, asked.grant)
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
        returned=asked.lane.returned(disclosed),
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
        tell=hosted(node, readers_of(node, release)),
    )
    carry_out(node, change)
