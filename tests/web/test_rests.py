"""Amounts in words, and what they rest on by name."""

from dataclasses import replace
from datetime import date

from commonweal.model.estimate import Estimate
from commonweal.web.rests import amount_words, source_words

COUNTED = Estimate.told(1900, unit="lots", source="report", on=date(2026, 3, 1))


def test_an_amount_has_its_unit_and_a_range_only_if_it_has_one() -> None:
    assert amount_words(COUNTED) == "1,900 lots"
    assert amount_words(replace(COUNTED, low=1000, high=2500)) == "1,900 lots (1,000 to 2,500)"


def test_a_release_that_is_not_seen_is_neither_named_nor_told_by_its_id() -> None:
    told = source_words("counted in a.csv of rel_01KFD380C00KD3B08248ECH3FS", {})
    assert told == "counted in a.csv of a release that your party does not see"


def test_other_words_stay_as_they_are() -> None:
    assert source_words("letter rel_7", {}) == "letter rel_7"
