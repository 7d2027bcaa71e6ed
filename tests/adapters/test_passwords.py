"""Passwords as Argon2id hashes."""

from statistics import median
from time import perf_counter

import pytest

from commonweal.adapters.passwords import Argon2Passwords

CHEAP = Argon2Passwords(memory_kib=64, passes=1, lanes=1)


def test_a_password_fits_what_was_kept_of_it_and_no_other_does() -> None:
    kept = CHEAP.hashed("four words in a row")
    assert "four" not in kept
    assert kept != CHEAP.hashed("four words in a row")
    assert CHEAP.fits(kept, "four words in a row")
    assert not CHEAP.fits(kept, "four words in a roW")


@pytest.mark.parametrize("kept", ["", "no hash", "$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAA"])
def test_nothing_fits_where_nothing_sound_was_kept(kept: str) -> None:
    assert not CHEAP.fits(kept, "")
    assert not CHEAP.fits(kept, "four words in a row")


def test_text_that_is_no_text_is_a_password_like_any_other() -> None:
    assert CHEAP.fits(CHEAP.hashed("\ud800"), "\ud800")


def test_the_cost_is_the_one_that_the_standard_recommends() -> None:
    assert Argon2Passwords().hashed("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_name_that_nobody_has_takes_as_long_as_a_wrong_password() -> None:
    slow = Argon2Passwords(memory_kib=8192, passes=2, lanes=1)
    kept = slow.hashed("four words in a row")

    def seconds(what: str) -> float:
        begun = perf_counter()
        slow.fits(what, "wrong")
        return perf_counter() - begun

    pairs = [(seconds(kept), seconds("")) for _ in range(15)]
    ratio = median(known / unknown for known, unknown in pairs)
    assert 0.6 < ratio < 1.7
