"""A definition of "local" as data: whose it is, since when, and what it asks of a lot."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
import yaml

from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.use.food.master import ProductKind


class _Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A part of a rule: a field that is not named here is refused."""


class Distance(_Strict, kw_only=True, frozen=True):
    """How far is near enough, in miles, from the buyer or point of sale."""

    miles: Decimal
    metric: Literal["great_circle", "transported"]
    """`transported`: the sum of the recorded legs, each a great circle."""
    below: bool = False
    """True if it must be less than the miles; else the miles themselves are near enough."""
    circuity: Decimal = Decimal(1)
    """What legs are multiplied with before they count as near enough: roads are longer."""


class Where(_Strict, kw_only=True, frozen=True):
    """One way of being local; all that is named must hold."""

    state: str = ""
    buyer_state: bool = False
    """The same state as the buyer's."""
    within: Distance | None = None
    papers: tuple[str, ...] = ()
    """Papers that the farm must hold."""


class Needed(_Strict, kw_only=True, frozen=True):
    """The share that must be local."""

    basis: Literal["mass", "volume", "mass_or_volume", "value_or_mass"]
    comparator: Literal[">", ">=", "="]
    threshold: Decimal
    exclude: tuple[ProductKind, ...] = ()
    mixtures: Literal["", "unknown"] = ""
    """`unknown` if the source says nothing of mixtures: a partly local lot is then undecided."""

    def __post_init__(self) -> None:
        """Refuse a share that is none, and an "all" that is not all."""
        whole = self.comparator != "=" or self.threshold == 1
        if not (0 <= self.threshold <= 1 and whole):
            raise ValueError("a threshold is a share from 0 to 1, and 1 where the comparator is =")

    def meets(self, share: Fraction) -> bool:
        """True if the share is enough; exact."""
        least = Fraction(self.threshold)
        return share > least if self.comparator == ">" else share >= least


class Sites(_Strict, kw_only=True, frozen=True):
    """Where others than the farm must be."""

    which: Literal["processing", "all"]
    need: Literal["every", "any"]
    where: Where
    words: str
    otherwise: str = ""
    """What could still make it local where no site is in place: then nobody knows."""


class Held(_Strict, kw_only=True, frozen=True):
    """A paper that every processor of the lot must hold."""

    paper: str


class Rule(_Strict, kw_only=True, frozen=True):
    """One version of one definition, valid during [valid_from, valid_to)."""

    id: str
    version: str
    title: str
    valid_from: date
    valid_to: date | None = None
    source: str
    source_quote_hash: str = ""
    """SHA-256 of the quoted text; empty where none is quoted."""
    verified: bool
    """True only if the text of the source is quoted."""
    kinds: tuple[ProductKind, ...]
    groups: tuple[str, ...] = ()
    """Product groups it is for; empty: all."""
    not_groups: tuple[str, ...] = ()
    origin: tuple[Where, ...]
    """Ways of being local: one is enough."""
    words: str
    """What local means here, after "comes": `from farms in New York`."""
    share: Needed
    sites: tuple[Sites, ...] = ()
    held: tuple[Held, ...] = ()
    beyond: tuple[str, ...] = ()
    """What the rule asks besides, and no trace can show: without it the answer is never yes."""
    custody_model: Literal["mass balance", "segregated", "identity preserved"]
    aggregate: str = ""
    note: str = ""

    def valid(self, on: date) -> bool:
        """True if it holds on the day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@cache
def rulebook() -> tuple[Rule, ...]:
    """Every version of every rule we ship, in the order of the file."""
    text = files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    return rules_of(yaml.safe_load(text))


def rules_of(listed: Any) -> tuple[Rule, ...]:  # noqa: ANN401  # YAML, checked by convert
    """Rules from plain data. Raises Invalid for a field that is unknown, missing or wrong."""
    try:
        found = msgspec.convert(listed, tuple[Rule, ...])
    except msgspec.ValidationError as wrong:
        raise Invalid(
            detail=f"rules.yaml: {wrong}.", hint="See the fields of Rule.", file="rules.yaml"
        ) from None
    for place, rule in enumerate(found):
        if any(_clash(rule, other) for other in found[:place]):
            raise Invalid(
                detail=f"rules.yaml: two versions of {rule.id} hold on one day.",
                hint="End the earlier one with valid_to.",
                file="rules.yaml",
                field=rule.id,
            )
    return found


def rules_on(day: date, ids: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules that hold on a day: all, or those with the given ids in their order.

    Raises UnknownTerm for an id that is not in the book, Invalid for one that does not hold then.
    """
    valid = {rule.id: rule for rule in rulebook() if rule.valid(day)}
    known = {rule.id for rule in rulebook()}
    for id in ids:
        if id not in known:
            raise UnknownTerm(field="rules", got=id, known=known)
        if id not in valid:
            raise Invalid(
                detail=f"The rule {id} does not hold on {day}.",
                hint=f"It holds {_spans(id)}. Leave it out, or claim on a day when it holds.",
                field="rules",
            )
    return tuple(valid[id] for id in dict.fromkeys(ids)) if ids else tuple(valid.values())


def _clash(one: Rule, other: Rule) -> bool:
    if one.id != other.id:
        return False
    later, earlier = sorted((one, other), key=lambda rule: rule.valid_from, reverse=True)
    return earlier.valid(later.valid_from)


def _spans(id: str) -> str:
    spans = (
        f"from {rule.valid_from}" + (f" to before {rule.valid_to}" if rule.valid_to else "")
        for rule in rulebook()
        if rule.id == id
    )
    return " and ".join(spans)
