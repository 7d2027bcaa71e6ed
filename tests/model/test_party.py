"""How a party may be called."""

import pytest

from commonweal.model.errors import Invalid
from commonweal.model.party import LONGEST_PARTY_NAME, party_name


def test_the_longest_name_is_kept_without_blanks_around_it() -> None:
    assert party_name(f" {'x' * LONGEST_PARTY_NAME} ") == "x" * LONGEST_PARTY_NAME


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_PARTY_NAME + 1), "a\nb", "a\u202eb"])
def test_what_nobody_could_say_is_no_name(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        party_name(name, field="guest")
    assert caught.value.fields["field"] == "guest"
