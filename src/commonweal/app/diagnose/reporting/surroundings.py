"""Annex: what stands around the partnership, as its members stated it (S2)."""

from collections.abc import Iterator

from commonweal.adapters.documents import Block, Facts, Note, Paragraph, Section, Table
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.lookout import looked_at, weighed
from commonweal.diagnose.statement import components
from commonweal.diagnose.voluntary import called
from commonweal.model.surroundings import Surroundings


def surroundings(found: Diagnosis) -> Iterator[Section]:
    """Relations, legal bases, readiness, risks with all seven challenges, factors."""
    stated = found.situation.surroundings
    told = tuple(_parties(found, stated)) if stated else ()
    nothing = Paragraph(text="Nothing was stated of relations, legal bases or readiness.")
    yield Section(heading="Annex E. Parties and data", blocks=told or (nothing,))
    yield Section(heading="Annex E. Seven challenges", blocks=tuple(_risks(stated)))
    yield Section(heading="Annex E. Factors", blocks=(_factors(stated),))


def _parties(found: Diagnosis, stated: Surroundings) -> Iterator[Block]:
    named = found.situation.named
    if stated.relations:
        yield Table(
            columns=("party", "relation", "to", "known from"),
            rows=tuple(
                (named(r.of), r.kind.value, named(r.to), r.source) for r in stated.relations
            ),
            caption="How parties stand to each other.",
        )
    if stated.elements:
        withheld = found.government.voluntariness.withheld
        yield Table(
            columns=("data", "held by", "legal basis", "known from"),
            rows=tuple(
                (each.name, named(each.holder), basis, each.source)
                for each in stated.elements
                for basis in (called(each.basis, withheld=withheld),)
            ),
            caption="On what basis each kind of data is shared (S2).",
        )
    if stated.readiness:
        known = {each.id: each.text for each in components()}
        yield Table(
            columns=("between", "component", "there", "why"),
            rows=tuple(
                (
                    " and ".join(named(party) for party in each.parties),
                    known.get(each.component, each.component),
                    each.presence.value,
                    each.text,
                )
                for each in stated.readiness
            ),
            caption="The four components of sharing across boundaries (S2).",
        )


def _risks(stated: Surroundings | None) -> Iterator[Block]:
    found = looked_at(stated)
    yield Table(
        columns=("challenge", "weight", "what was found", "what is done"),
        rows=tuple(
            (each.term.text, each.risk.weight.value, each.risk.text, each.risk.measure)
            if each.risk
            else (each.term.text, "not looked at", "", "")
            for each in found.challenges
        ),
        caption=f"{found.done} of {len(found.challenges)} were looked at; all must be, "
        "not all matter (R13).",
    )
    if found.left:
        yield Note(text=f"Not looked at: {', '.join(each.text for each in found.left)}.")


def _factors(stated: Surroundings | None) -> Block:
    rows = tuple(
        (each.group.text, term.text, factor.effect.value, factor.text)
        for each in weighed(stated)
        for term, factor in each.factors
        if factor
    )
    if not rows:
        return Facts(pairs=tuple((each.group.text, "not weighed") for each in weighed(stated)))
    return Table(
        columns=("group", "factor", "effect", "why"),
        rows=rows,
        caption="What helps or hinders, in three groups (S2).",
    )
