"""What every part of a case has in common."""

import msgspec

PAPER = "paper"
"""How the source of a statement begins that is in the paper."""
OURS = "ours"
"""How the source of a statement begins that is not."""


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything in a case is read-only, and an unknown key is our mistake."""
