"""Step 5: requests to the gate, and deliveries of what it granted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from shutil import copytree, rmtree
from typing import TypeVar

from commonweal.app.acts import NODE_PERSON, act, carry_out
from commonweal.app.due import settle
from commonweal.app.membership import acting, hosted, member, within
from commonweal.app.node import Node
from commonweal.app.place import check_free
from commonweal.model.agreement import Agreement, Mode
from commonweal.model.change import Change, Stored, Write
from commonweal.model.dataset import Dataset
from commonweal.model.errors import (
    Conflict,
    Invalid,
    NotFound,
    NotPermitted,
    NotYet,
    Unavailable,
)
from commonweal.model.evidence import Kind
from commonweal.model.grant import Delivery, DeliveryState, Grant, Refusal, Request
from commonweal.model.ids import (
    AgreementId,
    CollaborationId,
    DatasetId,
    DeliveryId,
    GrantId,
    JobId,
    RefusalId,
)
from commonweal.model.party import Actor
from commonweal.model.ports import Job, Report
from commonweal.share.choice import answering
from commonweal.share.gate import Granted, answer, spent, usable
from commonweal.use.lane import Inputs
from commonweal.use.lane import lane as known_lane

R = TypeVar("R", Grant, Refusal, Delivery)

DELIVER = "share.deliver"
"""The kind of job that delivers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was asked in a collaboration, and what came of it."""

    grants: tuple[Grant, ...]
    refusals: tuple[Refusal, ...]
    deliveries: tuple[Delivery, ...]


def request(
    actor: Actor, node: Node, dataset: DatasetId, *, purpose: str, mode: Mode
) -> Grant | Refusal:
    """Ask the gate. Issuing a grant uses up one count in the same transaction.

    Raises:
        NotFound: no such dataset, or no agreement on it with the actor's party.
    """
    settle(node)
    held = within(actor, node, "share.request", Dataset, dataset).record
    asked = Request(
        party=acting(actor), dataset=dataset, purpose=purpose, mode=mode, at=node.clock.now()
    )
    stored = _agreement(node, asked, held)
    given = answer(asked, stored.record, held, name=node.ids.new("grant"))
    if isinstance(given, Granted):
        writes = (
            Write(record=given.grant, expected_version=0),
            Write(record=given.agreement_after, expected_version=stored.version),
        )
        _answered(actor, node, Kind.REQUEST_GRANTED, writes, given.agreement_after)
        return given.grant
    refusal = replace(given.refusal, id=RefusalId(node.ids.new("refusal")))
    refused = Write(record=refusal, expected_version=0)
    _answered(actor, node, Kind.REQUEST_REFUSED, (refused,), stored.record)
    return refusal


def deliver(actor: Actor, node: Node, grant: GrantId, *, out: Path | None = None) -> JobId:
    """Start handing over what was granted: encrypted in the vault, once; a job does the work.

    With `out`, a plain copy is taken out too: its deletion is then promised, not enforced.
    """
    settle(node)
    stored = granted(actor, node, "share.deliver", grant)
    held = stored.record
    if held.mode is not Mode.DELIVER:
        raise NotPermitted(
            clause="mode",
            detail="This grant is for a visit: the analysis goes to the data.",
            hint="Run it there: `weal use run LANE --grant GRANT`.",
        )
    check_free(out)
    if not _announced(node, grant):
        _check_usable(node, held)
        carry_out(node, _announcement(actor, node, stored))
    payload = {"grant": grant, "out": str(out.absolute()) if out else ""}
    return node.jobs.start(DELIVER, payload, person=actor.person, party=acting(actor), once=True)


def granted(actor: Actor, node: Node, action: str, id: GrantId) -> Stored[Grant]:
    """A grant to the actor's party. Raises NotFound for another's, whatever the roles."""
    if node.records.get(Grant, id).record.recipient != actor.party:
        raise NotFound(kind="grant", id=id)
    return within(actor, node, action, Grant, id)


def delivery(actor: Actor, node: Node, id: DeliveryId) -> Delivery:
    """One delivery to the actor's party. Raises NotFound for another's."""
    found = within(actor, node, "share.delivery", Delivery, id).record
    if found.recipient != actor.party:
        raise NotFound(kind="delivery", id=id)
    return found


def history(actor: Actor, node: Node, id: CollaborationId) -> History:
    """Grants, refusals and deliveries that the actor's party takes part in."""
    member(actor, node, "share.history", id)
    mine = {
        each.record.id
        for each in node.records.find(Agreement, collaboration=id)
        if actor.party in each.record.parties
    }
    return History(
        grants=_under(node, Grant, id, mine),
        refusals=_under(node, Refusal, id, mine),
        deliveries=_under(node, Delivery, id, mine),
    )


