"""The sides of a disagreement: everyone who sees the same on top, and what they alone add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.diagnose.grid import latest
from commonweal.diagnose.profile import profile
from commonweal.diagnose.spread import View, spread
from commonweal.model.assessment import Assessment, PlatformType, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Camp:
    """Respondents who see the same on top."""

    tops: tuple[PlatformType, ...]
    """What they see there; several if they tie, none if all do."""
    views: tuple[View, ...]
    """Who they are."""
    profile: Profile
    """What their ratings alone add up to; nothing is drawn again."""


def camps(assessments: Sequence[Assessment]) -> tuple[Camp, ...]:
    """Every side, the largest first; none where all see the same on top."""
    counted = latest(assessments)
    sides: dict[tuple[PlatformType, ...], list[tuple[View, Assessment]]] = {}
    for view, given in zip(spread(counted).views, counted, strict=True):
        sides.setdefault(view.tops, []).append((view, given))
    if len(sides) == 1:
        return ()
    found = (
        Camp(
            tops=tops,
            views=tuple(view for view, _ in side),
            profile=profile([given for _, given in side], draws=0),
        )
        for tops, side in sides.items()
    )
    return tuple(sorted(found, key=lambda each: -len(each.views)))
