from decimal import Decimal

import pytest

from commonweal.use.trade.channel import Channel, policy, verdict
from commonweal.use.trade.consignment import Money
from commonweal.use.trade.finding import FindingType, Level, Measured, TradeFinding


def finding(type: str, *, money: str = "10", difference: str = "-1") -> TradeFinding:
    return TradeFinding(
        type=FindingType(type),
        consignment="D",
        level=Level.LINE,
        sentence="Item 1 differs.",
        documented=Measured(value="100", unit="EUR"),
        difference=Measured(value=difference, unit="EUR"),
        at_stake=Money(amount=Decimal(money), currency="EUR"),
    )


def test_no_finding_is_green_and_no_paper_is_not() -> None:
    assert verdict((), nothing_shared=False, by=policy()).channel is Channel.GREEN
    found = verdict((), nothing_shared=True, by=policy())
    assert (found.channel, [rule.id for rule in found.decided_by]) == (
        Channel.ORANGE,
        ["nothing-shared"],
    )


@pytest.mark.requirement(26)
@pytest.mark.parametrize(
    ("found", "channel"),
    [
        (finding("undervaluation"), Channel.ORANGE),
        (finding("undervaluation", money="900", difference="-30"), Channel.RED),
        (finding("undervaluation", money="900", difference="-2"), Channel.ORANGE),
        (finding("missing_line"), Channel.RED),
        (finding("date"), Channel.ORANGE),
    ],
)
def test_a_finding_leads_to_its_channel(found: TradeFinding, channel: Channel) -> None:
    assert verdict((found,), nothing_shared=False, by=policy()).channel is channel


def test_the_strictest_channel_decides_whatever_comes_first() -> None:
    both = (finding("date"), finding("missing_line"))
    for findings in (both, both[::-1]):
        found = verdict(findings, nothing_shared=False, by=policy())
        assert [rule.id for rule in found.decided_by] == ["not-declared"]


def test_every_finding_type_leads_somewhere_and_every_rule_says_whose_it_is() -> None:
    for type in FindingType:
        found = verdict((finding(type.value),), nothing_shared=False, by=policy())
        assert found.channel is not Channel.GREEN, type
    assert {rule.basis for rule in policy().rules} == {"ours"}
    assert policy().version == "trade-policy/1"
