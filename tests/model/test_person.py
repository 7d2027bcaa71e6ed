"""The people of a hosted party."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.errors import Invalid
from commonweal.model.person import checked_name, checked_password, checked_rights, folded


@given(st.text(min_size=1, max_size=80))
def test_a_name_is_compared_as_people_read_it(name: str) -> None:
    assert folded(f" {name} ") == folded(normalize("NFD", name))


@given(st.text(max_size=120))
def test_a_name_is_kept_clean_or_refused(name: str) -> None:
    try:
        kept = checked_name(name)
    except Invalid:
        return
    assert kept.isprintable()
    assert kept == checked_name(kept)


@given(st.text(max_size=250))
def test_a_password_is_kept_as_typed_or_refused(password: str) -> None:
    try:
        kept = checked_password(password, "Asha")
    except Invalid:
        assert not 12 <= len(normalize("NFC", password)) <= 200
        return
    assert kept == normalize("NFC", password)


def test_a_password_is_not_the_name() -> None:
    with pytest.raises(Invalid, match="is the name"):
        checked_password(" asha RAI-THAPA ", "Asha Rai-Thapa")


def test_whoever_may_do_anything_may_read() -> None:
    assert {str(right) for right in checked_rights(frozenset())} == {"read"}
