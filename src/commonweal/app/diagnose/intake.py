"""Rows of ratings become assessments: checked against what stands here, then kept, all or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from commonweal.adapters.sheets import write_refused
from commonweal.app import newcomer
from commonweal.app.acts import act, carry_out
from commonweal.app.diagnose.diagnosis import counted
from commonweal.app.diagnose.given import entered_by
from commonweal.app.diagnose.independence import may_see
from commonweal.app.diagnose.ratingfile import RatingFile, of_file
from commonweal.app.membership import acting, hosted, party
from commonweal.app.node import Node
from commonweal.diagnose.framework import framework
from commonweal.diagnose.record import Bad, Naming, Record, records
from commonweal.diagnose.respondent import Answered, kinds, notes, respondents
from commonweal.diagnose.row import Row, shown
from commonweal.model.assessment import Assessment, Respondent
from commonweal.model.change import Change, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.evidence import Kind
from commonweal.model.ids import AssessmentId, CollaborationId, PartyId
from commonweal.model.party import Actor, Party, party_name, seen_as

MOST_RESPONDENTS = 5_000
"""Respondents of one file."""
_TOLD = 10
"""Reasons that are told in full; the rows that are refused for others are counted."""
_NAMED = 3
"""Rows named with one reason, after the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a file brought."""

    collaboration: CollaborationId
    ratings: int
    """Cells rated, over all respondents."""
    respondents: int
    notes: tuple[str, ...]
    """What its reader should know: columns guessed, answers that stood here already."""


def taken(
    actor: Actor,
    node: Node,
    told: RatingFile,
    found: Collaboration | None,
    refused: Path | None,
) -> Taken:
    """Keep what the rows say, in `found` or in a new collaboration; see `filing.take`."""
    parties = _parties(node, found)
    read, bad = _read(told, _member_named(parties) if found else _any_named(parties))
    answered, contradicting = respondents(read)
    standing = _standing(node, found)
    ids = {each.name: each.id for each in parties.values()}
    sees = not found or may_see(actor, node, found.id)
    bad += [*contradicting, *_others(actor, node, answered, ids, standing, sees=sees)]
    if bad:
        raise _refused(told, bad, refused)
    _check_number(told, len(answered))
    new = [each for each in answered if not _stands(each, ids, standing)]
    if found:
        id = found.id
        _keep(actor, node, found, new, ids)
    else:
        id = _begin(actor, node, told, new, read)
    return Taken(
        collaboration=id,
        ratings=sum(len(each.ratings) for each in answered),
        respondents=len(answered),
        notes=(*told.notes, *notes(read, answered), *_unchanged(len(answered) - len(new), sees)),
    )


_Standing = Mapping[tuple[PartyId, str], Assessment]


def _parties(node: Node, found: Collaboration | None) -> dict[str, Party]:
    """Who can be meant, by the name that a reader sees."""
    if found:
        known = [party(node, each.party) for each in found.members]
    else:
        known = [each.record for each in node.records.find(Party)]
    return {seen_as(each.name): each for each in known}


def _member_named(members: Mapping[str, Party]) -> Naming:
    by_id = {str(each.id): each for each in members.values()}

    def named(row: Row) -> str:
        given = row.text("party")
        found = by_id.get(given) or members.get(seen_as(given))
        if found is None:
            known = [each.name for each in members.values()]
            raise UnknownTerm(field=f"{row.where}: party", got=shown(given), known=known)
        return found.name

    return named


def _any_named(parties: Mapping[str, Party]) -> Naming:
    """A party that is not known yet is called as the first row with it calls it."""
    by_id = {str(each.id): each.name for each in parties.values()}
    names = {seen: each.name for seen, each in parties.items()}

    def named(row: Row) -> str:
        given = row.text("party")
        called = by_id.get(given) or names.get(seen_as(given))
        return called or names.setdefault(seen_as(given), _as_name(row, given))

    return named


def _as_name(row: Row, given: str) -> str:
    try:
        return party_name(given)
    except Invalid as gap:
        row.refuse(f"has {shown(given)} as party", gap.detail)


def _read(told: RatingFile, naming: Naming) -> tuple[list[Record], list[Bad]]:
    try:
        return records(told.rows, naming)
    except Invalid as gap:
        raise of_file(told.name, gap) from None


def _standing(node: Node, found: Collaboration | None) -> _Standing:
    given = counted(node, found.id) if found else ()
    return {(each.respondent.party, each.respondent.name): each for each in given}


def _others(
    actor: Actor,
    node: Node,
    answered: Sequence[Answered],
    ids: Mapping[str, PartyId],
    standing: _Standing,
    *,
    sees: bool,
) -> Iterator[Bad]:
    """What a file may not replace: answers that the actor's party did not enter.

    Only to who `sees` what others answered it makes a difference that the file says the same.
    """
    for each in answered:
        before = standing.get((ids.get(each.party, PartyId("")), each.name))
        if sees and _stands(each, ids, standing):
            continue
        if before and entered_by(node, before) != actor.party:
            yield Bad(
                index=each.index,
                reason=f"{each.where}: {each.name} has answered already, and not through your "
                "party: a file does not replace that. Take these rows out, or ask them to answer "
                "again.",
            )


def _stands(each: Answered, ids: Mapping[str, PartyId], standing: _Standing) -> bool:
    """True if the respondent's answers stand here word for word."""
    before = standing.get((ids.get(each.party, PartyId("")), each.name))
    return before is not None and (
        before.ratings, before.stated, before.motives, before.respondent.closeness
    ) == (each.ratings, each.stated, each.motives, each.closeness)  # fmt: skip


