"""Step 4: an agreement from draft to signatures, and the ways to stop it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from commonweal.adapters.documents import render
from commonweal.agree import purpose
from commonweal.agree.clause import check_agreement
from commonweal.agree.detached import opened, parse_signature, signature_text
from commonweal.agree.draft import Terms, drafted, filled
from commonweal.agree.earlier import beginning, carried, first_day
from commonweal.agree.lifecycle import acts as open_acts
from commonweal.agree.lifecycle import check_withdrawal, moved
from commonweal.agree.lifecycle import signed as with_signature
from commonweal.agree.odrl import to_odrl
from commonweal.agree.plaintext import PlainText, plain_text
from commonweal.agree.sign import canonical, check_signature, message, signature_value
from commonweal.app.acts import keep
from commonweal.app.collaboration import still_open, words
from commonweal.app.documents import agreement_document
from commonweal.app.due import settle
from commonweal.app.membership import acting, hosted, member, party, within
from commonweal.app.node import Node
from commonweal.model.agreement import Agreement, AgreementState, ClauseTerm, Signature
from commonweal.model.change import Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset
from commonweal.model.errors import Invalid, NotAllowed, NotFound, NotYet
from commonweal.model.evidence import Facts, Kind
from commonweal.model.ids import AgreementId, CollaborationId, DatasetId, KeyId, PartyId
from commonweal.model.may import allowed, check
from commonweal.model.party import Actor, Party, PartyKey

PURPOSES = {code: each.words for code, each in purpose.PURPOSES.items()}
"""The closed list of purposes: code -> words."""


def draft(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    title: str,
    terms: Sequence[tuple[ClauseTerm, tuple[str, ...]]],
    like: AgreementId | None = None,
) -> Agreement:
    """A draft from terms; those of `like`, an earlier agreement, fill what is not given.

    Where that stands in another collaboration, its terms are carried over: see `agree.earlier`.
    The parties are the holders of the datasets and the recipient, all of whom must sign.

    Raises:
        Invalid: a term is missing, twice, contradictory or not of its form.
    """
    found = member(actor, node, "agree.draft", id).record
    still_open(found)
    given = {**(_like(actor, node, found, like, terms) if like else {}), **filled(terms, None)}
    datasets = [_dataset(node, id, name) for name in given.get(ClauseTerm.DATASET, ())]
    made = drafted(
        given,
        under=found,
        holders=tuple(each.holder for each in datasets),
        id=AgreementId(node.ids.new("agreement")),
        title=words("title", title),
        by=acting(actor),
        at=node.clock.now(),
    )
    _keep(actor, node, Stored(record=made, version=0), made, Kind.AGREEMENT_DRAFTED)
    return made


def show(
    actor: Actor, node: Node, id: AgreementId
) -> tuple[Agreement, PlainText, Mapping[str, object]]:
    """An agreement, its plain text and its policy as ODRL: both from the same clauses."""
    agreement = _read(actor, node, "agree.show", id)
    return agreement, plain_text(agreement, _names(node, agreement)), to_odrl(agreement)


def roster(actor: Actor, node: Node, id: CollaborationId) -> tuple[Agreement, ...]:
    """The agreements of a collaboration to which the actor's party is a party, and its drafts."""
    member(actor, node, "agree.roster", id)
    found = (stored.record for stored in node.records.find(Agreement, collaboration=id))
    return tuple(each for each in found if _involved(actor, each))


def earlier(actor: Actor, node: Node, id: CollaborationId) -> tuple[Agreement, ...]:
    """The agreements of the collaboration that this one was begun from, as far as they are told.

    Only those to which the actor's party is a party, and its drafts. Their terms fill a draft here.
    """
    found = member(actor, node, "agree.earlier", id).record
    there = node.records.find(Agreement, collaboration=found.template) if found.template else ()
    return tuple(each.record for each in there if _involved(actor, each.record))


def terms_from(actor: Actor, node: Node, id: CollaborationId, *, like: AgreementId) -> Terms:
    """The terms of an earlier agreement as they would stand in a draft of this collaboration.

    Raises NotFound: no agreement of the actor's party.
    """
    found = member(actor, node, "agree.terms_from", id).record
    return _like(actor, node, found, like, ())


