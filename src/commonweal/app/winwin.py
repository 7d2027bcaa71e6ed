"""Step 2: offers on the table, and the package that leaves every joined party better off."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from commonweal.align.track import done
from commonweal.app.acts import act, carry_out, keep
from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, hosted, member, party
from commonweal.app.node import Node
from commonweal.model.change import Change, Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Conflict, NotYet
from commonweal.model.evidence import Kind
from commonweal.model.figure import Figure
from commonweal.model.ids import CollaborationId, OffersId, PackageId, PartyId
from commonweal.model.party import Actor, PartyKind
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Offers, Package
from commonweal.winwin.offers import offers
from commonweal.winwin.package import recommended
from commonweal.winwin.ranges import package_ranges
from commonweal.winwin.stated import stated_at
from commonweal.winwin.without import without
from commonweal.winwin.written import document as written
from commonweal.winwin.written import restate

_NEVER = datetime.fromtimestamp(0, UTC)
_UNKEPT = PackageId("not kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Packages that were computed and not kept."""

    chosen: Package
    """The one to recommend."""
    packages: tuple[Package, ...]
    """All that were weighed, margin rising from 0: the first has the most public value."""


def table(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    document: Mapping[str, object],
    aliases: Mapping[str, PartyId],
) -> Offers:
    """Put offers on the table, replacing what lay there. Raises Invalid, naming the path.

    `aliases` are further names by which the document may call the parties.
    """
    found = member(actor, node, "winwin.table", id).record
    still_open(found)
    return _tabled(actor, node, found, _before(node, id), document, aliases)


def tabled(actor: Actor, node: Node, id: CollaborationId) -> Stored[Offers] | None:
    """The offers on the table, with their version; None while nothing lies there."""
    member(actor, node, "winwin.tabled", id)
    return _before(node, id)


def add(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    entries: Mapping[str, object],
    seen: int | None = None,
) -> Offers:
    """Put more on the table, beside what lies there.

    Args:
        actor: who does it.
        node: where.
        id: of the collaboration.
        entries: a document as `table` takes it, with the new entries alone.
        seen: the version of the offers that the actor saw; 0 if nothing lay there.

    Raises:
        Conflict: the offers are not at that version any more.
        Invalid: as for `table`.
    """
    found = member(actor, node, "winwin.add", id).record
    still_open(found)
    before = _as_seen(node, id, seen)
    lists = written(before.record) if before else {}
    more = {
        name: [*lists.get(name, ()), *_entries(entries.get(name, ()))]
        for name in ("elements", "uses", "services", "tracks")
    }
    dated = {"on": node.clock.now().date().isoformat(), **entries}
    return _tabled(actor, node, found, before, {**dated, **more}, {})


def change(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    path: str,
    low: float,
    likely: float,
    high: float,
    source: str,
    seen: int | None = None,
) -> Offers:
    """Change one figure on the table; from now on it is `source` who says it.

    Raises:
        NotYet: nothing is on the table.
        Conflict: the offers are not at the version `seen` any more.
        UnknownTerm: no figure stands at that path.
        Invalid: the range is out of order, or goes below zero where it may not.
    """
    found = member(actor, node, "winwin.change", id).record
    still_open(found)
    before = _as_seen(node, id, seen)
    if before is None:
        raise _nothing()
    old = stated_at(before.record, path).figure
    whole = written(before.record)
    restate(
        whole,
        path,
        {
            "low": low,
            "likely": likely,
            "high": high,
            "unit": old.unit,
            "source": source,
            "on": node.clock.now().date().isoformat(),
        },
    )
    return _tabled(actor, node, found, before, whole, {})


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
    before = _before(node, id)
    if before is None:
        raise _nothing()
    left = without(before.record, services=services, tracks=tracks)
    chosen, packages = _weighed(left, *_circumstances(node, found))
    return Weighed(chosen=chosen, packages=packages)


