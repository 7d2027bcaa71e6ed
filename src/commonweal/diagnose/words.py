"""A profile in words: what it is called, by which rule, and how far respondents agree.

Every number is the one that decides: `label.py` and `agreement.py` hold them.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from commonweal.diagnose.agreement import AGREED, AGREED_IN_PART
from commonweal.diagnose.contract import TurnSummary
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
from commonweal.diagnose.stability import stable
from commonweal.diagnose.turning import Tried, What
from commonweal.model.assessment import Dimension, Label, PlatformType, Profile, Shares

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
    f"{_part(SECOND_CAMP)} or more share a view that speaks against the whole: another than the "
    "largest group has, or one without its largest platform. Talk about it before going on.",
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

OURS = "OURS"
"""What stands for a section of the paper where a statement is not the paper's."""

_HARDLY = 0.01

_CHANGE: Mapping[What, str] = {
    What.DIMENSION: "Without the question of {}",
    What.RESPONDENT: "Without {}",
    What.PARTY: "Without {}",
    What.MOTIVE: "If the motive counted double",
    What.UNANSWERED: "If all that is unanswered spoke for the {}",
}
_TRIED: Mapping[What, str] = {
    What.DIMENSION: "One question left out",
    What.RESPONDENT: "One person left out",
    What.PARTY: "One party left out",
    What.MOTIVE: "The motive counted double",
    What.UNANSWERED: "All that is unanswered spoken for one platform",
}

_CALLED: Mapping[Label, str] = {
    Label.INSUFFICIENT: "Not enough to tell",
    Label.NOT_COVERED: "Outside the framework",
    Label.DISPUTED: "Disputed",
    Label.MIXED: "Mixed",
}


def platforms() -> Mapping[PlatformType, str]:
    """What the paper calls the three platforms (S3), in the order of its Table 1."""
    return {type: each.label for type, each in framework().framework.platforms.items()}


def short_platforms() -> Mapping[PlatformType, str]:
    """The same without the word platform, for columns and series."""
    return {type: name.removesuffix(" platform") for type, name in platforms().items()}


def cited(src: Iterable[str], rule: str = "") -> str:
    """The rule that something rests on, if any, and where it stands in the paper, or that not."""
    return ", ".join("ours" if each == OURS else each for each in (rule, *src) if each)


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
    if platform in known:
        return f"{lean} towards {known[platform]}" if lean else known[platform]
    return _CALLED[Label(name)].lower() if name in set(Label) else name


def seen(tops: Sequence[PlatformType]) -> str:
    """What someone sees on top, in words."""
    return " and ".join(short_platforms()[each] for each in tops) or "no one platform"


def words(code: str | None) -> str:
    """An id of the framework as words."""
    return (code or "").replace("_", " ").replace("-", " ")


def subject(turn: TurnSummary) -> str:
    """What a change is about: a question, a platform, a party or a person."""
    match turn.what:
        case What.DIMENSION:
            return framework().row(Dimension(turn.subject)).label.lower()
        case What.UNANSWERED:
            return platforms()[PlatformType(turn.subject)]
        case _:
            return turn.subject


def turned(turn: TurnSummary) -> str:
    """One change that would give another answer, as a sentence."""
    return f"{_CHANGE[turn.what].format(subject(turn))}: {run_called(turn.label)}."


def held_up(tried: Tried) -> str:
    """How the answer fared under all changes of one kind, as a sentence."""
    some = f"{tried.tried} of {tried.of}" if tried.tried < tried.of else f"{tried.tried}"
    fared = f"{tried.turned} would change the answer" if tried.turned else "none changes the answer"
    return f"{_TRIED[tried.what]}: {some} tried, {fared}."


def shared(shares: Shares) -> str:
    """The three shares in words, in the order of Table 1."""
    told = zip(short_platforms().values(), shares.ordered(), strict=True)
    return ", ".join(f"{name} {share:.2f}" for name, share in told)


def kept(profile: Profile) -> str:
    """How firmly the name stands when questions and people are drawn again, as a sentence."""
    share = stable(profile)
    if share is None:
        return "Nothing was drawn again."
    return f"Drawn again {profile.stability.draws:,} times, it keeps this name in {percent(share)}."


def people(profile: Profile) -> str:
    """How many rated."""
    return f"{profile.respondents} respondent" + ("" if profile.respondents == 1 else "s")


def left_out(profile: Profile) -> str:
    """How often it is called what, with one question left out; empty if none was answered."""
    runs = profile.stability.leave_one_out
    return ", ".join(f"{run_called(name)} {count}" for name, count in runs)


def drawn(profile: Profile) -> str:
    """How often it is called what, drawn again; empty without draws."""
    found = profile.stability.bootstrap
    return ", ".join(f"{run_called(name)} {percent(share)}" for name, share in found)


def percent(share: float) -> str:
    """A share of 0 to 1 in percent; never rounded up to all or down to nothing."""
    if 0 < share < _HARDLY:
        return "less than 1 %"
    return "over 99 %" if 1 - _HARDLY < share < 1 else f"{share * 100:.0f} %"


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
