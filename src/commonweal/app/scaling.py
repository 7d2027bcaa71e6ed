"""Scaling up: an earlier collaboration taken over for another country or industry (paper S5.1)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from textwrap import shorten

from commonweal.align.step import rewritten
from commonweal.align.track import standing
from commonweal.app.acts import act, carry_out
from commonweal.app.collaboration import words
from commonweal.app.membership import acting, hosted
from commonweal.app.node import Node
from commonweal.model.change import Write
from commonweal.model.collaboration import Collaboration, Event, EventKind, Member
from commonweal.model.evidence import Facts, Kind
from commonweal.model.ids import CollaborationId, OffersId, PackageId, PartyId, TrackId
from commonweal.model.party import Actor, Role
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState
from commonweal.model.winwin import Offers, Package

_LONGEST_NAMED = 120
"""Characters of the title of an earlier collaboration in the timeline."""


def scaled_up(
    actor: Actor,
    node: Node,
    old: Collaboration,
    *,
    title: str,
    issue: str,
    roles: frozenset[Role],
    countries: Mapping[str, str],
) -> Collaboration:
    """A new collaboration of the actor's party that takes over what an earlier one has.

    Everything in one transaction, and told to everyone in it; see `founding.found`.
    """
    own = acting(actor)
    made = Collaboration(
        id=CollaborationId(node.ids.new("collaboration")),
        title=words("title", " ".join(title.split())),
        issue=words("issue", issue or old.issue),
        founder=own,
        members=_members(old, own, roles),
        events=(_noted(node, old),),
        template=old.id,
    )
    told = hosted(node, made.parties)
    changes = [
        act(kind, person=actor.person, log=own, writes=(write,), facts=facts, tell=told)
        for kind, write, facts in _taken_over(node, old.id, made, countries)
    ]
    carry_out(node, *changes)
    return made


def _members(old: Collaboration, own: PartyId, roles: frozenset[Role]) -> tuple[Member, ...]:
    """Those of the earlier one; the founder comes first, with its further roles."""
    founder = Member(party=own, roles=old.roles(own) | roles)
    return (founder, *(each for each in old.members if each.party != own))


def _noted(node: Node, old: Collaboration) -> Event:
    what = "; ".join(_inventory(node, old.id)) or "nothing but its parties"
    return Event(
        at=node.clock.now(),
        kind=EventKind.SCALE_UP,
        text=f"Begun from {shorten(old.title, _LONGEST_NAMED)!r}. Taken over: {what}",
        source=f"the collaboration {shorten(old.title, _LONGEST_NAMED)!r}, {old.id}",
    )


def _inventory(node: Node, old: CollaborationId) -> Iterator[str]:
    if node.records.find(Offers, collaboration=old):
        yield "the offers"
    tracks = len(_standing(node, old))
    if tracks:
        yield f"{tracks} track{'' if tracks == 1 else 's'} (open again)"
    if node.records.find(Package, collaboration=old):
        yield "the package (to be computed anew)"


def _standing(node: Node, old: CollaborationId) -> tuple[AlignmentTrack, ...]:
    return standing(each.record for each in node.records.find(AlignmentTrack, collaboration=old))


def _taken_over(
    node: Node, old: CollaborationId, made: Collaboration, countries: Mapping[str, str]
) -> Iterator[tuple[Kind, Write, Facts]]:
    """What is written for it, all in one transaction."""
    yield Kind.COLLABORATION_OPENED, Write(record=made, expected_version=0), ()
    for table in node.records.find(Offers, collaboration=old):
        copy = replace(table.record, id=OffersId(node.ids.new("offers")), collaboration=made.id)
        facts: Facts = (("uses", len(copy.uses)), ("services", len(copy.services)))
        yield Kind.OFFERS_TABLED, Write(record=copy, expected_version=0), facts
    for package in _package(node, old, made.id):
        facts = (("uses", len(package.uses)), ("services", len(package.services)))
        yield Kind.PACKAGE_CHOSEN, Write(record=package, expected_version=0), facts
    for track in _tracks(node, old, made.id, countries):
        facts = (("state", track.state.value),)
        yield Kind.TRACK_SET, Write(record=track, expected_version=0), facts


def _package(node: Node, old: CollaborationId, new: CollaborationId) -> Iterator[Package]:
    """The package kept last, as a proposal that is to be computed anew."""
    for stored in node.records.find(Package, collaboration=old)[-1:]:
        yield replace(
            stored.record,
            id=PackageId(node.ids.new("package")),
            collaboration=new,
            offers_version=0,
            taken_from=old,
        )


def _tracks(
    node: Node, old: CollaborationId, new: CollaborationId, countries: Mapping[str, str]
) -> Iterator[AlignmentTrack]:
    """The tracks that stand, all open again: nothing is shown of them yet, and no day is set."""
    seen = set[tuple[str, TrackKind, str, str]]()
    for track in _standing(node, old):
        country = countries.get(track.country, track.country)
        named = (track.name, track.kind, track.authority, country)
        if named in seen:
            continue
        seen.add(named)
        yield replace(
            track,
            id=TrackId(node.ids.new("track")),
            collaboration=new,
            country=country,
            state=TrackState.OPEN,
            blocker="",
            due=None,
            steps=rewritten((), (each.text for each in track.steps)),
            evidence="",
        )