def acts(actor: Actor, node: Node, id: AgreementId) -> frozenset[str]:
    """What the actor can do to an agreement of its party now, by the names of the functions."""
    agreement = _read(actor, node, "agree.acts", id)
    roles = member(actor, node, "agree.acts", agreement.collaboration).record.roles(actor.party)
    holder = actor.party in _holders(node, agreement)
    found = open_acts(agreement, acting(actor), holder=holder)
    return frozenset(act for act in found if allowed(actor, f"agree.{act}", roles))


def sign(actor: Actor, node: Node, id: AgreementId) -> Agreement:
    """Sign for the actor's party with its current key; the last signature brings it into force."""
    stored = _seen(actor, node, "agree.sign", id)
    signer, at = party(node, acting(actor)), node.clock.now()
    key = _present_key(signer, at)
    signature = Signature(
        party=signer.id,
        key=key.id,
        at=at,
        value=_value(node, signer.id, key.id, message(stored.record, key.id, at)),
    )
    return _signed(actor, node, stored, signature)


def sign_document(actor: Actor, node: Node, *, document: bytes, key: KeyId | None = None) -> str:
    """Sign an exported agreement on the signer's own node; the text of a signature file.

    With the present key of the actor's party, unless `key` names another that is valid.

    Raises:
        Invalid, UnknownTerm: not an exported agreement, or one that would be void.
        Tampered: not byte for byte what its clauses give.
    """
    check(actor, "agree.sign_document")
    signer = party(node, acting(actor))
    read = opened(document)
    at = node.clock.now()
    held = signer.key(key) if key else _present_key(signer, at)
    if held is None or not held.valid(at):
        raise Invalid(
            detail=f"{key!r} is no valid key of {signer.name}.",
            hint="Its keys: `weal party key export NAME`.",
        )
    value = _value(node, signer.id, held.id, message(read, held.id, at))
    return signature_text(Signature(party=signer.id, key=held.id, at=at, value=value))


def _present_key(signer: Party, at: datetime) -> PartyKey:
    key = signer.current_key(at)
    if key is None:
        raise NotYet(
            detail=f"{signer.name} has no valid key.",
            hint=f"Make one: `weal party key new {signer.name}`.",
        )
    return key


def attach(actor: Actor, node: Node, id: AgreementId, *, signature: str) -> Agreement:
    """Attach the text of a signature file made on another node.

    A party's name there is its own; its key says here who it is.

    Raises:
        Tampered: it does not fit this agreement, or its key was not valid then.
        Invalid: not a signature file, or its key belongs to no party of this agreement.
    """
    stored = _seen(actor, node, "agree.attach", id)
    told = parse_signature(signature)
    owner = _owner(node, stored.record, told.key)
    return _signed(actor, node, stored, replace(told, party=owner.id))


def export(actor: Actor, node: Node, id: AgreementId) -> bytes:
    """The canonical agreement: the bytes that every party signs (RFC 8785)."""
    return canonical(_read(actor, node, "agree.export", id))


def export_document(actor: Actor, node: Node, id: AgreementId, *, out: Path) -> None:
    """Write an agreement as a document to read: .html, .pdf or .xlsx. Raises UnknownTerm."""
    agreement = _read(actor, node, "agree.export_document", id)
    names = _names(node, agreement)
    render(agreement_document(agreement, plain_text(agreement, names), names), out)


def withdraw(actor: Actor, node: Node, id: AgreementId) -> Agreement:
    """Withdraw: the gate shuts at once, the vault key dies, the log shows both.

    Raises NotPermitted once all have signed and no clause lets the actor's party withdraw.
    """
    check_withdrawal(_seen(actor, node, "agree.withdraw", id).record, acting(actor))
    return _stopped(
        actor, node, "agree.withdraw", id, AgreementState.WITHDRAWN, Kind.AGREEMENT_WITHDRAWN
    )


def complete(actor: Actor, node: Node, id: AgreementId) -> Agreement:
    """Say that the agreement has done what it was for; its key dies, nothing more is granted."""
    _held_by(actor, node, _seen(actor, node, "agree.complete", id).record)
    return _stopped(
        actor, node, "agree.complete", id, AgreementState.COMPLETED, Kind.AGREEMENT_COMPLETED
    )


def suspend(actor: Actor, node: Node, id: AgreementId) -> Agreement:
    """Shut the gate for now; the key stays and `resume` opens it again."""
    _held_by(actor, node, _seen(actor, node, "agree.suspend", id).record)
    return _stopped(
        actor, node, "agree.suspend", id, AgreementState.SUSPENDED, Kind.AGREEMENT_SUSPENDED
    )


