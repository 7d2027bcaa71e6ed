"""What government should do, by the platform of the partnership (paper S6)."""

from dataclasses import dataclass

from commonweal.diagnose.framework import Framework, GovernmentRole, framework
from commonweal.model.assessment import Label, PlatformType, Profile

_BY_TYPE = {
    PlatformType.RESOURCE_DEPENDENCE: "R1",
    PlatformType.SOCIAL_ISSUE: "R2",
    PlatformType.SOCIETAL_SECTOR: "R3",
}
_TYPE_FIRST = "R8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The role of government, with the rule that fired."""

    rule: str
    """R1, R2 or R3 by platform type; R8 (know the type first) where there is none."""
    text: str
    roles: tuple[GovernmentRole, ...]
    src: tuple[str, ...]
    """Sections of the paper the rule stands in."""
    provisional: bool
    """True if the profile only leans towards its type."""


def advice(profile: Profile) -> Advice:
    """What the framework says of government for this profile (rules R1, R2, R3, R8)."""
    known = framework()
    platform = profile.top if profile.label in (Label.TYPE, Label.LEANING) else None
    rule = known.rule(_BY_TYPE[platform] if platform else _TYPE_FIRST)
    provisional = profile.label is Label.LEANING
    caution = f"; provisional, as the profile is only {profile.label}" if provisional else ""
    return Advice(
        rule=rule.id,
        text=f"{rule.text} [{rule.id}, paper {', '.join(rule.src)}{caution}]",
        roles=_roles(known, platform),
        src=rule.src,
        provisional=provisional,
    )


def _roles(known: Framework, platform: PlatformType | None) -> tuple[GovernmentRole, ...]:
    wanted = {platform} if platform else set(PlatformType)
    return tuple(role for role in known.government_roles if wanted <= set(role.platforms))
