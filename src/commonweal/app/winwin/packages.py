"""Step 2: packages beside each other as a document, from the most public value to the surest."""

from collections.abc import Iterator

from commonweal.adapters.documents import Document, Note, Paragraph, Section, Table
from commonweal.adapters.documents.document import Block
from commonweal.app.align.lock import passed
from commonweal.app.documents import rendered
from commonweal.app.membership import member
from commonweal.app.node import Node
from commonweal.app.winwin import frontier, solution
from commonweal.app.winwin.casing.document import LABEL
from commonweal.app.winwin.casing.origin import origins
from commonweal.app.winwin.current import current
from commonweal.app.winwin.offers import lying
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Frontier, Offers, Package
from commonweal.winwin.chance import percent
from commonweal.winwin.contract import Names
from commonweal.winwin.frontier import surest
from commonweal.winwin.item import Item, texts
from commonweal.winwin.optimum import why_no_deal, why_not_the_optimum
from commonweal.winwin.points import CHANCE, marks
from commonweal.winwin.selection import Selection
from commonweal.winwin.table.stated import stated
from commonweal.winwin.verdict import all_gain


def document(actor: Actor, node: Node, id: CollaborationId) -> Document:
    """The frontier computed last: every package with its chance, and what is in two of them.

    Same state, same document. Raises NotYet while none was computed.
    """
    found = member(actor, node, "packages.document", id).record
    computed, names = frontier.show(actor, node, id), solution.names(actor, node, id)
    table = lying(node, id)
    old = not current(node, found, computed.plain)
    return Document(
        title=f"Packages compared: {found.title}",
        subtitle=f"Frontier of {computed.at:%Y-%m-%d %H:%M}Z.",
        label=LABEL if computed.invented else "",
        sections=(
            Section(
                heading="In short",
                blocks=(
                    *(Note(text=each) for each in passed(node, id)),
                    *_short(computed),
                    *([Note(text=_OLD)] if old else []),
                ),
            ),
            Section(heading="Every package", blocks=(_points(computed),)),
            Section(heading="For each party", blocks=(_nets(computed, names),)),
            Section(heading="What is in them", blocks=(_held(computed, table.record),)),
            Section(
                heading="Who states the figures",
                blocks=(origins(each.figure for each in stated(table.record)),),
            ),
        ),
    )


def file(actor: Actor, node: Node, id: CollaborationId, name: str) -> bytes:
    """The document as a file: the ending of `name` says the form. Raises as it, UnknownTerm."""
    member(actor, node, "packages.file", id)
    return rendered(document(actor, node, id), name)


_OLD = "Offers or tracks were changed after this was computed."


def _short(found: Frontier) -> Iterator[Block]:
    chosen = surest(found)
    if found.recommended is None:
        yield Paragraph(text="No package that was found can be recommended.")
    else:
        yield Paragraph(
            text=f"Recommended: public value {chosen.public_value:,.6g} {chosen.unit}; everyone "
            f"outside government gains with a chance of {percent(chosen.chance)}."
        )
    yield Paragraph(text=why_not_the_optimum(found) or why_no_deal(found.plain))


def _points(found: Frontier) -> Table:
    plain = found.plain
    return Table(
        columns=("point", "margin", "caution", "public value", CHANCE, "gap",
                 "called", "marked"),
        rows=tuple(
            (
                place + 1,
                each.margin,
                f"{each.caution:.0%}",
                each.public_value,
                all_gain(each) or "–",
                f"{each.gap:.2%}",
                f"{each.standing.value} ({each.ended.value})",
                ", ".join(marks(found, place)),
            )
            for place, each in enumerate(found.points)
        ),
        caption=f"Margin and public value in {plain.unit}, at the likely figures. Chances over "
        f"{plain.draws:,} draws, seed {plain.seed}. Time limit {plain.limit_s:g} s each.",
    )  # fmt: skip


def _nets(found: Frontier, names: Names) -> Table:
    plain, chosen = _by_party(found.plain), _by_party(surest(found))
    return Table(
        columns=(
            "party",
            "plain optimum",
            "plain: no loss",
            "surest or recommended",
            "surest: no loss",
        ),
        rows=tuple(
            (names.get(party, party), *plain.get(party, _OUT), *chosen.get(party, _OUT))
            for party in dict.fromkeys((*plain, *chosen))
        ),
        caption=f"Net in {found.plain.unit}, at the likely figures; empty where it stays out.",
    )


_OUT: tuple[float | None, str] = (None, "")


def _by_party(package: Package) -> dict[PartyId, tuple[float | None, str]]:
    return {each.party: (each.net, percent(each.chance)) for each in package.nets}


def _held(found: Frontier, table: Offers) -> Table:
    said = texts(table)
    plain, chosen = Selection.of(found.plain).items, Selection.of(surest(found)).items
    return Table(
        columns=("what", "plain optimum", "surest or recommended"),
        rows=tuple(
            (f"{each.kind.value}: {said.get(each, each.id)}", _in(each, plain), _in(each, chosen))
            for each in dict.fromkeys((*plain, *chosen))
        ),
    )


def _in(item: Item, held: tuple[Item, ...]) -> str:
    return "in it" if item in held else "not in it"
