"""What comes back, the end of the term, and the proof of it all."""

from commonweal.app import account, agree, collaboration, returns, share
from commonweal.app.acts import sign_heads
from commonweal.app.due import settle
from commonweal.app.story.before import set_track
from commonweal.app.story.sharing import HOLDER, RECIPIENT, one
from commonweal.app.story.telling import Telling
from commonweal.model.agreement import Mode
from commonweal.model.errors import NotYet
from commonweal.model.grant import Refusal
from commonweal.model.party import OPERATOR
from commonweal.model.returns import Return
from commonweal.model.track import TrackState


def returned(told: Telling) -> None:
    """A benefit is real once its track is done, and came once its recipient says so."""
    told.step("7 returns: did each party get what it was promised")
    waiting = told.promised[-1]
    try:
        _recorded(told, waiting)
    except NotYet as early:
        told.ours(f"Too early: {early}")
    told.clock.turn_to(told.case.aligned)
    for track in told.case.tracks:
        set_track(told, track, TrackState.DONE)
        told.ours(f"Track {track.name!r} is done.")
    told.clock.turn_to(told.case.returned)
    told.paper("NCell gained reputation, expertise and insight (S5.2; nothing was measured).")
    for number, promised in enumerate(told.promised):
        _recorded(told, promised)
        confirmed = returns.confirm(told.actor(HOLDER), told.node, promised.id)
        told.promised[number] = confirmed
        told.ours(f"Return {confirmed.text!r}: {confirmed.state.value} by NCell.")


def ended(told: Telling) -> None:
    """The term ends: the gate is shut, the key is destroyed, the log shows both."""
    told.step("The term ends")
    told.clock.turn_to(told.case.after_term)
    settle(told.node)
    told.agreement = agree.show(told.actor(RECIPIENT), told.node, told.agreement.id)[0]
    destroyed = not told.node.vault.has_key(told.agreement.id)
    told.ours(
        f"The agreement is {told.agreement.state.value}; its key is "
        f"{'destroyed' if destroyed else 'STILL THERE'}."
    )
    _asked_again(told)
    told.collaboration = collaboration.end(
        told.actor(told.case.founder), told.node, told.collaboration.id
    )
    told.paper("A basis is laid for later projects (S5.2).")
    told.ours(f"Start the next one from it: weal new TITLE --from {told.collaboration.id}")


def accounted(told: Telling) -> None:
    """Every act is in the log of each hosted party, and every record fits it."""
    told.step("8 account: what happened, provably")
    found = account.value(told.actor(told.case.founder), told.node, told.collaboration.id)
    for line in found.headlines():
        told.ours(line)
    sign_heads(told.node)
    told.verified = account.verify(OPERATOR, told.node)
    for each in told.verified:
        name = next(p.name for p in told.parties.values() if p.id == each.log)
        told.ours(f"Log of {name}: {each.entries} entries fit, root {each.root.hex()[:16]}.")


def _recorded(told: Telling, promised: Return) -> None:
    given = next(each for each in told.case.returns if each.text == promised.text)
    returns.record(
        told.actor(given.giver),
        told.node,
        promised.id,
        amount=one(given, told),
        evidence=told.releases[0].id,
    )


def _asked_again(told: Telling) -> None:
    given = share.request(
        told.actor(RECIPIENT),
        told.node,
        told.dataset.id,
        purpose=told.case.agreement.purposes[0],
        mode=Mode.DELIVER,
    )
    if isinstance(given, Refusal):
        told.refusals.append(given)
        told.ours(f"Flowminder asks once more: refused by {given.clause}: {given.reason}")