def _begin(
    actor: Actor,
    node: Node,
    told: RatingFile,
    answered: Sequence[Answered],
    read: Sequence[Record],
) -> CollaborationId:
    said = kinds(read)
    views = {each.party: said[each.party] for each in answered}
    try:
        made = newcomer.begun(actor, node, title=_title(told.name), views=views)
    except Invalid as gap:
        raise of_file(told.name, gap) from None
    id = made.collaboration.id
    given = _assessments(made.actor, node, id, answered, ids=made.parties, tell=made.told)
    carry_out(node, *made.changes, *given)
    return id


def _title(file: str) -> str:
    """What a file is called, on one line and without its ending."""
    return " ".join(Path(file).stem.split())


def _keep(
    actor: Actor,
    node: Node,
    found: Collaboration,
    answered: Sequence[Answered],
    ids: Mapping[str, PartyId],
) -> None:
    tell = hosted(node, found.parties)
    given = tuple(_assessments(actor, node, found.id, answered, ids=ids, tell=tell))
    if given:
        carry_out(node, *given)


def _assessments(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    answered: Sequence[Answered],
    *,
    ids: Mapping[str, PartyId],
    tell: tuple[PartyId, ...],
) -> Iterator[Change]:
    """A change for each respondent; the other parties are told once, with the last."""
    own, now, version = acting(actor), node.clock.now(), framework().version
    for each in answered:
        made = Assessment(
            id=AssessmentId(node.ids.new("assessment")),
            collaboration=id,
            respondent=Respondent(name=each.name, party=ids[each.party], closeness=each.closeness),
            at=now,
            ratings=each.ratings,
            stated=each.stated,
            motives=each.motives,
            entered_by=own,
            framework=version,
        )
        yield act(
            Kind.ASSESSMENT_GIVEN,
            person=actor.person,
            log=own,
            writes=(Write(record=made, expected_version=0),),
            facts=(("ratings", len(made.ratings)), ("of", len(answered))),
            tell=tell if each is answered[-1] else (),
        )


def _unchanged(count: int, sees: bool) -> tuple[str, ...]:
    told = f"Answers that stood here already, word for word: {count}. They are not kept twice."
    return (told,) if count and sees else ()


def _refused(told: RatingFile, bad: Sequence[Bad], out: Path | None) -> Invalid:
    """What is wrong with the rows; they themselves go to `out`, each with its reason."""
    reasons: dict[int, str] = {}
    for each in sorted(bad, key=lambda one: one.index):
        reasons.setdefault(each.index, each.reason)
    if out:
        rows = [(told.sheet.rows[index], reason) for index, reason in reasons.items()]
        write_refused(out, told.sheet, rows)
    count = "1 row is" if len(reasons) == 1 else f"{len(reasons):,} rows are"
    return Invalid(
        detail=f"{told.name}: {count} refused, so nothing was taken. {_listed(told, reasons)}",
        hint="Mend these rows and give the file again.",
        file=told.name,
        field=told.rows[next(iter(reasons))].where,
        rows=len(reasons),
    )


def _check_number(told: RatingFile, respondents: int) -> None:
    if not respondents:
        raise Invalid(
            detail=f"{told.name}: no cell is rated.", hint="Rate at least one cell, 0 to 3."
        )
    if respondents > MOST_RESPONDENTS:
        raise Invalid(
            detail=f"{told.name}: {respondents:,} respondents; at most {MOST_RESPONDENTS:,} are "
            "taken at once.",
            hint="Look whether the column 'respondent' holds names, or split the file.",
            column="respondent",
        )


def _listed(told: RatingFile, reasons: Mapping[int, str]) -> str:
    """The reasons, each once with the rows it holds for."""
    rows: dict[str, list[str]] = {}
    for index, reason in reasons.items():
        where = told.rows[index].where
        rows.setdefault(reason.removeprefix(where), []).append(where)
    sentences = [f"{at[0]}{reason}{_also(at[1:])}" for reason, at in rows.items()]
    more = sum(len(at) for at in list(rows.values())[_TOLD:])
    return " ".join([*sentences[:_TOLD], *([f"And {more:,} more."] if more else [])])


def _also(rows: Sequence[str]) -> str:
    if not rows:
        return ""
    named = ", ".join(each.lower() for each in rows[:_NAMED])
    more = f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else ""
    return f" The same at {named}{more}."
