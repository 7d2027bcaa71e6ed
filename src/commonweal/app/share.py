"""Step 5: requests to the gate, and what can be done with what it granted."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from commonweal.app.acts import act, carry_out
from commonweal.app.data import catalogue
from commonweal.app.delivery import DELIVER, announce
from commonweal.app.due import settle
from commonweal.app.membership import acting, hosted, member, within
from commonweal.app.node import Node
from commonweal.app.place import check_free
from commonweal.model.agreement import Agreement, Mode
from commonweal.model.change import Stored, Write
from commonweal.model.dataset import Dataset
from commonweal.model.errors import NotFound, NotPermitted
from commonweal.model.evidence import Kind
from commonweal.model.grant import Delivery, Grant, Refusal, Request
from commonweal.model.ids import (
    AgreementId,
    CollaborationId,
    DatasetId,
    DeliveryId,
    GrantId,
    JobId,
    RefusalId,
)
from commonweal.model.may import allowed
from commonweal.model.party import Actor, Role
from commonweal.share.choice import answering
from commonweal.share.gate import Granted, answer
from commonweal.share.state import GrantState, state
from commonweal.share.state import act as next_act

R = TypeVar("R", Grant, Refusal, Delivery)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was asked in a collaboration, and what came of it."""

    grants: tuple[Grant, ...]
    refusals: tuple[Refusal, ...]
    deliveries: tuple[Delivery, ...]
    states: dict[GrantId, GrantState]
    """What each grant still is."""
    acts: dict[GrantId, str]
    """What the actor can do now with a grant to its party: `use.run` or `share.deliver`."""


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
    announce(actor, node, stored)
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


def askable(actor: Actor, node: Node, id: CollaborationId) -> tuple[Dataset, ...]:
    """The datasets that agreements of the actor's party name: of others the gate tells nothing."""
    member(actor, node, "share.askable", id)
    named = {dataset for each in _agreements(actor, node, id).values() for dataset in each.datasets}
    return tuple(each for each in catalogue(actor, node, id) if each.id in named)


def history(actor: Actor, node: Node, id: CollaborationId) -> History:
    """Grants, refusals and deliveries that the actor's party takes part in."""
    roles = member(actor, node, "share.history", id).record.roles(actor.party)
    mine = _agreements(actor, node, id)
    grants = _under(node, Grant, id, mine)
    deliveries = _under(node, Delivery, id, mine)
    states = dict(_states(node, id, mine, grants, deliveries))
    return History(
        grants=grants,
        refusals=_under(node, Refusal, id, mine),
        deliveries=deliveries,
        states=states,
        acts=dict(_acts(actor, roles, grants, states)),
    )


def _agreements(actor: Actor, node: Node, id: CollaborationId) -> dict[AgreementId, Agreement]:
    """Those of a collaboration to which the actor's party is a party."""
    found = (each.record for each in node.records.find(Agreement, collaboration=id))
    return {each.id: each for each in found if actor.party in each.parties}


def _under(
    node: Node, kind: type[R], id: CollaborationId, agreements: Collection[AgreementId]
) -> tuple[R, ...]:
    found = (each.record for each in node.records.find(kind, collaboration=id))
    return tuple(each for each in found if each.agreement in agreements)


def _states(
    node: Node,
    id: CollaborationId,
    agreements: Mapping[AgreementId, Agreement],
    grants: tuple[Grant, ...],
    deliveries: tuple[Delivery, ...],
) -> Iterator[tuple[GrantId, GrantState]]:
    datasets = {
        each.record.id: each.record for each in node.records.find(Dataset, collaboration=id)
    }
    handed_over = {each.grant: each for each in deliveries}
    now = node.clock.now()
    for each in grants:
        yield (
            each.id,
            state(
                each,
                handed_over.get(each.id),
                agreements[each.agreement],
                datasets[each.dataset],
                now,
            ),
        )


def _acts(
    actor: Actor,
    roles: frozenset[Role],
    grants: tuple[Grant, ...],
    states: Mapping[GrantId, GrantState],
) -> Iterator[tuple[GrantId, str]]:
    for each in grants:
        found = next_act(each, states[each.id])
        if found and each.recipient == actor.party and allowed(actor, found, roles):
            yield each.id, found


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
