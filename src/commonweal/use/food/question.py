"""What one run asks: whose lots, under which rules, as of which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.use.food.epcid import canonical
from commonweal.use.food.local.rule import rulebook
from commonweal.use.food.place import site_id

SETTINGS: Mapping[str, str] = {
    "buyer": "id of the facility that buys, such as https://id.gs1.org/414/0860009998001; "
    "without it every institution is a buyer of its own",
    "lots": "ids of lots, separated by spaces; all that were sent to the buyer unless given",
    "claimed_on": "day of the claim, such as 2025-09-30: the rules of that day apply; "
    "the day of the last event unless given",
    "rules": "ids of rules, separated by commas, such as ny-30pct,us-2008-farm-act; "
    "all that hold on the day unless given",
    "parts": "number of slices; 1 unless given",
}
MOST_PARTS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The settings of a run, checked."""

    buyer: str
    """Empty where every institution is a buyer."""
    lots: tuple[str, ...]
    """Empty: all that were sent to the buyer."""
    claimed_on: date | None
    """None: the day of the last event."""
    rules: tuple[str, ...]
    """Empty: all that hold on the day."""
    parts: int


def question(settings: Mapping[str, str]) -> Question:
    """The question that settings ask. Raises UnknownTerm or Invalid, naming the setting."""
    for name in settings:
        if name not in SETTINGS:
            raise UnknownTerm(field="setting", got=name, known=SETTINGS.keys())
    return Question(
        buyer=site_id(_id(settings.get("buyer", ""), "buyer")),
        lots=tuple(dict.fromkeys(_id(each, "lots") for each in settings.get("lots", "").split())),
        claimed_on=_day(settings.get("claimed_on", "")),
        rules=_rules(settings.get("rules", "")),
        parts=_parts(settings.get("parts", "1")),
    )


def _id(text: str, name: str) -> str:
    try:
        return canonical(text.strip())
    except ValueError:
        raise _wrong(name, "is no well-formed EPC", "Give the id as the events have it.") from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _wrong("claimed_on", f"is {text!r:.40}", "Write a day, such as 2025-09-30.") from None


def _rules(text: str) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))
    known = {rule.id for rule in rulebook()}
    for each in ids:
        if each not in known:
            raise UnknownTerm(field="rules", got=each, known=known)
    return ids


def _parts(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= MOST_PARTS:
        return int(text)
    raise _wrong("parts", f"is {text!r:.40}", f"Give a number from 1 to {MOST_PARTS}.")


def _wrong(name: str, what: str, right: str) -> Invalid:
    return Invalid(detail=f"The setting {name} {what}.", hint=right, field=name)
