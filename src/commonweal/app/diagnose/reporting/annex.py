"""Annexes: each party on its own, and everything that the ratings rest on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commonweal.adapters.documents import Facts, Paragraph, Section, Table
from commonweal.app.diagnose.reporting.dimensions import DIMENSIONS, numbers, shares
from commonweal.app.diagnose.reporting.order import assessments, rating_parties
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.motive import motives
from commonweal.diagnose.words import RULES, called, short_platforms
from commonweal.model.assessment import Assessment, Dimension, Evidence, Rating
from commonweal.model.ids import PartyId


def parties(found: Diagnosis) -> Iterator[Section]:
    """A section for each party that rated: what it sees, why it takes part, who spoke for it."""
    known = motives()
    for party in rating_parties(found):
        profile = found.by_party[party]
        named = found.motives.get(party, {})
        yield Section(
            heading=f"Annex A. {found.situation.named(party)}",
            blocks=(
                Facts(
                    pairs=(
                        ("As this party sees it", called(profile)),
                        ("The rule", RULES[profile.label]),
                        (
                            "Motives",
                            ", ".join(known.get(each, each) for each in named) or "none named",
                        ),
                        ("Respondents", ", ".join(_respondents(found, party))),
                        *numbers(profile),
                    )
                ),
                shares(profile),
            ),
        )


def evidence(found: Diagnosis) -> Iterator[Section]:
    """Every item of evidence, with who gave it and for which ratings."""
    rows = tuple(row for each in assessments(found) for row in _items(found, each))
    blocks = (
        Table(
            columns=("evidence", "kind, source, period", "given by", "behind"),
            rows=rows,
            caption="The same item behind several ratings stands once. Kinds as in the paper's "
            "Table 2; a statement is the respondent's own word.",
        )
        if rows
        else Paragraph(text="No evidence was given."),
    )
    yield Section(heading="Annex B. Evidence", blocks=blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Behind:
    dimension: Dimension
    evidence: Evidence


def _respondents(found: Diagnosis, party: PartyId) -> Iterator[str]:
    for each in assessments(found):
        if each.respondent.party == party:
            yield f"{each.respondent.name} ({each.respondent.closeness}, {each.at:%Y-%m-%d})"


def _items(found: Diagnosis, given: Assessment) -> Iterator[tuple[str, ...]]:
    who = given.respondent
    party = found.situation.named(who.party)
    short = short_platforms()
    for behind, ratings in _behind(given).items():
        item = behind.evidence
        rated = ", ".join(f"{short[one.platform]} {one.value}" for one in ratings)
        yield (
            item.text,
            f"{item.kind}; {item.source}; {item.period}",
            f"{who.name} for {party}",
            f"{DIMENSIONS[behind.dimension]}: {rated}",
        )


def _behind(given: Assessment) -> Mapping[_Behind, list[Rating]]:
    order = list(Dimension)
    found: dict[_Behind, list[Rating]] = {}
    for rating in sorted(given.ratings, key=lambda one: order.index(one.dimension)):
        for each in rating.evidence:
            key = _Behind(dimension=rating.dimension, evidence=each)
            found.setdefault(key, []).append(rating)
    return found
