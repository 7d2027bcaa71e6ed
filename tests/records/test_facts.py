"""What an entry or a message may say."""

import pytest

from commonweal.adapters.records.facts import LONGEST, checked
from commonweal.model.errors import Invalid

BAD = [
    ("free text", "x" * (LONGEST + 1)),
    ("free text", "two\nlines"),
    ("free text", "\x00"),
    ("no whole number", 1.5),
    ("no whole number", True),
    ("no whole number", 2**53),
    ("no whole number", None),
]


@pytest.mark.parametrize(("why", "value"), BAD)
def test_text_and_odd_numbers_are_no_facts(why: str, value: str | int) -> None:
    with pytest.raises(Invalid, match=why):
        checked((("fact", value),))


def test_one_name_with_two_values_is_refused_since_one_would_be_lost() -> None:
    with pytest.raises(Invalid, match="two values"):
        checked((("count", 1), ("count", 2)))


def test_ids_counts_and_digests_pass() -> None:
    facts = (("agreement", "agr_1"), ("cells", 2**53 - 1), ("digest", "ab" * 32))
    assert checked(facts) == facts
