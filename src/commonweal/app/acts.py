"""Carrying out an act: one commit, then what follows from it outside the transaction."""

from collections.abc import Iterable

from commonweal.account.checkpoint import checkpoint_text, note
from commonweal.app.membership import acting
from commonweal.app.node import Node
from commonweal.model.change import Change, Message, Write, collaboration, subject
from commonweal.model.errors import Conflict, Invalid, Unavailable
from commonweal.model.evidence import Facts, Kind, Subject
from commonweal.model.ids import PartyId, PersonId
from commonweal.model.party import Actor, Party
from commonweal.model.ports import Posted

_SIGN_AFTER = 32
"""Entries after which a log's head is signed at once; else at the end of a command or round."""

NODE_PERSON = PersonId("node")
"""Who acts when a job does: nobody in particular."""


def act(
    kind: Kind,
    *,
    person: PersonId,
    log: PartyId,
    writes: tuple[Write, ...],
    facts: Facts = (),
    tell: Iterable[PartyId] = (),
) -> Change:
    """One act as a change: about its first write, told to the parties in `tell`."""
    about = subject(writes[0])
    told = tuple(
        Message(recipient=party, kind=kind, facts=((about.type, about.id), *facts))
        for party in tell
        if party != log
    )
    return Change(
        kind=kind,
        actor=person,
        log=log,
        collaboration=collaboration(writes[0].record),
        subject=about,
        writes=writes,
        facts=facts,
        messages=told,
    )


def keep(
    actor: Actor,
    node: Node,
    write: Write,
    kind: Kind,
    *,
    facts: Facts = (),
    tell: Iterable[PartyId] = (),
) -> None:
    """Carry out an act of the actor's own party on one record."""
    change = act(
        kind,
        person=actor.person,
        log=acting(actor),
        writes=(write,),
        facts=facts,
        tell=tell,
    )
    carry_out(node, change)


def carry_out(node: Node, *changes: Change) -> None:
    """Commit changes in one transaction, hand their messages over, sign the logs they grew."""
    node.records.commit(*changes)
    relay(node)
    sign_heads(node, grown=_SIGN_AFTER)


def relay(node: Node) -> int:
    """Hand every waiting message to its hosted recipient's log; how many went.

    Killed between the receipt and the tick, the next relay finds the receipt and only ticks. What
    cannot be entered now waits for the next round, and holds nothing else up.
    """
    handed = 0
    for posted in node.outbox.waiting():
        try:
            if not node.outbox.received(posted.id):
                _receive(node, posted)
        except (Invalid, Unavailable):
            node.outbox.failed(posted.id)
            continue
        node.outbox.done(posted.id)
        handed += 1
    return handed


def _receive(node: Node, posted: Posted) -> None:
    receipt = Change(
        kind=Kind.MESSAGE_RECEIVED,
        actor=NODE_PERSON,
        log=posted.message.recipient,
        collaboration=posted.collaboration,
        subject=Subject(type="message", id=posted.id, version=1),
        writes=(),
        facts=(
            ("kind", posted.message.kind.value),
            ("sender", posted.sender),
            ("leaf", posted.leaf),
            *posted.message.facts,
        ),
    )
    try:
        node.records.commit(receipt)
    except Conflict:
        if not node.outbox.received(posted.id):
            raise


def sign_heads(node: Node, *, grown: int = 1) -> None:
    """Keep a signed checkpoint of every log that grew so much and whose key is on this node."""
    held = set(node.keys.held())
    for log in node.logs.owners():
        size, root = node.logs.head(log)
        kept = node.logs.checkpoints(log)
        if size - (kept[-1][0] if kept else 0) < grown:
            continue
        owner = node.records.get(Party, log).record
        key = owner.current_key(node.clock.now())
        if key is None or (log, key.id) not in held:
            continue
        origin = f"{node.logs.node}/{log}"
        text = checkpoint_text(origin, size, root)
        signature = node.keys.sign(log, key.id, text.encode())
        node.logs.keep_checkpoint(log, size, note(text, origin, key.public, signature))
