"""Agreement, the door, and what it hands over."""

from commonweal.align.called import mentioned, said
from commonweal.app import agree, data, returns, share
from commonweal.app.story.files import place
from commonweal.app.story.telling import Telling
from commonweal.cases.act import Ask, Attach, Deliver, Draft, Outcome, Owed, Read, Sign
from commonweal.cases.case import CaseAgreement, CaseReturn
from commonweal.model.agreement import ClauseTerm
from commonweal.model.errors import NotFound
from commonweal.model.estimate import Estimate
from commonweal.model.grant import Grant, Refusal
from commonweal.model.ids import DeliveryId
from commonweal.model.returns import Return, ReturnState
from commonweal.model.track import AlignmentTrack
from commonweal.share.gate import STATE


def attached(told: Telling, act: Attach) -> None:
    """Holders attach their files; they stay where they are."""
    for key in act.datasets:
        given = told.case.datasets[key]
        holder = told.parties[given.holder]
        made = data.add(
            told.actor(given.holder),
            told.node,
            told.collaboration.id,
            place=place(told.node.home, told.case, key),
            holder=holder.id,
            told=data.Described(
                title=given.title,
                lane=given.lane,
                sensitivity=given.sensitivity,
                synthetic=True,
                settings=given.settings,
            ),
        )
        told.datasets[key] = made
        what = given.text.format(**given.synth)
        told.ours(f"{holder.name} attaches {_files(len(made.files))} of {what}.")


def drafted(told: Telling, act: Draft) -> None:
    """Clauses become an agreement that waits for signatures, and returns are promised with it."""
    given = told.case.agreements[act.agreement]
    made = agree.draft(
        told.actor(given.drafted_by),
        told.node,
        told.collaboration.id,
        title=given.title,
        terms=_terms(told, given),
    )
    told.agreements[act.agreement] = made
    for key, owed in told.case.returns.items():
        if owed.agreement != act.agreement:
            continue
        told.returns[key] = returns.promise(
            told.actor(owed.giver),
            told.node,
            made.id,
            recipient=told.parties[owed.recipient].id,
            text=owed.text,
            amount=amount(owed, told),
            due=owed.due,
            needs_tracks=owed.needs_tracks,
        )


def signed(told: Telling, act: Sign) -> None:
    """Parties sign the same bytes; the last signature brings the agreement into force."""
    for name in act.by:
        id = told.agreements[act.agreement].id
        told.agreements[act.agreement] = agree.sign(told.actor(name), told.node, id)


def read_out(told: Telling, act: Read) -> None:
    """The agreement as people read it: each sentence with who makes it true."""
    made, text, _ = agree.show(told.actor(act.by), told.node, told.agreements[act.agreement].id)
    told.ours(f"{len(made.clauses)} clauses; plain text and ODRL come from the same objects.")
    for each in text.sentences:
        told.ours(f"{each.text} [{each.colour.value}]")
    told.ours(f"Signed by {len(made.signatures)} of {len(made.parties)}; it is {made.state.value}.")


def owed(told: Telling, act: Owed) -> None:
    """How far each return is, and what it waits for."""
    for key in act.returns:
        found = told.node.records.get(Return, told.returns[key].id).record
        told.returns[key] = found
        waiting = found.state is ReturnState.PROMISED and found.needs_tracks
        tracks = mentioned(found.needs_tracks, said(_tracks(told)))
        waits = f", waits for {', '.join(tracks)}" if waiting else ""
        came = found.delivered if found.state is ReturnState.DELIVERED else None
        much = f", {came.likely:g} {came.unit}" if came else ""
        told.ours(f"Return {found.text!r}: {found.state.value}{waits}{much}.")


def _tracks(told: Telling) -> tuple[AlignmentTrack, ...]:
    stored = told.node.records.find(AlignmentTrack, collaboration=told.collaboration.id)
    return tuple(each.record for each in stored)


def asked(told: Telling, act: Ask) -> None:
    """A request, and its answer; a story whose gate answers otherwise is our mistake."""
    outcome = _answer(told, act)
    told.answered.append((act, outcome))
    if outcome is not act.expect:
        raise RuntimeError(
            f"{told.case.id}: {act.by} asks for {act.dataset} ({act.purpose}): the story says "
            f"{act.expect.value}, the gate {outcome.value}."
        )


def delivered(told: Telling, act: Deliver) -> None:
    """What was granted is handed over, encrypted in the vault."""
    grant = told.grants[act.grant]
    actor = told.actor(_recipient(told, grant))
    job = share.deliver(actor, told.node, grant.id)
    made = share.delivery(actor, told.node, DeliveryId(told.finished(actor, job)))
    given = next(
        given for key, given in told.case.datasets.items() if told.datasets[key].id == grant.dataset
    )
    told.ours(
        f"Delivered: {_files(made.files)}, {_size(made.size)}, {given.handed_over}, "
        "encrypted under this agreement's own key."
    )


def amount(given: CaseReturn, told: Telling) -> Estimate:
    """The amount of a return as an estimate of today."""
    return Estimate.told(
        given.amount, unit=given.unit, source=given.source, on=told.clock.now().date()
    )


def _terms(told: Telling, given: CaseAgreement) -> list[tuple[ClauseTerm, tuple[str, ...]]]:
    def ids(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(told.parties[each].id for each in names)

    return [
        (ClauseTerm.PURPOSE, given.purposes),
        (ClauseTerm.DATASET, tuple(told.datasets[each].id for each in given.datasets)),
        (ClauseTerm.RECIPIENT, ids(given.recipients)),
        (ClauseTerm.MODE, (given.mode.value,)),
        (ClauseTerm.TERM, (*(day.isoformat() for day in given.term), told.case.zone)),
        (ClauseTerm.COUNT, (str(given.count),)),
        *given.clauses.items(),
        (ClauseTerm.REVOCABLE, ids(given.revocable_by)),
    ]


def _answer(told: Telling, act: Ask) -> Outcome:
    who = told.parties[act.by].name
    asks = act.text or f"asks for {act.purpose}"
    try:
        given = share.request(
            told.actor(act.by),
            told.node,
            told.datasets[act.dataset].id,
            purpose=act.purpose,
            mode=act.mode,
        )
    except NotFound as answer:
        told.ours(f"{who}, no party to the agreement, asks: {answer}")
        return Outcome.NOTHING
    if isinstance(given, Refusal):
        told.refusals.append(given)
        by = given.clause if given.clause == STATE else f"clause {given.clause}"
        told.ours(f"{who} {asks}: refused by {by}: {given.reason}")
        return _decided(told, given)
    told.grants[act.name] = given
    told.ours(f"{who} {asks}: granted, until {given.expires:%H:%M}Z.")
    return Outcome.GRANTED


def _decided(told: Telling, refusal: Refusal) -> Outcome:
    if refusal.clause == STATE:
        return Outcome.STATE
    under = next(each for each in told.agreements.values() if each.id == refusal.agreement)
    clause = next(each for each in under.clauses if each.id == refusal.clause)
    return Outcome(clause.term.value)


def _recipient(told: Telling, grant: Grant) -> str:
    return next(name for name, party in told.parties.items() if party.id == grant.recipient)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _size(size: int) -> str:
    megabytes = size / 1e6
    return f"{megabytes:.1f} MB" if megabytes >= 1 else f"{size / 1e3:.1f} kB"
