"""Ratings as a party enters them for its people."""

from collections.abc import Sequence

from commonweal.app.diagnose import diagnosis
from commonweal.model.assessment import Dimension, PlatformType
from commonweal.model.party import Actor
from tests.web.partnership import Partnership


def rows(coding: Sequence[Sequence[int]]) -> list[dict[str, object]]:
    """A row for each cell, with evidence of each question at its first."""
    return [
        {
            "dimension": dimension,
            "platform": platform,
            "value": value,
            "evidence": [
                {
                    "kind": "interview",
                    "text": f"Said of {dimension}",
                    "period": "2026",
                    "source": "minutes of March",
                }
            ]
            if value == max(cells)
            else [],
        }
        for dimension, cells in zip(Dimension, coding, strict=False)
        for platform, value in zip(PlatformType, cells, strict=True)
    ]


def rate(
    told: Partnership,
    actor: Actor,
    respondent: str,
    coding: Sequence[Sequence[int]],
    *,
    motives: Sequence[str] = (),
    stated: Sequence[object] = (),
) -> None:
    """One respondent of the actor's party rates every question of the coding."""
    diagnosis.rate(
        actor,
        told.house.node,
        told.id,
        respondent=respondent,
        closeness="inside",
        rows=rows(coding),
        motives=motives,
        stated=stated,
    )
