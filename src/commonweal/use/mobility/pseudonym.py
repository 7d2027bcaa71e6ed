"""Keyed pseudonyms: one person's number, however it is written, under the holder's secret.

A plain hash can be undone by trying all 10^10 numbers; HMAC-SHA256 (RFC 2104) cannot without the
secret. Two numbers share a 63-bit pseudonym with a chance below 1 in 10^5 among 12 million.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator

SEPARATORS = re.compile(r"[\s\-‐-―./()]+")
SHORTEST, LONGEST = 7, 15
"""Digits of a number with its country code; 15 is the most that E.164 allows."""
NATIONAL = 8
"""Digits that must follow a country code, for a bare number to be read as carrying one."""
SHORT_CODE = 6
"""Fewer national digits are a service's number, not a subscriber's."""
BLOCK = 64
"""Bytes of a SHA-256 block."""


def normal(number: str, country: str = "") -> str | None:
    """The number's E.164 digits without the plus, or None where it is no phone number.

    Digits of any script and the usual separators are read. `country` is the calling code of
    numbers written without one (with a trunk zero, or with their zeros lost).
    """
    if number.isascii() and number.isdigit():
        digits, international = number, False
    else:
        compact = SEPARATORS.sub("", number.strip().replace("(0)", ""))
        international = compact[:1] in {"+", "\N{FULLWIDTH PLUS SIGN}"}
        digits = _digits(compact[1:] if international else compact)
    if digits.startswith("00"):
        digits, international = digits[2:], True
    if country and not international:
        digits = _with_country(digits, country)
    fits = SHORTEST <= len(digits) <= LONGEST and digits[0] != "0"
    return digits if fits else None


def pseudonyms(numbers: Iterable[str], secret: bytes) -> Iterator[int]:
    """The pseudonym of each normal number: the upper 63 bits of HMAC-SHA256, never negative."""
    padded = secret.ljust(BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
    for number in numbers:
        first, second = inner.copy(), outer.copy()
        first.update(number.encode())
        second.update(first.digest())
        yield int.from_bytes(second.digest()[:8], "big") >> 1


def key_id(secret: bytes) -> str:
    """A name for the secret that gives nothing of it away."""
    return hmac.digest(secret, b"commonweal: name of this pseudonym key", "sha256")[:8].hex()


def _digits(text: str) -> str:
    """ASCII digits of a text of decimal digits in any script; empty if anything else is in it."""
    values = [unicodedata.decimal(sign, -1) for sign in text]
    return "".join(map(str, values)) if -1 not in values else ""


def _with_country(digits: str, country: str) -> str:
    carries = digits.startswith(country) and len(digits) >= len(country) + NATIONAL
    national = digits.lstrip("0")
    return digits if carries else country + national if len(national) >= SHORT_CODE else ""
