"""How a party may be called."""

import pytest

from commonweal.model.errors import Invalid
from commonweal.model.party import LONGEST_PARTY_NAME, party_name, seen_as


def test_the_longest_name_is_kept_without_blanks_around_it() -> None:
    assert party_name(f" {'x' * LONGEST_PARTY_NAME} ") == "x" * LONGEST_PARTY_NAME


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * (LONGEST_PARTY_NAME + 1), "a\nb", "a\u202eb", "\u3164"]
)
def test_what_nobody_could_say_is_no_name(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        party_name(name, field="guest")
    assert caught.value.fields["field"] == "guest"


@pytest.mark.parametrize(
    "name", ["Telecom\u3164", "Tele\ufe0fcom", "\u2800telecom", "\uff34elecom"]
)
def test_a_name_that_looks_like_another_is_taken_for_it(name: str) -> None:
    assert seen_as(name) == seen_as("Telecom")
