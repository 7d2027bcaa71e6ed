from copy import deepcopy
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
import yaml

from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.use.food.local import rule as module
from commonweal.use.food.local.rule import rulebook, rules_of, rules_on

NOW = date(2025, 7, 31)


def listed() -> list[dict[str, Any]]:
    text = files("commonweal.use.food.local").joinpath("rules.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)
    return deepcopy(found)


def test_at_least_six_rules_hold_today_each_with_its_source_and_none_called_verified() -> None:
    today = rules_on(NOW)
    assert len(today) >= 6
    for rule in rulebook():
        assert rule.source
        assert rule.words
        assert rule.verified is bool(rule.source_quote_hash)


def test_one_version_of_a_rule_holds_on_a_day() -> None:
    rules = listed()
    for each in rules:
        each.pop("valid_to", None)
    with pytest.raises(Invalid, match="two versions of stars-local"):
        rules_of(rules)


def test_a_rule_that_does_not_hold_is_refused_with_the_days_on_which_it_does() -> None:
    with pytest.raises(Invalid, match="vt-pre2021 does not hold on 2025-07-31") as refused:
        rules_on(NOW, ["vt-pre2021"])
    assert "before 2021-01-01" in refused.value.hint


def test_an_unknown_rule_is_refused_with_the_near_one() -> None:
    with pytest.raises(UnknownTerm) as refused:
        rules_on(NOW, ["ny-30pc"])
    assert "ny-30pct" in refused.value.hint


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sharee": 1}, "unknown field `sharee`"),
        ({"source": None}, "Expected `str`"),
        ({"share": {"basis": "mass", "comparator": ">", "threshold": "1.5"}}, "from 0 to 1"),
        ({"share": {"basis": "mass", "comparator": "=", "threshold": "0.5"}}, "comparator is ="),
        ({"share": {"basis": "taste", "comparator": ">", "threshold": "0.5"}}, "taste"),
    ],
)
def test_a_rule_with_a_wrong_field_is_refused(change: dict[str, Any], says: str) -> None:
    rules = listed()
    rules[0].update(change)
    with pytest.raises(Invalid, match=r"rules\.yaml") as refused:
        rules_of(rules)
    assert says in refused.value.detail
    assert module.rulebook()
