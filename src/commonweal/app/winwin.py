"""Step 2: offers on the table, and the package that leaves every joined party better off."""

from collections.abc import Mapping

from commonweal.align.track import done
from commonweal.app.acts import act, carry_out, keep
from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, hosted, member, party
from commonweal.app.node import Node
from commonweal.model.change import Change, Write
from commonweal.model.errors import NotYet
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, OffersId, PackageId, PartyId
from commonweal.model.party import Actor, PartyKind
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Offers, Package
from commonweal.winwin.offers import offers
from commonweal.winwin.package import recommended


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
    names = {party(node, each.party).name: each.party for each in found.members}
    before = node.records.find(Offers, collaboration=id)
    made = offers(
        document,
        parties={**names, **{each: each for each in names.values()}, **aliases},
        name=before[0].record.id if before else OffersId(node.ids.new("offers")),
        collaboration=id,
    )
    keep(
        actor,
        node,
        Write(record=made, expected_version=before[0].version if before else 0),
        Kind.OFFERS_TABLED,
        facts=(("uses", len(made.uses)), ("services", len(made.services))),
        tell=hosted(node, tuple(each.party for each in found.members)),
    )
    return made


def solve(actor: Actor, node: Node, id: CollaborationId) -> tuple[Package, tuple[Package, ...]]:
    """The recommended package, and all that were weighed against it (margin rising).

    Never the maximum as such: the cheapest point at which everyone gains with a chance of .95.
    Raises NotYet while nothing is on the table.
    """
    found = member(actor, node, "winwin.solve", id).record
    still_open(found)
    tabled = node.records.find(Offers, collaboration=id)
    if not tabled:
        raise NotYet(
            detail="Nothing is on the table yet.",
            hint="Put offers there: `weal winwin import COLLABORATION FILE`.",
        )
    tracks = (stored.record for stored in node.records.find(AlignmentTrack, collaboration=id))
    chosen, weighed = recommended(
        tabled[-1].record,
        kinds=_kinds(node, tuple(each.party for each in found.members)),
        done_tracks=done(tuple(tracks)),
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


def _kinds(node: Node, parties: tuple[PartyId, ...]) -> dict[PartyId, PartyKind]:
    return {id: party(node, id).kind for id in parties}


def _choice(actor: Actor, chosen: Package, told: tuple[PartyId, ...]) -> Change:
    return act(
        Kind.PACKAGE_CHOSEN,
        person=actor.person,
        log=acting(actor),
        writes=(Write(record=chosen, expected_version=0),),
        facts=(("uses", len(chosen.uses)), ("services", len(chosen.services))),
        tell=told,
    )
