"""The type of a partnership, where its profile gives one."""

from commonweal.model.assessment import Label, PlatformType, Profile

_TYPED = frozenset({Label.TYPE, Label.LEANING})


def type_of(profile: Profile | None) -> PlatformType | None:
    """The platform of a profile that has or leans towards one; None for every other."""
    return profile.top if profile and profile.label in _TYPED else None
