"""A document of offers as the contract of the command writes it, and where it is put."""

from copy import deepcopy
from typing import Any

from commonweal.app import collaboration
from commonweal.model.collaboration import Collaboration
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor, Party, PartyKind, Role
from commonweal.model.track import AlignmentTrack
from tests.app.houses import House

CONTRACT: dict[str, Any] = {
    "parties": [
        {"id": "telco", "kind": "business"},
        {"id": "ministry", "kind": "government"},
        {"id": "mappers", "kind": "ngo", "name": "Map Makers"},
        {"id": "farmers", "kind": "people"},
    ],
    "elements": [{"id": "calls", "holder": "telco", "cost": 5}],
    "uses": [
        {
            "element": "calls",
            "party": "mappers",
            "private_value": 4,
            "public_value": {"low": 50, "likely": 60, "high": 80},
            "risk_to_holder": 2,
        }
    ],
    "services": [
        {
            "id": "report",
            "provider": "mappers",
            "cost": 1,
            "recipients": [{"party": "telco", "benefit": 12}],
            "needs_uses": [["calls", "mappers"]],
            "needs_tracks": ["consent"],
        }
    ],
    "tracks": [
        {"id": "consent", "kind": "legal", "authority": "ministry", "cost": 2, "state": "open"}
    ],
}
"""As the contract of the command writes it: invented figures."""


Standing = tuple[House, Actor, CollaborationId]


def founded(
    home: House, name: str = "Founder", role: Role = Role.STEWARD
) -> tuple[Actor, CollaborationId]:
    founder = home.party(name)
    made = collaboration.new(
        founder, home.node, title=f"{name} maps", issue="Who is cut off", roles=frozenset({role})
    )
    return founder, made.id


def changed(**parts: object) -> dict[str, Any]:
    return {**deepcopy(CONTRACT), **parts}


def track(**parts: object) -> dict[str, Any]:
    return changed(tracks=[{**CONTRACT["tracks"][0], **parts}])


def members(home: House, id: CollaborationId) -> dict[str, tuple[PartyKind, frozenset[Role]]]:
    found = home.node.records.get(Collaboration, id).record
    parts = {each.party: home.node.records.get(Party, each.party).record for each in found.members}
    return {parts[m.party].name: (parts[m.party].kind, m.roles) for m in found.members}


def board(home: House, id: CollaborationId) -> list[AlignmentTrack]:
    return [each.record for each in home.node.records.find(AlignmentTrack, collaboration=id)]
