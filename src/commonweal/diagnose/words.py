"""A profile in words: what it is called, by which rule, and how far respondents agree.

Every number is the one that decides: `label.py` and `agreement.py` hold them.
"""

from collections.abc import Mapping
from fractions import Fraction

from commonweal.diagnose.agreement import AGREED, AGREED_IN_PART
from commonweal.diagnose.framework import framework
from commonweal.diagnose.label import (
    HALF,
    LEAD,
    LEAST_DIMENSIONS,
    LEAST_RESPONDENTS,
    SECOND_CAMP,
    UNCOVERED,
)
from commonweal.diagnose.rating import RATED
from commonweal.model.assessment import Dimension, Label, PlatformType, Profile

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")


def _part(share: Fraction) -> str:
    """A share of people or of questions, as it is said."""
    if share == Fraction(1, 2):
        return "half"
    return f"{_NUMBERS[share.numerator]} in {_NUMBERS[share.denominator]}"


RULES: Mapping[Label, str] = {
    Label.INSUFFICIENT: f"Fewer than {_NUMBERS[LEAST_DIMENSIONS]} of the "
    f"{_NUMBERS[len(Dimension)]} questions have all three ratings and at least one item of "
    "evidence. That is too thin to say more.",
    Label.NOT_COVERED: f"In {_part(UNCOVERED)} or more of the questions answered, nothing fits any "
    "of the three platforms. The framework may not cover this partnership.",
    Label.DISPUTED: f"{_NUMBERS[LEAST_RESPONDENTS].capitalize()} or more people have rated, and "
    f"{_part(SECOND_CAMP)} or more share another view than the largest group. Talk about it "
    "before going on.",
    Label.MIXED: f"The two largest shares lie less than {float(LEAD):.2f} apart. It is a mixture.",
    Label.TYPE: f"One platform holds {_part(HALF)} or more of the shares.",
    Label.LEANING: f"One platform leads by {float(LEAD):.2f} or more, and holds less than "
    f"{_part(HALF)} of the shares.",
}
"""The first of these that holds gives the label; they are tried in this order."""

ENOUGH = (
    f"At least {_NUMBERS[LEAST_DIMENSIONS]} questions need all three ratings and one item of "
    "evidence, else it stays too thin to say anything."
)
"""What it takes to be told more than `insufficient`."""

SCALE = ", ".join(f"{value} {words}" for value, words in enumerate(RATED))
"""What the ratings mean."""

_CALLED: Mapping[Label, str] = {
    Label.INSUFFICIENT: "Not enough to tell",
    Label.NOT_COVERED: "Outside the framework",
    Label.DISPUTED: "Disputed",
    Label.MIXED: "Mixed",
}


def platforms() -> Mapping[PlatformType, str]:
    """What the paper calls the three platforms (S3), in the order of its Table 1."""
    return {type: each.label for type, each in framework().framework.platforms.items()}


def called(profile: Profile | None) -> str:
    """What a profile is called: its platform, or why it has none."""
    if profile is None:
        return "Not rated yet"
    if profile.top is None or profile.label in _CALLED:
        return _CALLED.get(profile.label, _CALLED[Label.MIXED])
    name = platforms()[profile.top]
    return name if profile.label is Label.TYPE else f"Leaning towards {name}"


def run_called(name: str) -> str:
    """A name of the stability runs, such as `leaning social_issue`, in words."""
    lean, _, platform = name.rpartition(" ")
    known: Mapping[str, str] = {str(type): label for type, label in platforms().items()}
    return f"{lean} {known[platform]}".strip() if platform in known else name


def agreed(profile: Profile) -> str:
    """How far respondents agree, as a sentence."""
    if profile.agreement is None:
        return f"No figure: {profile.agreement_note}."
    alpha = f"Krippendorff's alpha {profile.agreement:.2f}"
    if profile.agreement >= AGREED:
        return f"{alpha}: they agree."
    if profile.agreement >= AGREED_IN_PART:
        return f"{alpha}: they agree in part."
    return f"{alpha}: they do not agree. Read the ratings side by side."
