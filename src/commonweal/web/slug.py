"""Text as a word in an address."""

_LONGEST = 60


def slug(text: str) -> str:
    """Text as a word in an address or an id: letters, digits and single hyphens."""
    plain = "".join(each if each.isalnum() and each.isascii() else "-" for each in text.lower())
    return "-".join(part for part in plain.split("-") if part)[:_LONGEST] or "offer"
