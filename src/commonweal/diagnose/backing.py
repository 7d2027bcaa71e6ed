"""What ratings rest on: the items of evidence, each with who gave it behind which rating."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.model.assessment import Assessment, Dimension, Evidence, PlatformType
from commonweal.model.ids import PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of evidence, and the rating it stands behind."""

    evidence: Evidence
    platform: PlatformType
    value: int
    respondent: str
    party: PartyId


def items(dimension: Dimension, given: Sequence[Assessment]) -> tuple[Item, ...]:
    """What the ratings of one question rest on; the same item behind three cells stands once."""
    found: dict[tuple[Evidence, str, PartyId], Item] = {}
    for each in given:
        backed = [one for one in each.ratings if one.dimension is dimension and one.evidence]
        for rating in sorted(backed, key=lambda one: -one.value):
            for evidence in rating.evidence:
                found.setdefault(
                    (evidence, each.respondent.name, each.respondent.party),
                    Item(
                        evidence=evidence,
                        platform=rating.platform,
                        value=rating.value,
                        respondent=each.respondent.name,
                        party=each.respondent.party,
                    ),
                )
    return tuple(found.values())
