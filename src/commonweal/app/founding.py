"""Starting a collaboration: from nothing, from a case, or from an earlier collaboration."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from commonweal.app import collaboration as collaborations
from commonweal.app import party as parties
from commonweal.app.membership import acting
from commonweal.app.node import Node
from commonweal.app.scaling import scaled_up
from commonweal.cases.case import NAMES, Case, case
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.may import check
from commonweal.model.party import Actor, Party, PartyKind, Role
from commonweal.model.track import AlignmentTrack

DEFAULT_HOST = "Data steward"


def found(
    actor: Actor,
    node: Node,
    *,
    title: str,
    issue: str,
    roles: frozenset[Role],
    host: str = "",
    kind: PartyKind = PartyKind.NGO,
    like: str = "",
    countries: Mapping[str, str] = MappingProxyType({}),
) -> Collaboration:
    """A new collaboration of the actor's party, shaped like a case or an earlier one if asked.

    In a home without parties one named `host` is made first, so that someone can act.

    From an earlier collaboration it takes over, in one transaction: the parties with their roles;
    the offers; the tracks, all open again; the package kept last, marked as taken over and to be
    computed anew. What it took over is noted as a scale-up in its timeline. Terms of agreements
    are read where one drafts an agreement (`agree.earlier`); private limits, approvals, datasets
    and answers stay where they were given.

    Args:
        actor: who starts it.
        node: where.
        title: what it is called.
        issue: the social issue; empty for that of the case or collaboration, or to be stated.
        roles: of the actor's party.
        host: what that is called, in a home without one.
        kind: its sector.
        like: a case, or the id of an earlier collaboration.
        countries: country of tracks of the earlier one -> country that stands in its place here.

    Raises:
        Invalid: words that cannot be kept, or countries where no tracks are taken over.
        UnknownTerm: a country in which the earlier collaboration has no track.
        NotFound: an earlier collaboration that the actor's party is not in.
    """
    check(actor, "founding.found")
    _check_words(actor, node, title, issue, like)
    _check_countries(node, like, countries)
    founder = _founder(actor, node, host, kind)
    if like in NAMES:
        return from_case(founder, node, case(like), title=title, issue=issue, roles=roles)
    if like:
        return scaled_up(
            founder,
            node,
            collaborations.show(founder, node, CollaborationId(like)),
            title=title,
            issue=issue,
            roles=roles,
            countries=countries,
        )
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


def _founder(actor: Actor, node: Node, host: str, kind: PartyKind) -> Actor:
    if actor.party is not None:
        return actor
    if parties.roster(actor, node):
        acting(actor)
    made = parties.add(actor, node, name=host or DEFAULT_HOST, kind=kind)
    return replace(actor, party=made.id)


def _party(actor: Actor, node: Node, here: Mapping[str, Party], told: Case, name: str) -> Party:
    wanted = told.parties[name]
    known = here.get(wanted.name.casefold())
    return known or parties.add(actor, node, name=wanted.name, kind=wanted.kind)


def _check_countries(node: Node, like: str, countries: Mapping[str, str]) -> None:
    if not countries:
        return
    if not like or like in NAMES:
        raise Invalid(
            detail="Countries are replaced in tracks, and there are none to take over.",
            hint="Name an earlier collaboration to start from.",
            field="countries",
        )
    stored = node.records.find(AlignmentTrack, collaboration=CollaborationId(like))
    known = {each.record.country for each in stored}
    for old, new in countries.items():
        if old not in known:
            raise UnknownTerm(field="country", got=old, known=known)
        collaborations.words("country", new)
