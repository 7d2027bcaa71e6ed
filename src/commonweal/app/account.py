"""Step 8: the log of a party, whether it fits, and what public value came of it all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from commonweal.account.census import merged, verify_records
from commonweal.account.entry import parse
from commonweal.account.figure import chain as as_chain
from commonweal.account.proof import inclusion
from commonweal.account.value import (
    NOT_SHOWN,
    PublicValueAccount,
    package_costs,
    value_account,
)
from commonweal.account.verification import Log, Verified, verify_log
from commonweal.align.track import standing
from commonweal.app.align.lock import passed
from commonweal.app.diagnose.situation import situation
from commonweal.app.membership import acting, member, party
from commonweal.app.node import Node
from commonweal.app.winwin.offers import stored
from commonweal.diagnose.voluntary import voluntariness
from commonweal.model.agreement import Agreement
from commonweal.model.change import Record
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Invalid, NotYet, Tampered
from commonweal.model.evidence import Entry
from commonweal.model.figure import Chain
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.may import check
from commonweal.model.party import Actor
from commonweal.model.release import Release
from commonweal.model.returns import Return
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Package

R = TypeVar("R", bound=Record)
_LAST = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That an entry is in a log of a given size: checked with the root alone."""

    origin: str
    seq: int
    size: int
    leaf: bytes
    path: tuple[bytes, ...]
    checkpoint: str
    """The signed note over that size and root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry as it lies in its log."""

    entry: Entry
    leaf: str
    """Its leaf hash, hex."""
    sealed: bool
    """True if a signed checkpoint ends with it."""


def log(actor: Actor, node: Node, *, start: int = 0) -> Iterator[Entry]:
    """The entries of the actor's party's log from position `start`.

    Raises Invalid for a position that no log has.
    """
    check(actor, "account.log")
    if not 0 <= start <= _LAST:
        raise Invalid(
            detail=f"A log has no position {start}.",
            hint="Give a position from 0 on.",
            field="start",
        )
    return (parse(each.body) for each in node.logs.entries(acting(actor), start))


def history(actor: Actor, node: Node, id: CollaborationId) -> tuple[Told, ...]:
    """What the log of the actor's party tells of one collaboration, oldest first."""
    member(actor, node, "account.history", id)
    owner = acting(actor)
    sealed = {size - 1 for size, _ in node.logs.checkpoints(owner)}
    found = ((parse(each.body), each.leaf) for each in node.logs.entries(owner))
    return tuple(
        Told(entry=entry, leaf=leaf.hex(), sealed=entry.seq in sealed)
        for entry, leaf in found
        if entry.collaboration == id
    )


def chain(actor: Actor, node: Node, id: CollaborationId) -> Chain:
    """The same as a picture: each entry holds the ones before it."""
    found = member(actor, node, "account.chain", id).record
    told = history(actor, node, id)
    return as_chain(
        ((each.entry, each.leaf, each.sealed) for each in told),
        f"The log of {party(node, acting(actor)).name} about {found.title}",
    )


def verify(actor: Actor, node: Node) -> tuple[Verified, ...]:
    """Check every log of this node, and every record against the logs.

    What grows while it is read is read again.

    Raises:
        Tampered: names the first entry, checkpoint or record that does not fit.
    """
    check(actor, "account.verify")
    while True:
        before = node.records.counter()
        try:
            found = _verified(node)
            return tuple(each for each in found if actor.party in (None, each.log))
        except Tampered:
            if node.records.counter() == before:
                raise


def prove(actor: Actor, node: Node, seq: int) -> Proof:
    """An inclusion proof of one entry of the actor's party's log, with the signed checkpoint."""
    check(actor, "account.prove")
    owner = acting(actor)
    leaves = [each.leaf for each in node.logs.entries(owner)]
    signed = [each for each in node.logs.checkpoints(owner) if each[0] > seq]
    if not 0 <= seq < len(leaves):
        raise Invalid(
            detail=f"The log has {len(leaves)} entries, and none at {seq}.",
            hint="Give a position from 0 on: `weal account log` shows them.",
        )
    if not signed:
        raise NotYet(
            detail=f"No checkpoint was signed since entry {seq} came into the log.",
            hint="The node signs one from time to time; ask again after it.",
        )
    size, text = signed[-1]
    return Proof(
        origin=f"{node.logs.node}/{owner}",
        seq=seq,
        size=size,
        leaf=leaves[seq],
        path=inclusion(leaves[:size], seq, size),
        checkpoint=text,
    )


def value(actor: Actor, node: Node, id: CollaborationId) -> PublicValueAccount:
    """What was gained, for whom, and what nobody used: from records alone."""
    found = member(actor, node, "account.value", id).record
    table, packages = stored(node, id), _all(node, Package, id)
    return value_account(
        collaboration=found,
        releases=_all(node, Release, id),
        returns=_all(node, Return, id),
        agreements=_all(node, Agreement, id),
        tracks=standing(_all(node, AlignmentTrack, id)),
        invented=table is not None and table.record.invented,
        costs=package_costs(table.record, packages[-1]) if table and packages else (),
        authority=_pressed(node, found),
        passed_over=" ".join(passed(node, id)),
    )


def _pressed(node: Node, found: Collaboration) -> str:
    """What speaks against calling the sharing voluntary; empty if nothing does."""
    word = voluntariness(found, situation(node, found))
    said = " ".join(each.text for each in word.signs).rstrip(".")
    if word.withheld:
        return f"coercion is flagged: {said}"
    return f"{NOT_SHOWN}: {said}" if said else ""


def _all(node: Node, kind: type[R], id: CollaborationId) -> tuple[R, ...]:
    return tuple(each.record for each in node.records.find(kind, collaboration=id))


def _verified(node: Node) -> tuple[Verified, ...]:
    found = tuple(verify_log(_log(node, owner)) for owner in node.logs.owners())
    verify_records(merged(each.latest for each in found), node.records.census())
    return found


def _log(node: Node, owner: PartyId) -> Log:
    checkpoints, head = node.logs.checkpoints(owner), node.logs.head(owner)
    return Log(
        node=node.logs.node,
        party=owner,
        keys=party(node, owner).keys,
        entries=node.logs.entries(owner),
        head=head,
        checkpoints=checkpoints,
    )
