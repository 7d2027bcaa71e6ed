"""What tests of the table fill in and look at."""

from typing import Any

from starlette.testclient import TestClient

from commonweal.app.winwin import offers as table
from commonweal.model.winwin import Offers
from tests.web.partnership import Partnership

FIGURE = {"path": "uses[0].public_value", "low": "40", "likely": "70", "high": "90",
          "source": "A. Clerk", "seen": "1"}  # fmt: skip


def offers(told: Partnership) -> Offers:
    found = table.tabled(told.user, told.house.node, told.id)
    assert found
    return found.record


def use(told: Partnership, **changed: Any) -> dict[str, Any]:
    """A filled form: Telecom could share outages, Mappers would map them."""
    return {
        "data": "Outages",
        "holder": str(told.holder.party),
        "cost-low": "1", "cost-likely": "2", "cost-high": "3",
        "user": str(told.user.party),
        "text": "Map outages",
        "private-low": "3", "private-likely": "4", "private-high": "5",
        "public-low": "10", "public-likely": "20", "public-high": "30",
        "risk-low": "0", "risk-likely": "1", "risk-high": "2",
        "unit": "points", "source": "invented", "seen": "1",
        **changed,
    }  # fmt: skip


def service(told: Partnership, **changed: Any) -> dict[str, Any]:
    """A filled form: Mappers would train Telecom's staff."""
    return {
        "provider": str(told.user.party),
        "text": "Training",
        "cost-low": "1", "cost-likely": "1", "cost-high": "2",
        "recipients": [str(told.holder.party)],
        "value-low": "5", "value-likely": "6", "value-high": "7",
        "uses": ["map"],
        "track": "permission",
        "track-cost-low": "1", "track-cost-likely": "2", "track-cost-high": "3",
        "unit": "points", "source": "invented", "seen": "1",
        **changed,
    }  # fmt: skip


def restated(told: Partnership, mine: TestClient, there: str, **more: str) -> Any:
    """The answer to a change of the public value of the map."""
    version = table.tabled(told.user, told.house.node, told.id)
    assert version
    stands = {"low": "40", "likely": "60", "high": "80", "source": "Mappers"}
    path = {"path": "uses[0].public_value", "seen": str(version.version)}
    return mine.post(f"{there}/figures", data={**stands, **path, **more})
