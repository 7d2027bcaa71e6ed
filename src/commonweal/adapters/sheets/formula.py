"""Text that a spreadsheet would run as a formula, made harmless and back again.

A cell of text that begins like a formula gets a leading apostrophe, the spreadsheets' own mark
for "this is text". Reading takes one apostrophe off again, so `freed(guarded(text)) == text`.
Source: OWASP, "CSV Injection"; CWE-1236.
"""

import re

_STARTS = r"[=+\-@\t\r\n＝＋－＠]"
_RUNS = re.compile(rf"'*{_STARTS}")
_GUARDED = re.compile(rf"'+{_STARTS}")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def risky(text: str) -> bool:
    """True if a spreadsheet may run it; a plain signed number is not risky."""
    return bool(_RUNS.match(text)) and not _NUMBER.fullmatch(text)


def guarded(text: str) -> str:
    """The text as it may stand in a CSV file."""
    return f"'{text}" if risky(text) else text


def freed(cell: str) -> str:
    """The text that was meant by a cell of a CSV file."""
    return cell[1:] if _GUARDED.match(cell) else cell
