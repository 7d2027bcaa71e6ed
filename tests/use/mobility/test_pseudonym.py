import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.use.mobility.pseudonym import key_id, normal, pseudonyms

SECRET = b"s" * 32


@pytest.mark.parametrize(
    "written",
    [
        "9779801234567",
        "+977 980-1234567",
        "+977 (0)980 1234567",
        "00977 980 123 4567",
        "0980 1234567",
        "9801234567",
        "९७७९८०१२३४५६७",
        "+٩٧٧٩٨٠١٢٣٤٥٦٧",
        " 977.980.123.4567 ",
    ],
)
def test_one_person_has_one_number_however_it_is_written(written: str) -> None:
    assert normal(written, "977") == "9779801234567"


@pytest.mark.parametrize(
    "written",
    ["", "+", "unknown", "12345", "0", "+0977123456", "98o1234567", "429010123456789", "9" * 40],
)
def test_what_is_no_phone_number_has_none(written: str) -> None:
    assert normal(written, "977") is None


def test_without_a_country_code_only_international_numbers_are_read() -> None:
    assert normal("9779801234567") == "9779801234567"
    assert normal("09801234567") is None


@given(st.text(max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    found = normal(text, "977")
    assert found is None or (found.isascii() and found.isdigit() and 7 <= len(found) <= 15)


@given(
    st.lists(st.from_regex(r"[1-9][0-9]{6,14}", fullmatch=True), max_size=5), st.binary(max_size=64)
)
def test_a_pseudonym_is_the_upper_63_bits_of_hmac_sha256(numbers: list[str], secret: bytes) -> None:
    wanted = [
        int.from_bytes(hmac.new(secret, one.encode(), hashlib.sha256).digest()[:8], "big") >> 1
        for one in numbers
    ]
    assert list(pseudonyms(numbers, secret)) == wanted


def test_another_secret_gives_other_pseudonyms_and_another_name() -> None:
    numbers = ["9779801234567"]
    assert list(pseudonyms(numbers, SECRET)) != list(pseudonyms(numbers, b"t" * 32))
    assert key_id(SECRET) != key_id(b"t" * 32)