def resume(actor: Actor, node: Node, id: AgreementId) -> Agreement:
    """Open a suspended agreement again, if its term still runs."""
    _held_by(actor, node, _seen(actor, node, "agree.resume", id).record)
    return _stopped(actor, node, "agree.resume", id, AgreementState.ACTIVE, Kind.AGREEMENT_RESUMED)


def _held_by(actor: Actor, node: Node, agreement: Agreement) -> None:
    if actor.party not in _holders(node, agreement):
        raise NotAllowed(
            detail=f"Only a holder of the data of {agreement.id} can do that.",
            hint="Ask the holder; or withdraw, if the agreement lets you.",
        )


def _holders(node: Node, agreement: Agreement) -> frozenset[PartyId]:
    return frozenset(node.records.get(Dataset, each).record.holder for each in agreement.datasets)


def _stopped(
    actor: Actor, node: Node, action: str, id: AgreementId, to: AgreementState, kind: Kind
) -> Agreement:
    settle(node)
    stored = _seen(actor, node, action, id)
    _keep(actor, node, stored, moved(stored.record, to), kind)
    settle(node)
    return node.records.get(Agreement, id).record


def _signed(actor: Actor, node: Node, stored: Stored[Agreement], signature: Signature) -> Agreement:
    signer = party(node, signature.party)
    check_agreement(stored.record)
    check_signature(stored.record, signature, signer)
    agreement = with_signature(stored.record, signature, node.clock.now())
    facts = (("signer", signature.party), ("key", signature.key))
    _keep(actor, node, stored, agreement, Kind.AGREEMENT_SIGNED, facts)
    settle(node)
    return node.records.get(Agreement, agreement.id).record


def _like(
    actor: Actor,
    node: Node,
    found: Collaboration,
    like: AgreementId,
    given: Sequence[tuple[ClauseTerm, tuple[str, ...]]],
) -> Terms:
    """What an earlier agreement says; carried over if it stands in another collaboration."""
    old = _read(actor, node, "agree.show", like)
    if old.collaboration == found.id:
        return {each.term: each.values for each in old.clauses}
    begins = first_day(given)
    return carried(
        old,
        datasets={each.record.id for each in node.records.find(Dataset, collaboration=found.id)},
        members=found.parties,
        begins=beginning(old, node.today) if begins is None else begins,
    )


def _read(actor: Actor, node: Node, action: str, id: AgreementId) -> Agreement:
    found = node.records.get(Agreement, id).record
    if not _involved(actor, found):
        raise NotFound(kind="agreement", id=id)
    return within(actor, node, action, Agreement, id).record


def _involved(actor: Actor, agreement: Agreement) -> bool:
    return actor.party in (*agreement.parties, agreement.drafted_by)


def _seen(actor: Actor, node: Node, action: str, id: AgreementId) -> Stored[Agreement]:
    if actor.party not in node.records.get(Agreement, id).record.parties:
        raise NotFound(kind="agreement", id=id)
    return within(actor, node, action, Agreement, id)


def _dataset(node: Node, collaboration: CollaborationId, id: str) -> Dataset:
    found = node.records.get(Dataset, DatasetId(id)).record
    if found.collaboration != collaboration:
        raise NotFound(kind="dataset", id=id)
    return found


def _value(node: Node, party: PartyId, key: KeyId, signed: bytes) -> str:
    return signature_value(node.keys.sign(party, key, signed))


def _owner(node: Node, agreement: Agreement, key: KeyId) -> Party:
    parties: Iterable[Party] = (party(node, id) for id in agreement.parties)
    for each in parties:
        if each.key(key):
            return each
    raise Invalid(
        detail=f"The key {key} belongs to no party of this agreement.",
        hint="Add the signer's card first: `weal party add --card FILE`.",
    )


def _names(node: Node, agreement: Agreement) -> Mapping[str, str]:
    people = (*agreement.parties, *agreement.beneficiaries)
    names: dict[str, str] = {id: party(node, id).name for id in people}
    for id in agreement.datasets:
        names[id] = node.records.get(Dataset, id).record.title
    return names


def _keep(
    actor: Actor,
    node: Node,
    stored: Stored[Agreement],
    changed: Agreement,
    kind: Kind,
    facts: Facts = (),
) -> None:
    keep(
        actor,
        node,
        Write(record=changed, expected_version=stored.version),
        kind,
        facts=facts,
        tell=hosted(node, changed.parties),
    )
