"""What a diagnosis looks like: the shares in each dimension, and the events that moved it."""

from collections.abc import Iterator, Sequence

from commonweal.diagnose.framework import framework
from commonweal.diagnose.words import people, percent, short_platforms
from commonweal.model.assessment import (
    Basis,
    Degree,
    Deviation,
    Dimension,
    PlatformType,
    Profile,
    Shares,
)
from commonweal.model.collaboration import Collaboration
from commonweal.model.figure import Bar, Bars, Caption, Moment, Timeline

_WORST_FIRST = (Degree.DEVIATES, Degree.PARTLY)


def profile_bars(profile: Profile) -> Bars:
    """The shares of the three platforms in every answered dimension, deviations marked.

    A deviation is marked at the platform that it leans to: the strongest one beside the dominant.
    """
    return Bars(
        name="profile",
        caption=Caption(
            title="How far each dimension fits the three platforms",
            source=f"independent ratings by {people(profile)}",
            unit="share of the ratings, 0 to 1",
            note=_beside(profile),
        ),
        bars=tuple(
            bar
            for dimension, shares in profile.by_dimension
            for bar in _bars(dimension, shares, profile)
        ),
        most=1.0,
    )


def timeline(collaboration: Collaboration) -> Timeline:
    """The events of a collaboration, each with where it is known from."""
    events = sorted(collaboration.events, key=lambda each: each.at)
    ends = (events[0].at.date(), events[-1].at.date()) if events else ()
    return Timeline(
        name="timeline",
        caption=Caption(
            title="What moved the partnership",
            source="events as they were noted, each with its source",
            on=" to ".join(dict.fromkeys(end.isoformat() for end in ends)),
        ),
        moments=tuple(
            Moment(
                at=each.at,
                kind=each.kind.value,
                text=each.text,
                source=each.source,
                by=", ".join(each.askers),
                public=each.public,
            )
            for each in events
        ),
    )


def _beside(profile: Profile) -> str:
    """What a share is never shown without."""
    agreed = (
        f"agreement (alpha) {profile.agreement:.2f}"
        if profile.agreement is not None
        else f"no agreement figure: {profile.agreement_note}"
    )
    return f"Coverage {percent(profile.coverage)}; {agreed}."


def _bars(dimension: Dimension, shares: Shares, profile: Profile) -> Iterator[Bar]:
    found = [each for each in profile.deviations if each.dimension is dimension]
    leaning = _leaning(shares, profile.top)
    for platform in PlatformType:
        yield Bar(
            category=framework().row(dimension).label,
            series=short_platforms()[platform],
            value=shares.of(platform),
            marked=_mark(found) if platform is leaning else "",
        )


def _leaning(shares: Shares, top: PlatformType | None) -> PlatformType:
    others = [platform for platform in PlatformType if platform is not top]
    return max(others, key=shares.of)


def _mark(deviations: Sequence[Deviation]) -> str:
    """The worst degree, and whether it was computed, stated or both; empty if all fits."""
    for degree in _WORST_FIRST:
        how = {each.basis for each in deviations if each.degree is degree}
        if how:
            return f"{degree.value} ({', '.join(each.value for each in Basis if each in how)})"
    return ""
