"""Green, orange or red: from findings by a table of rules. No history, no chance, no capacity.

The same findings always lead to the same channel, and the rules that decided are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from commonweal.use.trade.finding import FindingType, TradeFinding

UNSEEN = (
    "Only what differs between declaration and papers can be seen: where both were falsified "
    "alike, or the goods are others than all papers say, nothing is found."
)
"""What cross-validation cannot see; it is said wherever a channel is."""


class Channel(StrEnum):
    """How a consignment goes on: as it is, after its papers were looked at, after inspection."""

    GREEN = "green"
    ORANGE = "orange"
    RED = "red"


STRICTNESS = tuple(Channel)
"""The laxest first."""


class When(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule asks of a finding: all of it must hold."""

    types: tuple[FindingType, ...]
    least_percent: float = 0
    """Of the documented amount."""
    least_money: float = 0
    """At stake, in the declaration's currency."""
    nothing_shared: bool = False
    """True for the rule that applies where no invoice was shared, whatever is found."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule of the policy."""

    id: str
    channel: Channel
    when: When
    message: str
    basis: str
    """Whose rule it is; `ours` cites no legal act."""


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A version of the table of rules."""

    version: str
    valid_from: str
    owner: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The channel of a consignment, and why."""

    channel: Channel
    decided_by: tuple[Rule, ...]
    """The rules of the deciding channel, in the order of the table; empty for green."""


@cache
def policy() -> Policy:
    """The policy that comes with the product."""
    text = files(__package__).joinpath("policy.yaml").read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    return msgspec.convert({**told, "valid_from": str(told["valid_from"])}, Policy, strict=False)


def verdict(findings: Sequence[TradeFinding], *, nothing_shared: bool, by: Policy) -> Verdict:
    """The channel for a consignment's findings."""
    applying = tuple(
        rule
        for rule in by.rules
        if (rule.when.nothing_shared and nothing_shared)
        or any(_applies(rule.when, finding) for finding in findings)
    )
    strictest = max((STRICTNESS.index(rule.channel) for rule in applying), default=0)
    channel = STRICTNESS[strictest]
    decided = tuple(rule for rule in applying if rule.channel is channel)
    return Verdict(channel=channel, decided_by=decided)


def _applies(when: When, finding: TradeFinding) -> bool:
    if finding.type not in when.types:
        return False
    money = finding.at_stake.amount if finding.at_stake else Decimal(0)
    return money >= Decimal(str(when.least_money)) and _percent(finding) >= when.least_percent


def _percent(finding: TradeFinding) -> float:
    """The difference as a part of what is documented; of a range, of its lower end."""
    if finding.difference is None or finding.documented is None:
        return 0
    try:
        whole = abs(Decimal(finding.documented.value.partition("..")[0]))
        return float(abs(Decimal(finding.difference.value)) / whole * 100) if whole else 100
    except InvalidOperation:
        return 0
