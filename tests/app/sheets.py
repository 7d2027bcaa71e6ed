"""Files of ratings, as people write them; what they say is synthetic."""

import csv
from collections.abc import Sequence
from io import StringIO
from itertools import product

from commonweal.diagnose.record import CELL
from commonweal.model.assessment import Dimension, PlatformType

CELLS = list(product(Dimension, PlatformType))
HEAD = ",".join((*CELL, "evidence"))
ROW = "Ann,Telecom,orientation,social_issue,2,"


def sheet(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows, ""]).encode()


def many(people: int, parties: Sequence[str]) -> bytes:
    """A synthetic file: every respondent rates every cell."""
    made = StringIO()
    rows = csv.writer(made)
    rows.writerow((*CELL, "evidence"))
    for person in range(people):
        for at, (dimension, platform) in enumerate(CELLS):
            who = f"R{person}", parties[person % len(parties)]
            rows.writerow((*who, dimension, platform, (person + at) % 4, "synthetic note"))
    return made.getvalue().encode()
