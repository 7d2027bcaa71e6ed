"""How a delivery is made: the job that seals in the vault what was granted, once."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from shutil import copytree, rmtree

from commonweal.app.acts import NODE_PERSON, act, carry_out
from commonweal.app.inputs import visit_inputs
from commonweal.app.membership import hosted
from commonweal.app.node import Node
from commonweal.model.agreement import Agreement
from commonweal.model.change import Change, Stored, Write
from commonweal.model.dataset import Dataset
from commonweal.model.errors import Conflict, NotPermitted, NotYet, Unavailable
from commonweal.model.evidence import Kind
from commonweal.model.grant import Delivery, DeliveryState, Grant
from commonweal.model.ids import DeliveryId, GrantId
from commonweal.model.job import Job
from commonweal.model.party import Actor
from commonweal.model.ports import Report
from commonweal.share.gate import spent, usable
from commonweal.share.state import opens
from commonweal.use.lane import lane as known_lane

DELIVER = "share.deliver"
"""The kind of job that delivers."""


def announce(actor: Actor, node: Node, stored: Stored[Grant]) -> None:
    """Say that what was granted will be handed over; nothing if that was said already.

    Raises NotPermitted if the grant cannot be used now.
    """
    if not _announced(node, stored.record.id):
        _check_usable(node, stored.record)
        carry_out(node, _announcement(actor, node, stored))


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
    if not opens(agreement, node.clock.now()):
        raise NotPermitted(
            clause="state",
            detail=f"The agreement is {agreement.state.value}: what was delivered is shut.",
            hint="Agree anew: `weal agree draft --like AGREEMENT`.",
        )
    return stored.record


def _announced(node: Node, grant: GrantId) -> Stored[Delivery] | None:
    found = node.records.find(Delivery, grant=grant)
    return found[0] if found else None


def _check_usable(node: Node, grant: Grant) -> None:
    usable(
        grant,
        node.records.get(Agreement, grant.agreement).record,
        node.records.get(Dataset, grant.dataset).record,
        node.clock.now(),
    )


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
