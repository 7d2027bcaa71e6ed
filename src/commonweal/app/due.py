"""What time brings: agreements that begin or expire, keys that must die, lives that close."""

from collections.abc import Iterator, Set
from dataclasses import replace

from commonweal.agree.lifecycle import LIVE, closable, due, moved
from commonweal.app.acts import NODE_PERSON, act, carry_out
from commonweal.app.membership import hosted
from commonweal.app.node import Node
from commonweal.model.agreement import ENDED, Agreement, AgreementState
from commonweal.model.change import Change, Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Conflict
from commonweal.model.evidence import Kind
from commonweal.model.grant import Delivery, DeliveryState
from commonweal.model.ids import PartyId
from commonweal.model.questionnaire import Questionnaire, QuestionnaireState
from commonweal.model.returns import SETTLED, Return

_BY_STATE = {
    AgreementState.ACTIVE: Kind.AGREEMENT_ACTIVATED,
    AgreementState.EXPIRED: Kind.AGREEMENT_EXPIRED,
}


def settle(node: Node) -> int:
    """Do everything that is due now; how many agreements moved. Safe to repeat at any time."""
    count = 0
    for stored in _in_states(node, LIVE):
        to = due(stored.record, node.clock.now())
        if to is not None:
            _move(node, stored, to)
            count += 1
    destroy_doomed(node)
    for stored in _in_states(node, ENDED):
        if closable(stored.record, _open_returns(node, stored.record)):
            _move(node, stored, AgreementState.CLOSED)
            count += 1
    return count


def destroy_doomed(node: Node) -> None:
    """Destroy the vault key of every ended agreement, then say so in the log.

    The gate and the vault refuse since the agreement ended; killed in between, this runs again.
    """
    for stored in _in_states(node, ENDED):
        agreement = stored.record
        if not agreement.key_doomed or agreement.key_destroyed:
            continue
        node.vault.destroy_key(agreement.id)
        _carry_out_once(node, _destroyed(node, stored))


def forget_answers(node: Node) -> None:
    """Erase what was answered with questionnaires that are over, and was never handed in.

    What was taken back while others read the database lingers in its journal until this round.
    """
    now = node.clock.now()
    for stored in node.records.find(Questionnaire):
        record = stored.record
        closed = record.state is not QuestionnaireState.OPEN or record.over(now)
        if closed and node.answers.kept(record.id):
            node.answers.forget(record.id)
    node.answers.scrub()


def _destroyed(node: Node, stored: Stored[Agreement]) -> Change:
    agreement = replace(stored.record, key_destroyed=True)
    deliveries = [
        Write(
            record=replace(each.record, state=DeliveryState.DESTROYED),
            expected_version=each.version,
        )
        for each in node.records.find(Delivery, agreement=agreement.id)
        if each.record.state is not DeliveryState.DESTROYED
    ]
    told = _told(node, agreement)
    return act(
        Kind.VAULT_KEY_DESTROYED,
        person=NODE_PERSON,
        log=told[0],
        writes=(Write(record=agreement, expected_version=stored.version), *deliveries),
        facts=(("deliveries", len(deliveries)),),
        tell=told,
    )


def _move(node: Node, stored: Stored[Agreement], to: AgreementState) -> None:
    agreement = moved(stored.record, to)
    told = _told(node, agreement)
    change = act(
        _BY_STATE.get(to, Kind.AGREEMENT_CLOSED),
        person=NODE_PERSON,
        log=told[0],
        writes=(Write(record=agreement, expected_version=stored.version),),
        tell=told,
    )
    _carry_out_once(node, change)


def _told(node: Node, agreement: Agreement) -> tuple[PartyId, ...]:
    """The parties hosted here, in whose logs it is entered; else the members hosted here."""
    here = hosted(node, agreement.parties)
    if here:
        return here
    return hosted(node, node.records.get(Collaboration, agreement.collaboration).record.parties)


def _carry_out_once(node: Node, change: Change) -> None:
    """Carry it out, unless another process of this home has just done so."""
    try:
        carry_out(node, change)
    except Conflict:
        return


def _in_states(node: Node, states: Set[AgreementState]) -> Iterator[Stored[Agreement]]:
    for state in sorted(states):
        yield from node.records.find(Agreement, state=state.value)


def _open_returns(node: Node, agreement: Agreement) -> int:
    owed = node.records.find(Return, agreement=agreement.id)
    return sum(each.record.state not in SETTLED for each in owed)
