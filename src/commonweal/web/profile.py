"""A profile in words: what it is called, and why."""

from collections.abc import Mapping

from commonweal.model.assessment import Degree, Label, PlatformType, Profile

PLATFORMS: Mapping[PlatformType, str] = {
    PlatformType.RESOURCE_DEPENDENCE: "Resource-dependence platform",
    PlatformType.SOCIAL_ISSUE: "Social Issue platform",
    PlatformType.SOCIETAL_SECTOR: "Societal Sector platform",
}
"""The paper's names (S3)."""

RULES: Mapping[Label, str] = {
    Label.INSUFFICIENT: "Fewer than four of the eight questions have all three ratings and at "
    "least one item of evidence. That is too thin to say more.",
    Label.NOT_COVERED: "In half or more of the questions answered, nothing fits any of the three "
    "platforms. The framework may not cover this partnership.",
    Label.DISPUTED: "Four or more people have rated, and two in five or more hold another view "
    "than the largest group. Talk about it before going on.",
    Label.MIXED: "The two largest shares lie less than 0.15 apart. It is a mixture.",
    Label.TYPE: "One platform holds half or more of the shares.",
    Label.LEANING: "One platform leads by 0.15 or more, and holds less than half of the shares.",
}
"""The first of these that holds gives the label; they are tried in this order."""

SYMBOLS: Mapping[Degree, str] = {Degree.FITS: "=", Degree.PARTLY: "≈", Degree.DEVIATES: "≠"}
"""A sign for each degree, beside its word."""

TONES: Mapping[Degree, str] = {Degree.FITS: "good", Degree.PARTLY: "warn", Degree.DEVIATES: "bad"}

RATED = ("not at all", "a little", "clearly", "fully")
"""What 0 to 3 mean."""

_GOOD, _SOME = 0.8, 0.6


def called(profile: Profile | None) -> str:
    """What a profile is called: its platform, or why it has none."""
    if profile is None:
        return "Not rated yet"
    if profile.label is Label.TYPE and profile.top:
        return PLATFORMS[profile.top]
    if profile.label is Label.LEANING and profile.top:
        return f"Leaning towards {PLATFORMS[profile.top]}"
    return {
        Label.INSUFFICIENT: "Not enough to tell",
        Label.NOT_COVERED: "Outside the framework",
        Label.DISPUTED: "Disputed",
    }.get(profile.label, "Mixed")


def run_called(name: str) -> str:
    """A name of the stability runs, such as `leaning social_issue`, in words."""
    lean, _, platform = name.rpartition(" ")
    if platform in PLATFORMS:
        return f"{lean} {PLATFORMS[PlatformType(platform)]}".strip()
    return name


def agreed(profile: Profile) -> str:
    """How far respondents agree, as a sentence."""
    if profile.agreement is None:
        return f"No figure: {profile.agreement_note}."
    alpha = f"Krippendorff's alpha {profile.agreement:.2f}"
    if profile.agreement >= _GOOD:
        return f"{alpha}: they agree."
    return (
        f"{alpha}: they agree in part."
        if profile.agreement >= _SOME
        else (f"{alpha}: they do not agree. Read the ratings side by side.")
    )
