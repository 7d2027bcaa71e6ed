"""Why a party takes part: asked before structure, since the type follows the motive (S2, S3, R12).

Two lists of the literature that the paper quotes are offered side by side: the reasons for which
companies share, and four generic motivations. A respondent names as many as hold.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from commonweal.diagnose.framework import framework
from commonweal.diagnose.row import shown
from commonweal.model.assessment import Assessment
from commonweal.model.errors import UnknownTerm
from commonweal.model.ids import PartyId


def named_motives(codes: Sequence[str], *, field: str = "A motive") -> tuple[str, ...]:
    """The motives behind these codes, each once, in the framework's order.

    Raises UnknownTerm, which says that it was in `field`.
    """
    known = list(motives())
    for code in codes:
        if code not in known:
            raise UnknownTerm(field=field, got=shown(code), known=known)
    return tuple(code for code in known if code in codes)


def motives() -> Mapping[str, str]:
    """Every motive by its code, in words, in the framework's order."""
    known = framework()
    listed = (*known.surrounding.reasons.items, *known.surrounding.motivations.items)
    return {each.id: each.text for each in listed}


def motives_by_party(given: Sequence[Assessment]) -> Mapping[PartyId, Mapping[str, int]]:
    """For each party, how many of its respondents named each motive; the most named first."""
    found: dict[PartyId, Counter[str]] = {}
    for each in given:
        if each.motives:
            found.setdefault(each.respondent.party, Counter()).update(each.motives)
    return {party: dict(found[party].most_common()) for party in sorted(found)}