def delivering(node: Node, job: Job, report: Report) -> str:
    """The job: pseudonymise at the holder, seal in the vault, say so. Safe to repeat."""
    grant = node.records.get(Grant, job.payload["grant"]).record
    stored = _announced(node, grant.id)
    if stored is None:
        raise Conflict(detail="This delivery was not announced.", hint="Ask for it again.")
    delivery = stored.record
    if delivery.state is DeliveryState.ANNOUNCED:
        _check_usable(node, grant)
        delivery = _sealed(node, grant, stored, report)
    if job.payload["out"]:
        _exported(node, delivery, Path(job.payload["out"]))
    return delivery.id


def _under(
    node: Node, kind: type[R], id: CollaborationId, agreements: set[AgreementId]
) -> tuple[R, ...]:
    found = (each.record for each in node.records.find(kind, collaboration=id))
    return tuple(each for each in found if each.agreement in agreements)


def _agreement(node: Node, asked: Request, held: Dataset) -> Stored[Agreement]:
    known = node.records.find(Agreement, collaboration=held.collaboration)
    chosen = answering(asked, [each.record for each in known], held)
    return next(each for each in known if each.record.id == chosen.id)


def _answered(
    actor: Actor, node: Node, kind: Kind, writes: tuple[Write, ...], agreement: Agreement
) -> None:
    record = writes[0].record
    clause = (("clause", record.clause),) if isinstance(record, Refusal) else ()
    change = act(
        kind,
        person=actor.person,
        log=acting(actor),
        writes=writes,
        facts=(("agreement", agreement.id), ("granted", agreement.granted), *clause),
        tell=hosted(node, agreement.parties),
    )
    carry_out(node, change)


def _check_usable(node: Node, grant: Grant) -> None:
    usable(
        grant,
        node.records.get(Agreement, grant.agreement).record,
        node.records.get(Dataset, grant.dataset).record,
        node.clock.now(),
    )


def _announced(node: Node, grant: GrantId) -> Stored[Delivery] | None:
    found = node.records.find(Delivery, grant=grant)
    return found[0] if found else None


def _announcement(actor: Actor, node: Node, stored: Stored[Grant]) -> Change:
    grant = stored.record
    made = Delivery(
        id=DeliveryId(node.ids.new("delivery")),
        collaboration=grant.collaboration,
        agreement=grant.agreement,
        grant=grant.id,
        dataset=grant.dataset,
        recipient=grant.recipient,
        state=DeliveryState.ANNOUNCED,
        at=node.clock.now(),
    )
    agreement = node.records.get(Agreement, grant.agreement).record
    return act(
        Kind.DELIVERY_ANNOUNCED,
        person=actor.person,
        log=grant.recipient,
        writes=(
            Write(record=made, expected_version=0),
            Write(record=spent(grant), expected_version=stored.version),
        ),
        tell=hosted(node, agreement.parties),
    )


def _sealed(node: Node, grant: Grant, stored: Stored[Delivery], report: Report) -> Delivery:
    work = node.home / "work" / stored.record.id
    rmtree(work, ignore_errors=True)
    try:
        report(0, 2, "steps")
        names = _handed_over(node, grant, work)
        report(1, 2, "steps")
        files = node.vault.seal(
            grant.agreement, stored.record.id, [(name, work / "out" / name) for name in names]
        )
    finally:
        rmtree(work, ignore_errors=True)
    _check_usable(node, grant)
    sealed = replace(
        stored.record,
        state=DeliveryState.SEALED,
        files=len(files),
        size=sum(size for _, size, _ in files),
        sha256=_digest(files),
    )
    _said(node, sealed, stored.version, Kind.DELIVERY_SEALED)
    report(2, 2, "steps")
    return sealed


