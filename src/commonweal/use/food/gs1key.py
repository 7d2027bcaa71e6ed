"""Check digits of GS1 keys. Source: GS1 General Specifications, 7.9.1."""

_CHECKED = {
    "00": 18,
    "01": 14,
    "253": 13,
    "255": 13,
    "402": 17,
    "414": 13,
    "417": 13,
    "8003": 14,
    "8006": 14,
    "8017": 18,
    "8018": 18,
}
"""Application identifier -> how many leading characters end in a check digit."""


def with_check_digit(digits: str) -> str:
    """The digits with their check digit behind."""
    return f"{digits}{check_digit(digits)}"


def check_digit(digits: str) -> int:
    """The modulo-10 check digit: weights 3 and 1 in turn, from the right."""
    total = sum(int(digit) * (1, 3)[place % 2 == 0] for place, digit in enumerate(digits[::-1]))
    return -total % 10


def checked(ai: str, key: str) -> bool:
    """True if the key's check digit is right; False where the key has none to check."""
    length = _CHECKED.get(ai)
    return length is not None and check_digit(key[: length - 1]) == int(key[length - 1])
