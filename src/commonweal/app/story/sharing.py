"""Agreement, delivery once, a lane behind the gate, and what is refused."""

from pathlib import Path

from commonweal.app import agree, data, returns, share, use
from commonweal.app.story.telling import Telling
from commonweal.cases.case import CaseReturn
from commonweal.model.agreement import Agreement, ClauseTerm, Mode
from commonweal.model.dataset import Sensitivity
from commonweal.model.errors import NotFound
from commonweal.model.estimate import Estimate
from commonweal.model.grant import Grant, Refusal
from commonweal.model.ids import DeliveryId, ReleaseId
from commonweal.model.release import Release
from commonweal.model.returns import Return

HOLDER, RECIPIENT, STRANGER = "ncell", "flowminder", "government"


def attached(told: Telling, files: Path) -> None:
    """The holder attaches its files; they stay where they are."""
    told.step("4 agree: what may be done, by whom, until when")
    given = told.case.dataset
    told.clock.turn_to(given.attached)
    told.dataset = data.add(
        told.actor(HOLDER),
        told.node,
        told.collaboration.id,
        place=files,
        holder=told.parties[HOLDER].id,
        title=given.title,
        lane=given.lane,
        sensitivity=Sensitivity.PERSONAL,
        synthetic=True,
        columns={},
    )
    told.ours(
        f"NCell attaches {len(told.dataset.files)} files of synthetic call records "
        f"({given.synth.subscribers:,} invented subscribers; the real ones were 12 million)."
    )


def agreed(told: Telling) -> None:
    """Clauses become text and policy; both parties sign the same bytes."""
    given = told.case.agreement
    told.clock.turn_to(given.signed)
    drafted = _drafted(told, title=given.title, mode=given.mode, count=given.count)
    for given_back in told.case.returns:
        told.promised.append(_promised(told, drafted, given_back))
    told.agreement = _signed(told, drafted)
    text = agree.show(told.actor(RECIPIENT), told.node, drafted.id)[1]
    told.paper("Agreement only after the quake: shared once, as a donation of data (S5.2, T4).")
    told.ours(f"{len(drafted.clauses)} clauses; plain text and ODRL come from the same objects.")
    for each in text.sentences:
        told.ours(f"{each.text} [{each.colour.value}]")
    told.ours(
        f"Signed by {len(told.agreement.signatures)} of {len(drafted.parties)}; "
        f"it is {told.agreement.state.value}."
    )
    for owed in told.promised:
        waits = f", waits for {', '.join(owed.needs_tracks)}" if owed.needs_tracks else ""
        told.ours(f"Return {owed.text!r}: {owed.state.value}{waits}.")


def shared(told: Telling) -> None:
    """One grant, one delivery; every further request is refused with its clause."""
    told.step("5 share: is this request allowed, right now")
    told.clock.turn_to(told.case.run.at)
    _asked(told, RECIPIENT, purpose="research")
    granted = _asked(told, RECIPIENT, purpose=told.case.agreement.purposes[0])
    _asked(told, RECIPIENT, purpose=told.case.agreement.purposes[0])
    _told_nothing(told)
    if isinstance(granted, Grant):
        job = share.deliver(told.actor(RECIPIENT), told.node, granted.id)
        made = DeliveryId(told.finished(RECIPIENT, job))
        told.delivery = share.delivery(told.actor(RECIPIENT), told.node, made)
        told.ours(
            f"Delivered: {told.delivery.files} files, {told.delivery.size / 1e6:.1f} MB, "
            "pseudonymised with NCell's key, encrypted under this agreement's own key."
        )


def used(told: Telling) -> None:
    """The lane runs on what was delivered; only what passes disclosure leaves."""
    told.step("6 use: what do the records tell that may be released")
    release = _run(told, told.grants[0])
    told.paper("Flowminder mapped where people moved (S4, S5.2).")
    hidden = sum(count for _, count in release.withheld)
    told.ours(
        f"Release {release.id}: {release.published} figures published, {hidden} withheld; "
        f"none counts fewer than {release.threshold} people. Label: synthetic."
    )
    for each in told.case.decisions:
        decided = use.decide(told.actor(each.party), told.node, release.id, text=each.text)
        told.releases[0] = decided
        told.ours(f"{told.parties[each.party].name} decides: {each.text}.")


