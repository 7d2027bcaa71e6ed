"""`weal winwin`: step 2, a module for each thing that is done."""

from commonweal.cli.winwin import (
    case,
    explain,
    frontier,
    limit,
    need,
    package,
    table,
    value,
    without,
)
from commonweal.cli.winwin.group import app

__all__ = [
    "app",
    "case",
    "explain",
    "frontier",
    "limit",
    "need",
    "package",
    "table",
    "value",
    "without",
]
