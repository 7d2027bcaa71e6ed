"""In which order people and parties are told of: as the parties came in, then by name."""

from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.model.assessment import Assessment
from commonweal.model.ids import PartyId


def assessments(found: Diagnosis) -> list[Assessment]:
    """The assessments that count."""
    return sorted(
        found.assessments,
        key=lambda each: (_place(found, each.respondent.party), each.respondent.name),
    )


def rating_parties(found: Diagnosis) -> list[PartyId]:
    """The parties for which someone has rated."""
    return sorted(found.by_party, key=lambda each: _place(found, each))


def _place(found: Diagnosis, party: PartyId) -> tuple[int, PartyId]:
    known = found.collaboration.parties
    return (known.index(party) if party in known else len(known), party)
