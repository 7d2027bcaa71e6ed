"""What the rules of the process are read off: what happened, the type, what other steps know."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.diagnose.platform import type_of
from commonweal.diagnose.pressure import Pressure
from commonweal.diagnose.situation import Situation
from commonweal.model.assessment import PlatformType, Profile
from commonweal.model.collaboration import Collaboration


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The course of a partnership so far."""

    collaboration: Collaboration
    profile: Profile | None
    """None while nobody has rated, or the reader may not know."""
    now: Situation
    pressure: Sequence[Pressure]
    """On each party that was asked, the hardest pressed first."""

    @property
    def platform(self) -> PlatformType | None:
        """The type, where there is one."""
        return type_of(self.profile)
