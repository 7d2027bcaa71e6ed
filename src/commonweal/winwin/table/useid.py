"""What each use of a document is called: by its own id, else by its element and its user."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.model.ids import PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What a document says of a use that tells it from others."""

    own: str
    """Its own id; empty if it has none."""
    element: str
    user: PartyId
    word: str
    """What the document calls the user."""

    @property
    def plain(self) -> str:
        """Its own id, else `element:word`, which another element and word may give too."""
        return self.own or f"{self.element}:{self.word}"

    @property
    def pair(self) -> str:
        """Element and word as a list in JSON, which no others give."""
        return json.dumps([self.element, self.word], ensure_ascii=False)


def use_ids(uses: Sequence[Naming]) -> tuple[str, ...]:
    """The id of each use: the plain one, unless another pair of element and user is called so."""
    users = defaultdict[str, set[tuple[str, PartyId]]](set)
    for each in uses:
        users[each.plain].add((each.element, each.user))
    return tuple(
        each.plain if each.own or len(users[each.plain]) == 1 else each.pair for each in uses
    )
