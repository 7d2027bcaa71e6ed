"""Starting a collaboration: from nothing, from a case, or from an earlier collaboration."""

from collections.abc import Mapping
from dataclasses import replace

from commonweal.app import collaboration as collaborations
from commonweal.app import party as parties
from commonweal.app.acts import keep
from commonweal.app.membership import acting
from commonweal.app.node import Node
from commonweal.cases.case import NAMES, Case, case
from commonweal.model.change import Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, OffersId, PartyId, TrackId
from commonweal.model.may import check
from commonweal.model.party import Actor, Party, PartyKind, Role
from commonweal.model.track import AlignmentTrack, TrackState
from commonweal.model.winwin import Offers

DEFAULT_HOST = "Data steward"


def found(
    actor: Actor,
    node: Node,
    *,
    title: str,
    issue: str,
    roles: frozenset[Role],
    host: str = "",
    like: str = "",
) -> Collaboration:
    """A new collaboration of the actor's party, shaped like a case or an earlier one if asked.

    In a home without parties one named `host` is made first, so that someone can act.
    """
    check(actor, "founding.found")
    _check_words(actor, node, title, issue, like)
    founder = _founder(actor, node, host)
    if like in NAMES:
        return from_case(founder, node, case(like), title=title, issue=issue, roles=roles)
    if like:
        return _from_collaboration(founder, node, CollaborationId(like), title, issue, roles)
    stated = issue or f"To be stated: the social issue behind {title}"
    return collaborations.new(founder, node, title=title, issue=stated, roles=roles)


def from_case(
    actor: Actor,
    node: Node,
    told: Case,
    *,
    title: str = "",
    issue: str = "",
    roles: frozenset[Role] = frozenset(),
) -> Collaboration:
    """A collaboration with the parties of a case; those it lacks are made and hosted here."""
    check(actor, "founding.from_case")
    here = {each.name.casefold(): each for each in parties.roster(actor, node)}
    members = {name: _party(actor, node, here, told, name) for name in told.parties}
    own = acting(actor)
    made = collaborations.new(
        actor,
        node,
        title=title or told.title,
        issue=issue or told.issue,
        roles=roles or frozenset(told.parties[told.founder].roles),
        template=told.id,
    )
    for name, party in members.items():
        if party.id != own:
            made = collaborations.join(
                actor, node, made.id, party=party.id, roles=frozenset(told.parties[name].roles)
            )
    return made


def named(actor: Actor, node: Node, told: Case) -> Mapping[str, PartyId]:
    """The ids of a case's parties on this node, by their names in the case."""
    here = {each.name.casefold(): each.id for each in parties.roster(actor, node)}
    return {name: here[party.name.casefold()] for name, party in told.parties.items()}


def _check_words(actor: Actor, node: Node, title: str, issue: str, like: str) -> None:
    """Refuse before any party is made for it."""
    collaborations.words("title", title)
    if issue:
        collaborations.words("issue", issue)
    if like and like not in NAMES:
        collaborations.show(actor, node, CollaborationId(like))


def _founder(actor: Actor, node: Node, host: str) -> Actor:
    if actor.party is not None:
        return actor
    if parties.roster(actor, node):
        acting(actor)
    made = parties.add(actor, node, name=host or DEFAULT_HOST, kind=PartyKind.NGO)
    return replace(actor, party=made.id)


def _party(actor: Actor, node: Node, here: Mapping[str, Party], told: Case, name: str) -> Party:
    wanted = told.parties[name]
    known = here.get(wanted.name.casefold())
    return known or parties.add(actor, node, name=wanted.name, kind=wanted.kind)


def _from_collaboration(
    actor: Actor,
    node: Node,
    source: CollaborationId,
    title: str,
    issue: str,
    roles: frozenset[Role],
) -> Collaboration:
    old = collaborations.show(actor, node, source)
    own = acting(actor)
    made = collaborations.new(
        actor,
        node,
        title=title,
        issue=issue or old.issue,
        roles=old.roles(own) | roles,
        template=old.id,
    )
    for each in old.members:
        if each.party != own:
            made = collaborations.join(actor, node, made.id, party=each.party, roles=each.roles)
    _copy_offers(actor, node, old.id, made.id)
    _copy_tracks(actor, node, old.id, made.id)
    return made


def _copy_offers(actor: Actor, node: Node, old: CollaborationId, new: CollaborationId) -> None:
    for stored in node.records.find(Offers, collaboration=old):
        copy = replace(stored.record, id=OffersId(node.ids.new("offers")), collaboration=new)
        keep(actor, node, Write(record=copy, expected_version=0), Kind.OFFERS_TABLED)


def _copy_tracks(actor: Actor, node: Node, old: CollaborationId, new: CollaborationId) -> None:
    for stored in node.records.find(AlignmentTrack, collaboration=old):
        copy = replace(
            stored.record,
            id=TrackId(node.ids.new("track")),
            collaboration=new,
            state=TrackState.OPEN,
            blocker="",
        )
        keep(actor, node, Write(record=copy, expected_version=0), Kind.TRACK_SET)
