"""A table as the document that programs put there, as the contract has it."""

from collections.abc import Mapping
from typing import Any

from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers


def documented(offers: Offers, kinds: Mapping[PartyId, PartyKind]) -> dict[str, Any]:
    """Parties listed, uses without ids, figures as mappings."""
    pairs = {each.id: [each.element, each.user] for each in offers.uses}
    return {
        "parties": [{"id": party, "kind": kind.value} for party, kind in kinds.items()],
        "elements": [
            {"id": each.id, "holder": each.holder, "cost": _figure(each.cost)}
            for each in offers.elements
        ],
        "uses": [
            {
                "element": each.element,
                "party": each.user,
                "private_value": _figure(each.private_value),
                "public_value": _figure(each.public_value),
                "risk_to_holder": _figure(each.risk_to_holder),
            }
            for each in offers.uses
        ],
        "services": [
            {
                "id": each.id,
                "provider": each.provider,
                "cost": _figure(each.cost),
                "recipients": [
                    {"party": one.recipient, "benefit": _figure(one.value)} for one in each.benefits
                ],
                "needs_uses": [pairs[use] for use in each.needs_uses],
                "needs_tracks": list(each.needs_tracks),
            }
            for each in offers.services
        ],
        "tracks": [
            {
                "id": each.track,
                "kind": "legal",
                "authority": "An authority",
                "cost": _figure(each.cost),
                "state": "open",
            }
            for each in offers.tracks
        ],
    }


def _figure(figure: Estimate) -> dict[str, float]:
    return {"low": figure.low, "likely": figure.likely, "high": figure.high}
