"""An account of public value as the sections of a document; types are never added up unasked."""

from collections.abc import Callable, Iterator

from commonweal.account.value import NOT_SHOWN
from commonweal.adapters.documents import Facts, Note, Paragraph, Section, Table
from commonweal.adapters.documents.document import Block
from commonweal.app.winwin.casing.account import (
    APART,
    COSTS,
    FREE,
    NOTHING,
    SHOWN,
    SILENT,
    USES,
    cost_caption,
    cost_rows,
    shown,
    sum_facts,
    use_row,
)
from commonweal.app.winwin.casing.origin import origins
from commonweal.app.winwin.casing.part import SAID
from commonweal.app.winwin.casing.words import source
from commonweal.model.ids import PartyId
from commonweal.winwin.case.publicvalue import PublicUse, PublicValue, Sum, TypedValue

Name = Callable[[PartyId], str]


def account_sections(
    found: PublicValue, name: Name, *, remarks: tuple[str, ...], total: Sum | None
) -> Iterator[Section]:
    """The sections, in order.

    Args:
        found: the account.
        name: what people call a party.
        remarks: what must not be overlooked.
        total: the account added up, where somebody asked for it.
    """
    uses = tuple(each for typed in found.types for each in typed.uses)
    notes = (Note(text=each) for each in remarks)
    yield Section(heading="In short", blocks=(*notes, _short(found, uses)))
    for typed in found.types:
        yield Section(heading=f"Public value: {typed.name}", blocks=(_uses(found, typed, name),))
    if uses:
        yield Section(heading="What would show it", blocks=(_shown(uses),))
    yield Section(heading="What it costs government", blocks=(_costs(found, name),))
    if uses and not total:
        yield Section(heading="Not added up", blocks=(Paragraph(text=APART),))
    if total:
        blocks = tuple(_sum(total, found.unit))
        yield Section(heading="Added up all the same, as somebody asked", blocks=blocks)
    if figures := (*(each.value for each in uses), *(each.cost for each in found.costs)):
        yield Section(heading="Who states the figures", blocks=(origins(figures),))


def _short(found: PublicValue, uses: tuple[PublicUse, ...]) -> Block:
    if not uses:
        return Paragraph(text=NOTHING)
    types = ", ".join(f"{each.name} {len(each.uses)}" for each in found.types)
    told = sum(1 for each in uses if shown(each))
    return Facts(
        pairs=(
            ("Uses of data", f"{len(uses)} ({types})"),
            ("What would show it", f"said for {told} of {len(uses)}"),
            ("Costs to government", f"{len(found.costs)}, beside it"),
        )
    )


def _uses(found: PublicValue, typed: TypedValue, name: Name) -> Table:
    return Table(
        columns=(*USES, SAID),
        rows=tuple((*use_row(each, name), source(each.value)) for each in typed.uses),
        caption=f"In {found.unit}.",
    )


def _shown(uses: tuple[PublicUse, ...]) -> Block:
    if not any(map(shown, uses)):
        return Note(text=f"{NOT_SHOWN.capitalize()}. {SILENT}")
    untold = (NOT_SHOWN, *("" for _ in SHOWN[1:]))
    return Table(
        columns=("use", *SHOWN), rows=tuple((each.text, *(shown(each) or untold)) for each in uses)
    )


def _costs(found: PublicValue, name: Name) -> Block:
    rows = cost_rows(found, name)
    if not rows:
        return Paragraph(text=FREE)
    return Table(columns=COSTS, rows=rows, caption=cost_caption(found))


def _sum(total: Sum, unit: str) -> Iterator[Block]:
    if total.warning:
        yield Note(text=total.warning)
    yield Facts(pairs=sum_facts(total, unit))
