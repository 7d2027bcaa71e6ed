"""What comes back, the end of the term, and the proof of it all."""

from commonweal.app import account, agree, collaboration, returns
from commonweal.app.acts import sign_heads
from commonweal.app.due import settle
from commonweal.app.story.before import tracks_set
from commonweal.app.story.sharing import amount
from commonweal.app.story.telling import Telling
from commonweal.cases.act import Account, Confirm, End, Lapse, Record, SetTracks, TooEarly
from commonweal.model.errors import NotYet
from commonweal.model.estimate import Estimate
from commonweal.model.party import OPERATOR


def too_early(told: Telling, act: TooEarly) -> None:
    """What is tried before its time is refused, with what must come first."""
    try:
        if isinstance(act.act, SetTracks):
            tracks_set(told, act.act)
        else:
            recorded(told, act.act)
    except NotYet as early:
        told.ours(f"Too early: {early}")
        return
    raise RuntimeError(f"{told.case.id}: the story says too early, and it was not: {act.act}.")


def recorded(told: Telling, act: Record) -> None:
    """Givers record what they delivered; a benefit is real once its tracks are done."""
    for key in act.returns:
        given = told.case.returns[key]
        told.returns[key] = returns.record(
            told.actor(given.giver),
            told.node,
            told.returns[key].id,
            amount=_came(told, key, act),
            evidence=told.releases[act.release].id,
        )


def confirmed(told: Telling, act: Confirm) -> None:
    """A return came once its recipient says so."""
    for key in act.returns:
        recipient = told.case.returns[key].recipient
        found = returns.confirm(told.actor(recipient), told.node, told.returns[key].id)
        told.returns[key] = found
        told.ours(f"Return {found.text!r}: {found.state.value} by {told.named(found.recipient)}.")


def lapsed(told: Telling, act: Lapse) -> None:
    """The gate is shut, the key is destroyed, the log shows both."""
    settle(told.node)
    for key, agreement in told.agreements.items():
        reader = told.actor(told.case.agreements[key].drafted_by)
        told.agreements[key] = agree.show(reader, told.node, agreement.id)[0]
    found = told.agreements[act.agreement]
    destroyed = not told.node.vault.has_key(found.id)
    told.ours(
        f"The agreement is {found.state.value}; its key is "
        f"{'destroyed' if destroyed else 'STILL THERE'}."
    )


def ended(told: Telling, act: End) -> None:
    """The project ends; what was agreed goes on by its own terms."""
    told.collaboration = collaboration.end(told.actor(act.by), told.node, told.collaboration.id)
    told.ours(f"Start the next one from it: weal new TITLE --from {told.collaboration.id}")


def accounted(told: Telling, act: Account) -> None:
    """Every act is in the log of each hosted party, and every record fits it."""
    found = account.value(told.actor(act.by), told.node, told.collaboration.id)
    for line in found.headlines():
        told.ours(line)
    sign_heads(told.node)
    fits = {each.log: each for each in account.verify(OPERATOR, told.node)}
    told.verified = tuple(fits[party.id] for party in told.parties.values())
    for party, each in zip(told.parties.values(), told.verified, strict=True):
        told.ours(f"Log of {party.name}: {each.entries} entries fit, root {each.root.hex()[:16]}.")


def _came(told: Telling, key: str, act: Record) -> Estimate:
    """How much came: what the release shows of it if the story says so, else as promised."""
    given = told.case.returns[key]
    promised, release = amount(given, told), told.releases[act.release]
    if not act.shown:
        return promised
    found = returns.shown(told.actor(given.giver), told.node, told.collaboration.id)
    item = next(item for id, item in found[told.returns[key].id] if id == release.id)
    return Estimate.told(
        item.amount, unit=item.unit, source=f"{item.evidence}, {release.id}", on=told.node.today
    )
