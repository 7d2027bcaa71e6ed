"""Step 2: the package that leaves every joined party better off, and what it would be without."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from commonweal.align.track import done
from commonweal.app.acts import act, carry_out
from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, hosted, member, party
from commonweal.app.node import Node
from commonweal.app.offers import lying, stored
from commonweal.model.change import Change, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import NotYet
from commonweal.model.evidence import Kind
from commonweal.model.figure import Figure
from commonweal.model.ids import CollaborationId, PackageId, PartyId
from commonweal.model.party import Actor, PartyKind
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Offers, Package
from commonweal.winwin.package import gives_the_same, recommended
from commonweal.winwin.ranges import package_ranges
from commonweal.winwin.stated import stated
from commonweal.winwin.withdrawal import gone
from commonweal.winwin.without import without

_NEVER = datetime.fromtimestamp(0, UTC)
_UNKEPT = PackageId("not kept")
_AT_ONCE = 100
"""Figures on the table up to which a package is found while somebody waits for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Packages that were computed and not kept."""

    chosen: Package
    """The one to recommend."""
    packages: tuple[Package, ...]
    """All that were weighed, margin rising from 0: the first has the most public value."""


def what_if(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    services: Collection[str] = (),
    tracks: Collection[str] = (),
) -> Weighed:
    """What could be had without these services in return and these tracks; nothing is kept.

    Raises:
        NotYet: nothing is on the table.
        UnknownTerm: a service or track that is not there.
    """
    found = member(actor, node, "winwin.what_if", id).record
    left = without(lying(node, id).record, services=services, tracks=tracks)
    return _weighed(left, *_circumstances(node, found))


def at_once(actor: Actor, node: Node, id: CollaborationId) -> Weighed | None:
    """What the table gives now; None where nothing lies there, or it is too much to wait for."""
    found = member(actor, node, "winwin.at_once", id).record
    table = stored(node, id)
    if table is None or len(stated(table.record)) > _AT_ONCE:
        return None
    return _weighed(table.record, *_circumstances(node, found))


def changed_since(actor: Actor, node: Node, id: CollaborationId) -> bool:
    """True if the package that was kept is not what there is to choose now.

    Where it can be computed at once: if offers and tracks do not give it any more. Elsewhere: if
    the offers were changed since. Raises NotYet while none was kept.
    """
    kept, now = show(actor, node, id), at_once(actor, node, id)
    if now is None:
        return kept.offers_version != lying(node, id).version
    return not gives_the_same(kept, now.chosen)


def solve(actor: Actor, node: Node, id: CollaborationId) -> tuple[Package, tuple[Package, ...]]:
    """The recommended package, and all that were weighed against it (margin rising).

    Never the maximum as such: the cheapest point at which everyone gains with a chance of .95.
    Raises NotYet while nothing is on the table.
    """
    found = member(actor, node, "winwin.solve", id).record
    still_open(found)
    table = lying(node, id)
    kinds, ready = _circumstances(node, found)
    chosen, weighed = recommended(
        table.record,
        kinds=dict(kinds),
        done_tracks=ready,
        name=PackageId(node.ids.new("package")),
        at=node.clock.now(),
    )
    kept = replace(chosen, offers_version=table.version)
    told = hosted(node, found.parties)
    carry_out(node, _choice(actor, kept, told))
    return kept, tuple(kept if each == chosen else each for each in weighed)


def show(actor: Actor, node: Node, id: CollaborationId) -> Package:
    """The package chosen last. Raises NotYet while none was."""
    member(actor, node, "winwin.show", id)
    found = node.records.find(Package, collaboration=id)
    if not found:
        raise NotYet(
            detail="No package was computed yet.", hint="Run `weal winwin solve COLLABORATION`."
        )
    return found[-1].record


def figures(actor: Actor, node: Node, id: CollaborationId) -> tuple[Figure, ...]:
    """The package that was kept, as ranges at the figures now on the table.

    None if none was kept, or a part of it is not on the table any more.
    """
    found = member(actor, node, "winwin.figures", id).record
    table, kept = stored(node, id), node.records.find(Package, collaboration=id)
    if table is None or not kept or gone(kept[-1].record, table.record):
        return ()
    kinds, ready = _circumstances(node, found)
    names = {each.party: party(node, each.party).name for each in found.members}
    picture = package_ranges(
        kept[-1].record, table.record, names, kinds=dict(kinds), done_tracks=ready
    )
    return (picture,)


_Kinds = tuple[tuple[PartyId, PartyKind], ...]


def _circumstances(node: Node, found: Collaboration) -> tuple[_Kinds, frozenset[str]]:
    """The kind of each member, and the tracks that are done."""
    kinds = tuple((each.party, party(node, each.party).kind) for each in found.members)
    tracks = node.records.find(AlignmentTrack, collaboration=found.id)
    return kinds, done(tuple(each.record for each in tracks))


@lru_cache(maxsize=128)
def _weighed(table: Offers, kinds: _Kinds, ready: frozenset[str]) -> Weighed:
    """Kept by its values, as a page asks for the same again and again."""
    chosen, packages = recommended(
        table, kinds=dict(kinds), done_tracks=ready, name=_UNKEPT, at=_NEVER
    )
    return Weighed(chosen=chosen, packages=packages)


def _choice(actor: Actor, chosen: Package, told: tuple[PartyId, ...]) -> Change:
    return act(
        Kind.PACKAGE_CHOSEN,
        person=actor.person,
        log=acting(actor),
        writes=(Write(record=chosen, expected_version=0),),
        facts=(("uses", len(chosen.uses)), ("services", len(chosen.services))),
        tell=told,
    )
