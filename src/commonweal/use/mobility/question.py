"""What one run asks: which days are normal, which are looked at, and in which zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commonweal.model.errors import Invalid, UnknownTerm

SETTINGS: Mapping[str, str] = {
    "zone": "IANA name of the area's time zone, such as Asia/Kathmandu; a day is a local day",
    "baseline": "first..last local day of normal life, both included: 2015-04-04..2015-04-24",
    "focal": "first..last local day to look at, both included: 2015-04-26..2015-05-01",
    "min_days": "located baseline days a subscriber needs to be analysed; 3 unless given",
    "country": "country calling code for numbers written without one, such as 977",
    "buckets": "number of slices; one per 2,000,000 subscribers unless given",
}
EARLIEST = 1971
"""Local days are counted from 1970."""
LONGEST = 400
"""Days from the first to the last, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The settings of a run, checked."""

    zone: ZoneInfo
    baseline: tuple[date, ...]
    focal: tuple[date, ...]
    min_days: int
    country: str
    buckets: int | None
    """None where the number of subscribers decides."""

    @property
    def first(self) -> date:
        """The first day that matters."""
        return min(self.baseline[0], self.focal[0])

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that matters, in order."""
        return tuple(sorted((*self.baseline, *self.focal)))


def question(settings: Mapping[str, str]) -> Question:
    """The question that settings ask. Raises UnknownTerm or Invalid, naming the setting."""
    for name in settings:
        if name not in SETTINGS:
            raise UnknownTerm(field="setting", got=name, known=SETTINGS.keys())
    baseline, focal = (_span(settings, name) for name in ("baseline", "focal"))
    if set(baseline) & set(focal):
        raise _wrong("focal", "overlaps the baseline", "Give days that the baseline leaves out.")
    if max(baseline[-1], focal[-1]) - min(baseline[0], focal[0]) > timedelta(days=LONGEST):
        raise _wrong("focal", "is too far from the baseline", f"Stay within {LONGEST} days.")
    return Question(
        zone=_zone(settings),
        baseline=baseline,
        focal=focal,
        min_days=_whole(settings, "min_days", lowest=1, default=3) or 3,
        country=country(settings),
        buckets=_whole(settings, "buckets", lowest=1, default=None),
    )


def country(settings: Mapping[str, str]) -> str:
    """The calling code that is set, empty if none. Raises Invalid."""
    code = settings.get("country", "").removeprefix("+")
    if code and not (code.isascii() and code.isdigit() and len(code) <= 3 and code[0] != "0"):  # noqa: PLR2004
        raise _wrong("country", f"is {code!r}", "Give a calling code of 1 to 3 digits: 977.")
    return code


def _span(settings: Mapping[str, str], name: str) -> tuple[date, ...]:
    example = SETTINGS[name].rsplit(" ", 1)[-1]
    text = _needed(settings, name)
    try:
        first, last = (date.fromisoformat(end) for end in text.split(".."))
    except ValueError as wrong:
        raise _wrong(name, f"is {text!r}", f"Write two days, such as {example}.") from wrong
    if first.year < EARLIEST:
        raise _wrong(name, f"begins before {EARLIEST}", "Give the days of the events.")
    if last < first:
        raise _wrong(name, f"ends before it begins: {text!r}", "Put the earlier day first.")
    if last - first > timedelta(days=LONGEST):
        raise _wrong(name, f"is longer than {LONGEST} days", "Give a shorter span.")
    return tuple(first + timedelta(days=step) for step in range((last - first).days + 1))


def _zone(settings: Mapping[str, str]) -> ZoneInfo:
    name = _needed(settings, "zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise _wrong("zone", f"is {name!r}", "Give an IANA name: Asia/Kathmandu.") from unknown


def _whole(
    settings: Mapping[str, str], name: str, *, lowest: int, default: int | None
) -> int | None:
    text = settings.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and lowest <= int(text) <= 10_000):  # noqa: PLR2004
        raise _wrong(name, f"is {text!r}", f"Give a whole number from {lowest} to 10000.")
    return int(text)


def _needed(settings: Mapping[str, str], name: str) -> str:
    if not settings.get(name):
        raise _wrong(name, "is not given", f"{name} = {SETTINGS[name]}.")
    return settings[name]


def _wrong(name: str, what: str, hint: str) -> Invalid:
    return Invalid(detail=f"The setting {name} {what}.", hint=hint, field=name)
