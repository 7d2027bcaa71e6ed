"""A partnership that begins with the views of its parties: made as changes, committed by others."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from commonweal.app import party as parties
from commonweal.app.acts import act
from commonweal.app.collaboration import words
from commonweal.app.founding import DEFAULT_HOST
from commonweal.app.membership import acting
from commonweal.app.node import Node
from commonweal.model.change import Change, Record, Write
from commonweal.model.collaboration import Collaboration, Member
from commonweal.model.errors import Invalid
from commonweal.model.evidence import Facts, Kind
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.party import Actor, Party, PartyKind, Role, seen_as

MOST_PARTIES = 200
"""Parties of one partnership that a file may name."""

_ASKED = frozenset({Role.RESPONDENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What shall be there once its changes are committed."""

    actor: Actor
    """Who acts for the founder."""
    collaboration: Collaboration
    parties: Mapping[str, PartyId]
    """The id of each party by its name."""
    told: tuple[PartyId, ...]
    """Those that are hosted here."""
    changes: tuple[Change, ...]


def begun(actor: Actor, node: Node, *, title: str, views: Mapping[str, PartyKind]) -> Begun:
    """A new collaboration of the actor's party with those that gave their view.

    A party that this node knows by name is taken as it is; another becomes known here by its name
    alone: it has its own node, or none. In a home without parties the founder is made as well.

    Args:
        actor: who founds it.
        node: where.
        title: what it is called.
        views: the name and the kind of each party that gave its view.

    Raises:
        Invalid: the title cannot be kept, or too many parties.
        NotAllowed: nobody acts, though there are parties here.
    """
    _check(title, views)
    known = {seen_as(each.record.name): each.record for each in node.records.find(Party)}
    founder, founding = _founder(actor, node, known)
    made = [
        Party(id=PartyId(node.ids.new("party")), name=name, kind=kind, hosted=False)
        for name, kind in views.items()
        if seen_as(name) not in known
    ]
    known |= {seen_as(each.name): each for each in made}
    hosted = {each.id for each in known.values() if each.hosted}
    ids = {name: known[seen_as(name)].id for name in views}
    steps = list(_growing(_opened(node, acting(founder), title, ids), ids))
    told = tuple(id for id in ids.values() if id in hosted)
    return Begun(
        actor=founder,
        collaboration=steps[-1],
        parties=ids,
        told=told,
        changes=(
            *founding,
            *(_act(founder, Kind.PARTY_ADDED, each, 0) for each in made),
            _act(founder, Kind.COLLABORATION_OPENED, steps[0], 0),
            *(_joined(founder, each, at, told) for at, each in enumerate(steps[1:], start=1)),
        ),
    )


def _check(title: str, views: Mapping[str, PartyKind]) -> None:
    """Say nothing if a partnership may begin so. Raises Invalid."""
    words("title", title)
    if len(views) > MOST_PARTIES:
        raise Invalid(
            detail=f"{len(views):,} parties gave their view; one partnership has at most "
            f"{MOST_PARTIES}.",
            hint="Look whether the column 'party' holds the parties, not the respondents.",
            column="party",
        )


def _founder(actor: Actor, node: Node, known: dict[str, Party]) -> tuple[Actor, tuple[Change, ...]]:
    """Who founds; in a home without parties someone is made who can, and put among the known."""
    if actor.party is not None or known:
        acting(actor)
        return actor, ()
    made, change = parties.newcomer(actor, node, name=DEFAULT_HOST, kind=PartyKind.NGO)
    known[seen_as(made.name)] = made
    return replace(actor, party=made.id), (change,)


def _opened(node: Node, founder: PartyId, title: str, ids: Mapping[str, PartyId]) -> Collaboration:
    roles = frozenset({Role.STEWARD}) | (_ASKED if founder in ids.values() else frozenset())
    return Collaboration(
        id=CollaborationId(node.ids.new("collaboration")),
        title=words("title", title),
        issue=words("issue", f"To be stated: the social issue behind {title}"),
        founder=founder,
        members=(Member(party=founder, roles=roles),),
    )


def _growing(opened: Collaboration, ids: Mapping[str, PartyId]) -> Iterator[Collaboration]:
    """The collaboration as it was opened, and after each party that came in."""
    yield opened
    for id in dict.fromkeys(ids.values()):
        if not opened.roles(id):
            joined = Member(party=id, roles=_ASKED)
            opened = replace(opened, members=(*opened.members, joined))
            yield opened


def _joined(founder: Actor, now: Collaboration, version: int, told: Collection[PartyId]) -> Change:
    joined = now.members[-1].party
    members = (each for each in now.parties if each in told)
    facts = (("joined", joined),)
    return _act(founder, Kind.PARTY_JOINED, now, version, facts=facts, tell=members)


def _act(
    founder: Actor,
    kind: Kind,
    record: Record,
    version: int,
    *,
    facts: Facts = (),
    tell: Iterable[PartyId] = (),
) -> Change:
    return act(
        kind,
        person=founder.person,
        log=acting(founder),
        writes=(Write(record=record, expected_version=version),),
        facts=facts,
        tell=tell,
    )
