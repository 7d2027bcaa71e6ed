"""Step 2: the business case of each party, and how far it is inside its own organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from commonweal.app.acts import keep
from commonweal.app.align.lock import passed
from commonweal.app.collaboration import still_open, words
from commonweal.app.documents import rendered
from commonweal.app.membership import acting, hosted, member, party
from commonweal.app.node import Node
from commonweal.app.winwin import solution
from commonweal.app.winwin.casing.case import Case, Roster, row
from commonweal.app.winwin.casing.document import case_document
from commonweal.app.winwin.casing.words import computed
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.offers import lying
from commonweal.model.change import Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Conflict, Invalid, NotFound, Refused
from commonweal.model.evidence import Kind
from commonweal.model.figure import Figure
from commonweal.model.ids import ApprovalId, CollaborationId, PackageId, PartyId
from commonweal.model.party import Actor, Party, PartyKind
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Approval, ApprovalState, Offers, Package, PartyNet
from commonweal.winwin.case.approval import Gate, Review, gate
from commonweal.winwin.case.businesscase import business_case, case_ranges
from commonweal.winwin.case.dependence import not_before
from commonweal.winwin.case.net import differing, nets_now
from commonweal.winwin.ranges import until
from commonweal.winwin.table.withdrawal import gone

LONGEST_ROLE = 200
"""Characters of the role by whose word a case is approved."""


def show(actor: Actor, node: Node, id: CollaborationId, party: PartyId) -> Case:
    """The case of a member for the package that is kept, at the figures now on the table.

    Members see each other's, as they see the figures; what a party noted of its approval it sees
    alone.

    Raises:
        NotFound: the party is not in the collaboration.
        NotYet: no package was kept.
    """
    found = member(actor, node, "businesscase.show", id).record
    return _case(actor, node, _basis(actor, node, found), _member(found, party))


def roster(actor: Actor, node: Node, id: CollaborationId) -> Roster:
    """The cases of all members in one line each, the actor's own first. Raises NotYet."""
    found = member(actor, node, "businesscase.roster", id).record
    basis = _basis(actor, node, found)
    parties = sorted((each.party for each in found.members), key=lambda one: one != actor.party)
    return Roster(
        package=basis.kept.id,
        unit=basis.kept.unit,
        invented=basis.table.record.invented,
        stale=basis.stale,
        rows=tuple(row(_case(actor, node, basis, each)) for each in parties),
        gate=_sold(node, basis),
    )


def figures(actor: Actor, node: Node, id: CollaborationId, party: PartyId) -> tuple[Figure, ...]:
    """What the party gets, gives, risks and nets, as ranges. Raises as `show`."""
    member(actor, node, "businesscase.figures", id)
    found = show(actor, node, id, party)
    return (case_ranges(found.case, found.name, until(lying(node, id).record)),)


def file(actor: Actor, node: Node, id: CollaborationId, party: PartyId, name: str) -> bytes:
    """The case as a document, to be taken inside: the ending of `name` says the form.

    What a party noted of its approval stays out of it. Raises as `show`, and UnknownTerm for an
    ending other than .html, .pdf, .xlsx, .md.
    """
    member(actor, node, "businesscase.file", id)
    return rendered(case_document(show(actor, node, id, party)), name)


def review(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    state: ApprovalState,
    by: str,
    note: str = "",
    package: PackageId | None = None,
    seen: int | None = None,
) -> Approval:
    """Say how far the case of the actor's own party is inside, for the package that is kept.

    Args:
        actor: whose case it is.
        node: where.
        id: of the collaboration.
        state: how far it is.
        by: who decided or was asked, by role; others see it.
        note: for the party alone.
        package: the one that the actor saw; the one that is kept, if None.
        seen: the version of what was said before that the actor saw; 0 if nothing was.

    Raises:
        NotYet: no package was kept, or the project has ended.
        Refused: the party stays out of the package, so it has no case.
        Conflict: another package is kept meanwhile, or someone else of the party was faster; or the
            case is to be approved, and its figures are not those of the package any more.
        Invalid: `by` is empty or too long, or holds what cannot be printed; or `note` does.
    """
    found = member(actor, node, "businesscase.review", id).record
    still_open(found)
    basis, own = _basis(actor, node, found), acting(actor)
    kept = basis.kept
    _check_same(kept, package)
    _check_joins(kept, own)
    _check_unchanged(basis, own, state)
    before = _said_of(node, kept, own)
    _check_seen(before, seen)
    said = Approval(
        id=before.record.id if before else ApprovalId(node.ids.new("approval")),
        collaboration=id,
        party=own,
        package=kept.id,
        state=state,
        by=_role(by),
        note=note and words("note", note),
        at=node.clock.now(),
    )
    keep(
        actor,
        node,
        Write(record=said, expected_version=before.version if before else 0),
        Kind.CASE_REVIEWED,
        facts=(("state", state.value),),
        tell=hosted(node, found.parties),
    )
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Basis:
    """What every case of one collaboration is made of."""

    found: Collaboration
    kept: Package
    now: Package
    """The same, with what it nets each party now."""
    stale: bool
    table: Stored[Offers]
    tracks: tuple[AlignmentTrack, ...]
    done: frozenset[str]
    parties: Mapping[PartyId, Party]

    @property
    def changed(self) -> frozenset[PartyId]:
        """Whose case is not what it was when the package was computed."""
        return differing(self.kept.nets, self.now.nets)

    def before(self, whose: PartyId) -> PartyNet | None:
        """What a party netted then, where that has changed since."""
        then = (each for each in self.kept.nets if each.party == whose)
        return next(then, None) if whose in self.changed else None


