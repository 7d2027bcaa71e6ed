"""The profile of a partnership: what independent ratings add up to (paper S3, S4.3, T1).

Cell: median over respondents. Dimension: shares of the three platforms. Profile: mean over the
dimensions whose three cells are rated. What is all zero stays uncovered and is not shared out, so
the three shares sum to one less the part the framework does not cover (S7).
"""

from collections.abc import Iterator, Mapping, Sequence

from commonweal.diagnose.agreement import agreement
from commonweal.diagnose.deviation import computed, stated
from commonweal.diagnose.grid import Grid, Ints, grid, latest
from commonweal.diagnose.label import label, labels
from commonweal.diagnose.stability import stability
from commonweal.diagnose.tally import WHOLE, Tally, once
from commonweal.model.assessment import Assessment, Dimension, PlatformType, Profile, Shares
from commonweal.model.errors import Invalid
from commonweal.model.ids import PartyId

SEED = 20150425
"""The day of the Nepal earthquake; any other seed does as well."""
DRAWS = 1000


def profile(assessments: Sequence[Assessment], *, seed: int = SEED, draws: int = DRAWS) -> Profile:
    """What these assessments add up to; the newest counts where a respondent gave several.

    Args:
        assessments: of one collaboration, in any order.
        seed: of the bootstrap over dimensions and respondents.
        draws: how often the bootstrap draws; 0 for none.

    Raises:
        Invalid: a rating outside 0 to 3, or a negative number of draws.
    """
    if draws < 0:
        raise Invalid(detail=f"{draws} draws cannot be made.", hint="Give 0 or more draws.")
    counted = latest(assessments)
    ratings = grid(counted)
    found = once(ratings)
    top = _top(found)
    alpha, note = agreement(ratings)
    return Profile(
        label=label(labels(found)[0]),
        top=top,
        shares=_shares(found.sums[0], int(found.answered[0])),
        coverage=float(ratings.rated().mean()),
        bounds=tuple(_bounds(found)),
        agreement=alpha,
        agreement_note=note,
        stability=stability(ratings, seed=seed, draws=draws),
        by_dimension=tuple(_by_dimension(ratings, found)),
        deviations=(*computed(found.shares[0], top), *stated(counted)),
        respondents=ratings.people,
    )


def per_party(
    assessments: Sequence[Assessment], *, seed: int = SEED, draws: int = DRAWS
) -> dict[PartyId, Profile]:
    """A profile for each party that rated: parties inside one partnership differ (rule R11)."""
    parties = sorted({each.respondent.party for each in assessments})
    return {
        party: profile(
            [each for each in assessments if each.respondent.party == party],
            seed=seed,
            draws=draws,
        )
        for party in parties
    }


def differing(whole: Profile, by_party: Mapping[PartyId, Profile]) -> tuple[PartyId, ...]:
    """Parties whose label or largest platform is not that of the whole: they are shown apart."""
    return tuple(
        party for party, own in by_party.items() if (own.label, own.top) != (whole.label, whole.top)
    )


def leading(found: Profile) -> tuple[PlatformType, ...]:
    """The platforms with the largest share: one, or those that tie."""
    most = max(found.shares.ordered())
    return tuple(each for each in PlatformType if found.shares.of(each) == most)


def uncovered(found: Profile) -> float:
    """Share of the answered dimensions in which nothing fits any platform (S7), 0 to 1."""
    empty = [dimension for dimension, shares in found.by_dimension if not any(shares.ordered())]
    return len(empty) / max(len(found.by_dimension), 1)


def _top(found: Tally) -> PlatformType | None:
    sums = found.sums[0].tolist()
    ahead = [p for p, each in zip(PlatformType, sums, strict=True) if each == max(sums)]
    return ahead[0] if len(ahead) == 1 else None


def _bounds(found: Tally) -> Iterator[tuple[PlatformType, float, float]]:
    everything = len(Dimension) * WHOLE
    unanswered = everything - int(found.answered[0]) * WHOLE
    for platform, known in zip(PlatformType, found.sums[0].tolist(), strict=True):
        yield platform, known / everything, (known + unanswered) / everything


def _by_dimension(ratings: Grid, found: Tally) -> Iterator[tuple[Dimension, Shares]]:
    dimensions = list(Dimension)
    for index in ratings.answered():
        yield dimensions[index], _shares(found.shares[0, index], 1)


def _shares(sums: Ints, dimensions: int) -> Shares:
    resource, social, sector = (each / (WHOLE * max(dimensions, 1)) for each in sums.tolist())
    return Shares(resource_dependence=resource, social_issue=social, societal_sector=sector)
