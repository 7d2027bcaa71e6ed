"""What government should do, by the platform of the partnership (paper S6)."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.diagnose.framework import CsrOption, Framework, Incentive, Rule, framework
from commonweal.diagnose.governmentrole import held
from commonweal.diagnose.platform import type_of
from commonweal.diagnose.situation import Situation
from commonweal.diagnose.voluntary import Voluntariness, voluntariness
from commonweal.diagnose.warning import Warned, warnings
from commonweal.model.assessment import Label, PlatformType, Profile
from commonweal.model.collaboration import Collaboration

_TYPE_FIRST = "R8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """One role for government, and why."""

    role: str
    """Id of the framework's role."""
    text: str
    rule: str
    src: tuple[str, ...]
    note: str
    held: bool
    """True if a government party holds it here already, by its roles and by what was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """The role of government, with the rule and the section behind each part."""

    rule: str
    """R1, R2 or R3 by platform type; R8 (know the type first) where there is none."""
    text: str
    src: tuple[str, ...]
    provisional: bool
    """True if the profile only leans towards its type."""
    roles: tuple[Recommended, ...]
    incentive: Incentive | None
    """What gets the parties to share in this type; None where there is no type."""
    options: tuple[CsrOption, ...]
    """CSR policies, for a Social Issue platform alone: dated data, not the paper's."""
    warnings: tuple[Warned, ...]
    voluntariness: Voluntariness


def government(collaboration: Collaboration, profile: Profile | None, now: Situation) -> Government:
    """What the framework says of government for this profile (R1, R2, R3, R8)."""
    known, platform = framework(), type_of(profile)
    rule = known.rule(known.framework.platforms[platform].rule if platform else _TYPE_FIRST)
    provisional = profile is not None and profile.label is Label.LEANING
    word = voluntariness(collaboration, now)
    return Government(
        rule=rule.id,
        text=_text(rule, provisional=provisional),
        src=rule.src,
        provisional=provisional,
        roles=tuple(_roles(known, platform, rule, collaboration, now)),
        incentive=next((each for each in known.incentives if each.platform is platform), None),
        options=known.csr_options if platform is PlatformType.SOCIAL_ISSUE else (),
        warnings=warnings(collaboration, now, word),
        voluntariness=word,
    )


def _text(rule: Rule, *, provisional: bool) -> str:
    caution = "; provisional, as the profile is only leaning" if provisional else ""
    return f"{rule.text} [{rule.id}, paper {', '.join(rule.src)}{caution}]"


def _roles(
    known: Framework,
    platform: PlatformType | None,
    rule: Rule,
    collaboration: Collaboration,
    now: Situation,
) -> Iterator[Recommended]:
    """The roles of the type; without one, those that government has in every type."""
    wanted = {platform} if platform else set(PlatformType)
    for each in known.government_roles:
        if wanted <= set(each.platforms):
            yield Recommended(
                role=each.id,
                text=each.text,
                rule=rule.id,
                src=each.src,
                note=each.note,
                held=held(each.id, collaboration, now),
            )