def solve(actor: Actor, node: Node, id: CollaborationId) -> tuple[Package, tuple[Package, ...]]:
    """The recommended package, and all that were weighed against it (margin rising).

    Never the maximum as such: the cheapest point at which everyone gains with a chance of .95.
    Raises NotYet while nothing is on the table.
    """
    found = member(actor, node, "winwin.solve", id).record
    still_open(found)
    before = _before(node, id)
    if before is None:
        raise _nothing()
    kinds, ready = _circumstances(node, found)
    chosen, weighed = recommended(
        before.record,
        kinds=dict(kinds),
        done_tracks=ready,
        name=PackageId(node.ids.new("package")),
        at=node.clock.now(),
    )
    told = hosted(node, tuple(each.party for each in found.members))
    carry_out(node, _choice(actor, chosen, told))
    return chosen, weighed


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
    """The package that was kept, as ranges at the figures now on the table; none if none was."""
    found = member(actor, node, "winwin.figures", id).record
    before, kept = _before(node, id), node.records.find(Package, collaboration=id)
    if before is None or not kept:
        return ()
    kinds, ready = _circumstances(node, found)
    names = {each.party: party(node, each.party).name for each in found.members}
    picture = package_ranges(
        kept[-1].record, before.record, names, kinds=dict(kinds), done_tracks=ready
    )
    return (picture,)


def _before(node: Node, id: CollaborationId) -> Stored[Offers] | None:
    return next(iter(node.records.find(Offers, collaboration=id)), None)


def _as_seen(node: Node, id: CollaborationId, seen: int | None) -> Stored[Offers] | None:
    before = _before(node, id)
    now = before.version if before else 0
    if seen not in (None, now):
        raise Conflict(
            detail="Someone has changed the offers since you looked.",
            hint="Look at them as they stand now, then change them again.",
        )
    return before


def _tabled(
    actor: Actor,
    node: Node,
    found: Collaboration,
    before: Stored[Offers] | None,
    document: Mapping[str, object],
    aliases: Mapping[str, PartyId],
) -> Offers:
    names = {party(node, each.party).name: each.party for each in found.members}
    made = offers(
        document,
        parties={**names, **{each: each for each in names.values()}, **aliases},
        name=before.record.id if before else OffersId(node.ids.new("offers")),
        collaboration=found.id,
    )
    keep(
        actor,
        node,
        Write(record=made, expected_version=before.version if before else 0),
        Kind.OFFERS_TABLED,
        facts=(("uses", len(made.uses)), ("services", len(made.services))),
        tell=hosted(node, tuple(each.party for each in found.members)),
    )
    return made


def _entries(given: object) -> Sequence[object]:
    return given if isinstance(given, list | tuple) else ()


def _nothing() -> NotYet:
    return NotYet(
        detail="Nothing is on the table yet.",
        hint="Put offers there: `weal winwin import COLLABORATION FILE`.",
    )


_Kinds = tuple[tuple[PartyId, PartyKind], ...]


def _circumstances(node: Node, found: Collaboration) -> tuple[_Kinds, frozenset[str]]:
    """The kind of each member, and the tracks that are done."""
    kinds = tuple((each.party, party(node, each.party).kind) for each in found.members)
    tracks = node.records.find(AlignmentTrack, collaboration=found.id)
    return kinds, done(tuple(each.record for each in tracks))


@lru_cache(maxsize=128)
def _weighed(
    table: Offers, kinds: _Kinds, ready: frozenset[str]
) -> tuple[Package, tuple[Package, ...]]:
    """Kept by its values, as a page asks for the same again and again."""
    return recommended(table, kinds=dict(kinds), done_tracks=ready, name=_UNKEPT, at=_NEVER)


def _choice(actor: Actor, chosen: Package, told: tuple[PartyId, ...]) -> Change:
    return act(
        Kind.PACKAGE_CHOSEN,
        person=actor.person,
        log=acting(actor),
        writes=(Write(record=chosen, expected_version=0),),
        facts=(("uses", len(chosen.uses)), ("services", len(chosen.services))),
        tell=told,
    )