def _basis(actor: Actor, node: Node, found: Collaboration) -> _Basis:
    tracks = node.records.find(AlignmentTrack, collaboration=found.id)
    kept, table = solution.show(actor, node, found.id), lying(node, found.id)
    stale = solution.changed_since(actor, node, found.id)
    return _Basis(
        found=found,
        kept=kept,
        now=replace(kept, nets=nets_now(kept, table.record)) if stale else kept,
        stale=stale,
        table=table,
        tracks=tuple(each.record for each in tracks),
        done=circumstance(node, found).done,
        parties={each.party: party(node, each.party) for each in found.members},
    )


def _sold(node: Node, basis: _Basis) -> Gate:
    """Which business parties in the package have approved their case of it, and which have not."""
    kept, kinds = basis.kept, {id: each.kind for id, each in basis.parties.items()}
    businesses = [each for each in kept.joined if kinds.get(each) is PartyKind.BUSINESS]
    said = node.records.find(Approval, collaboration=kept.collaboration)
    return gate(businesses, (each.record for each in said), kept.id, basis.changed)


def _case(actor: Actor, node: Node, basis: _Basis, whose: PartyId) -> Case:
    kept, table, told = basis.kept, basis.table.record, basis.parties[whose]
    case = business_case(basis.now, table, whose, tracks=basis.tracks, done=basis.done)
    day, undated = not_before(case.waiting)
    return Case(
        name=told.name,
        kind=told.kind,
        title=basis.found.title,
        at=kept.at,
        case=case,
        review=_review(actor, node, basis, whose),
        own=whose == actor.party,
        not_before=day,
        undated=undated,
        names={id: each.name for id, each in basis.parties.items()},
        stale=basis.stale,
        before=basis.before(whose),
        gone=gone(kept, table),
        computed=computed(kept),
        passed_over=passed(node, basis.found.id),
    )


def _review(actor: Actor, node: Node, basis: _Basis, whose: PartyId) -> Review:
    """What the party said of this package; else what it said last of an earlier one."""
    kept, before = basis.kept, basis.before(whose)
    now = _said_of(node, kept, whose)
    said = node.records.find(Approval, collaboration=kept.collaboration, party=whose)
    last = now or max(said, key=lambda each: each.record.at, default=None)
    if last is None:
        return Review()
    word = last.record
    stood = now is not None and word.state is ApprovalState.APPROVED
    shown = Review(
        state=word.state,
        by=word.by,
        at=word.at,
        note=word.note,
        earlier=now is None,
        version=now.version if now else 0,
        given_at=before.net if before and stood else None,
    )
    return shown if whose == actor.party else replace(shown, note="")


def _said_of(node: Node, kept: Package, whose: PartyId) -> Stored[Approval] | None:
    found = node.records.find(
        Approval, collaboration=kept.collaboration, party=whose, package=kept.id
    )
    return found[0] if found else None


def _member(found: Collaboration, wanted: PartyId) -> PartyId:
    if wanted not in found.parties:
        raise NotFound(kind="party", id=wanted)
    return wanted


def _role(by: str) -> str:
    told = words("by", by)
    if len(told) > LONGEST_ROLE:
        raise Invalid(
            detail=f"by has {len(told)} characters; at most {LONGEST_ROLE}.",
            hint="Give a role, such as `board of directors`.",
            field="by",
        )
    return told


def _check_same(kept: Package, seen: PackageId | None) -> None:
    if seen not in (None, kept.id):
        raise Conflict(
            detail="Another package is kept since you looked: your case is not the same.",
            hint="Read the case as it is now, then say how far it is.",
        )


def _check_joins(kept: Package, own: PartyId) -> None:
    if own not in kept.joined:
        raise Refused(
            detail="Your party stays out of the package that is kept, so it has no case to decide.",
            hint="See what it would take for it to join: `weal winwin need COLLABORATION`.",
        )


def _check_unchanged(basis: _Basis, own: PartyId, state: ApprovalState) -> None:
    if state is ApprovalState.APPROVED and own in basis.changed:
        raise Conflict(
            detail="The figures of your case have changed since the package was computed.",
            hint="Compute the package again, or put the figures back; then approve what is there.",
        )


def _check_seen(before: Stored[Approval] | None, seen: int | None) -> None:
    if seen not in (None, before.version if before else 0):
        raise Conflict(
            detail="Someone of your party has said something else since you looked.",
            hint="Look at it as it stands now.",
        )