def visited(told: Telling) -> None:
    """The same analysis without handing files over: our proposal."""
    given = told.case.visit
    agreement = _drafted(told, title=given.title, mode=Mode.VISIT, count=given.count)
    _signed(told, agreement)
    granted = _asked(told, RECIPIENT, purpose=told.case.agreement.purposes[0], mode=Mode.VISIT)
    if isinstance(granted, Grant):
        visit = _run(told, granted)
        same = _figures(told, visit) == _figures(told, told.releases[0])
        told.ours(
            "Our proposal beside it: a visit. The lane ran at NCell, no file left, and the "
            f"figures are {'the same' if same else 'DIFFERENT'}."
        )


def _figures(told: Telling, release: Release) -> bytes:
    digest = dict(release.files)["flows.csv"]
    return told.node.releases.read(release.id, "flows.csv", digest)


def _drafted(told: Telling, *, title: str, mode: Mode, count: int) -> Agreement:
    given = told.case.agreement
    terms = [
        (ClauseTerm.PURPOSE, given.purposes),
        (ClauseTerm.DATASET, (told.dataset.id,)),
        (ClauseTerm.RECIPIENT, (told.parties[RECIPIENT].id,)),
        (ClauseTerm.MODE, (mode.value,)),
        (ClauseTerm.TERM, (*(day.isoformat() for day in given.term), told.case.zone)),
        (ClauseTerm.COUNT, (str(count),)),
        *given.clauses.items(),
        (ClauseTerm.REVOCABLE, tuple(told.parties[each].id for each in given.revocable_by)),
    ]
    return agree.draft(
        told.actor(RECIPIENT), told.node, told.collaboration.id, title=title, terms=terms
    )


def _signed(told: Telling, agreement: Agreement) -> Agreement:
    agree.sign(told.actor(HOLDER), told.node, agreement.id)
    return agree.sign(told.actor(RECIPIENT), told.node, agreement.id)


def _promised(told: Telling, agreement: Agreement, given: CaseReturn) -> Return:
    return returns.promise(
        told.actor(given.giver),
        told.node,
        agreement.id,
        recipient=told.parties[given.recipient].id,
        text=given.text,
        amount=one(given, told),
        due=given.due,
        needs_tracks=given.needs_tracks,
    )


def one(given: CaseReturn, told: Telling) -> Estimate:
    """The amount of a return as an estimate of today."""
    return Estimate(
        low=given.amount,
        likely=given.amount,
        high=given.amount,
        unit=given.unit,
        source=given.source,
        on=told.clock.now().date(),
    )


def _asked(told: Telling, name: str, *, purpose: str, mode: Mode = Mode.DELIVER) -> Grant | Refusal:
    given = share.request(told.actor(name), told.node, told.dataset.id, purpose=purpose, mode=mode)
    asker = told.parties[name].name
    if isinstance(given, Grant):
        told.grants.append(given)
        told.ours(f"{asker} asks for {purpose}: granted, until {given.expires:%H:%M}Z.")
    else:
        told.refusals.append(given)
        told.ours(f"{asker} asks for {purpose}: refused by clause {given.clause}: {given.reason}")
    return given


def _told_nothing(told: Telling) -> None:
    try:
        share.request(
            told.actor(STRANGER),
            told.node,
            told.dataset.id,
            purpose="disaster-response",
            mode=Mode.VISIT,
        )
    except NotFound as answer:
        told.ours(f"{told.parties[STRANGER].name}, no party to the agreement, asks: {answer}")


def _run(told: Telling, grant: Grant) -> Release:
    job = use.run(
        told.actor(RECIPIENT),
        told.node,
        grant.id,
        lane=told.dataset.lane,
        settings=told.case.run.settings,
    )
    made = ReleaseId(told.finished(RECIPIENT, job))
    release = next(
        each
        for each in use.inbox(told.actor(RECIPIENT), told.node, told.collaboration.id)
        if each.id == made
    )
    told.releases.append(release)
    return release
