"""What may leave of a listing of things, such as consignments or lots: the fields that are named.

A table or a column that the rule does not name stays at the holder, whatever the lane put in it:
`field.md`, beside this file, says what that protects and what it does not.
"""

from collections import Counter
from collections.abc import Mapping

from commonweal.use.lane import FieldRule, Listed, Listing, Value

UNNAMED = "not named as open"


def opened(listing: Listing, rule: FieldRule) -> Listed:
    """The listing with its open columns alone, in the rule's order; an absent value is null."""
    tables = {
        name: tuple(_open(row, rule.open[name]) for row in rows)
        for name, rows in listing.tables.items()
        if name in rule.open
    }
    leaving = (value for rows in tables.values() for row in rows for value in row.values())
    return Listed(
        tables=tables,
        published=sum(value is not None for value in leaving),
        withheld=tuple(sorted(_withheld(listing, rule).items())),
        facts=listing.facts,
    )


def _open(row: Mapping[str, Value], columns: tuple[str, ...]) -> Mapping[str, Value]:
    return {column: row.get(column) for column in columns}


def _withheld(listing: Listing, rule: FieldRule) -> Counter[str]:
    """The values that stay, by column and reason."""
    return Counter(
        f"{column}: {rule.kept.get(column, UNNAMED)}"
        for name, rows in listing.tables.items()
        for row in rows
        for column, value in row.items()
        if value is not None and column not in rule.open.get(name, ())
    )