def _handed_over(node: Node, grant: Grant, work: Path) -> tuple[str, ...]:
    dataset = node.records.get(Dataset, grant.dataset).record
    target, spill = work / "out", work / "spill"
    target.mkdir(parents=True, mode=0o700)
    spill.mkdir(mode=0o700)
    inputs = visit_inputs(node, dataset, settings={}, work=spill)
    return known_lane(dataset.lane).handover(inputs, node.engine(spill), target)


def check_delivered(node: Node, grant: GrantId) -> Delivery:
    """The delivery of a grant, while it may be opened.

    Raises:
        NotYet: nothing lies in the vault for this grant.
        NotPermitted: the agreement is suspended or has ended.
    """
    stored = _announced(node, grant)
    if stored is None or stored.record.state is DeliveryState.ANNOUNCED:
        raise NotYet(
            detail="Nothing lies in the vault for this grant.",
            hint="Have it delivered first: `weal share deliver GRANT`.",
        )
    agreement = node.records.get(Agreement, stored.record.agreement).record
    if not agreement.in_force(node.clock.now()) or agreement.key_doomed:
        raise NotPermitted(
            clause="state",
            detail=f"The agreement is {agreement.state.value}: what was delivered is shut.",
            hint="Agree anew: `weal agree draft --like AGREEMENT`.",
        )
    return stored.record


def visit_inputs(
    node: Node, dataset: Dataset, *, settings: Mapping[str, str], work: Path
) -> Inputs:
    """The dataset where it lies, unchanged since it was attached.

    Raises:
        NotPermitted: the files have changed.
        Unavailable: they cannot be read; where they lie is not told to who asks.
    """
    place = Path(dataset.place)
    if _version(node, place) != dataset.version:
        raise NotPermitted(
            clause="dataset",
            detail="The files of this dataset have changed since the agreement was made.",
            hint="The holder attaches them as a new dataset: `weal data add`.",
        )
    return Inputs(
        folder=place,
        columns=dict(dataset.columns),
        settings={**settings, **dict(dataset.settings)},
        secret=node.keys.secret(dataset.holder, "pseudonyms"),
        synthetic=dataset.synthetic,
        work=work,
    )


def _version(node: Node, place: Path) -> str:
    try:
        return node.holdings.version(node.holdings.listing(place))
    except (Invalid, Unavailable):
        raise Unavailable(
            detail="The files of this dataset cannot be read where its holder keeps them.",
            hint="Ask the holder to put them back as they were attached.",
        ) from None


def _digest(files: tuple[tuple[str, int, str], ...]) -> str:
    lines = "".join(f"{digest} {size} {name}\n" for name, size, digest in files)
    return sha256(lines.encode()).hexdigest()


def _exported(node: Node, delivery: Delivery, out: Path) -> None:
    check_delivered(node, delivery.grant)
    with node.vault.opened(delivery.agreement, delivery.id) as folder:
        if not delivery.exported:
            stored = node.records.get(Delivery, delivery.id)
            taken = replace(stored.record, exported=True)
            _said(node, taken, stored.version, Kind.DELIVERY_EXPORTED)
        try:
            copytree(folder, out, dirs_exist_ok=True)
        except OSError as gap:
            raise Unavailable(
                detail=f"The plain copy cannot be written to {out}.",
                hint="Choose a new or empty folder that you may write, with room for it.",
            ) from gap


def _said(node: Node, delivery: Delivery, version: int, kind: Kind) -> None:
    agreement = node.records.get(Agreement, delivery.agreement).record
    change = act(
        kind,
        person=NODE_PERSON,
        log=delivery.recipient,
        writes=(Write(record=delivery, expected_version=version),),
        facts=(("files", delivery.files), ("bytes", delivery.size), ("sha256", delivery.sha256)),
        tell=hosted(node, agreement.parties),
    )
    carry_out(node, change)
