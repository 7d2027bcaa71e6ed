"""Lists in pages: `?limit=` and `?after=ID`, and a `Link` to the next one (RFC 8288)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

from commonweal.api.wire import answer
from commonweal.model.errors import Invalid

T = TypeVar("T")
MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of a list is asked for."""

    path: str
    limit: int
    after: str

    def of(self, found: Sequence[T], key: Callable[[T], str]) -> Response:
        """That part, with a link to the next if there is one. Raises Invalid for a wrong `after`.

        A list only grows at its end, so a page stays the same while others write.
        """
        start = self._start([key(each) for each in found])
        part = found[start : start + self.limit]
        shown = answer(part)
        if start + self.limit < len(found):
            query = urlencode({"limit": self.limit, "after": key(part[-1])})
            shown.headers["Link"] = f'<{self.path}?{query}>; rel="next"'
        return shown

    def _start(self, keys: list[str]) -> int:
        if not self.after:
            return 0
        if self.after not in keys:
            raise Invalid(
                detail=f"after: nothing in this list has the id {self.after!r}.",
                hint="Follow the Link header of the page before.",
                field="after",
            )
        return keys.index(self.after) + 1


def _page(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many at most.")] = 100,
    after: Annotated[
        str, Query(pattern="^[A-Za-z0-9_-]{0,64}$", description="Id of the last one seen.")
    ] = "",
) -> Page:
    return Page(path=request.url.path, limit=limit, after=after)


Paged = Annotated[Page, Depends(_page)]
"""Which part of a list is asked for, as a handler asks for it."""
