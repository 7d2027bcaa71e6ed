"""What a figure was before it was changed: told to the browser that changed it, to put it back.

It stands in a cookie, as no address may say what a page of ours then offers to put on the table.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

import msgspec
from fastapi import Request, Response

from commonweal.model.change import Stored
from commonweal.model.winwin import Offers
from commonweal.web.place import Place
from commonweal.web.session import secure
from commonweal.winwin.table.bounds import LARGEST
from commonweal.winwin.table.stated import Stated

COOKIE = "weal_was"
_LASTS = 3_600
"""Seconds."""
_LONGEST = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """A figure as it stood."""

    path: str
    version: int
    """The version of the offers that the change made."""
    low: float
    likely: float
    high: float
    stars: int | None
    source: str
    by: str


def remembered(
    request: Request, answer: Response, here: Place, before: Stated, stars: int | None, version: int
) -> Response:
    """The answer to a change, by which the browser remembers what was there before.

    Args:
        request: that changed it.
        answer: to it.
        here: where the cookie holds.
        before: the figure as it stood.
        stars: in which it was given.
        version: of the offers now.
    """
    figure = before.figure
    told = Was(
        path=before.path, version=version, low=figure.low, likely=figure.likely, high=figure.high,
        stars=stars, source=figure.source, by=figure.by,
    )  # fmt: skip
    answer.set_cookie(
        COOKIE,
        urlsafe_b64encode(msgspec.json.encode(told)).decode(),
        max_age=_LASTS,
        path=here.path,
        httponly=True,
        samesite="strict",
        secure=secure(request),
    )
    return answer


def was(request: Request, offers: Stored[Offers]) -> Was | None:
    """What the browser remembers, if nothing was changed since; None for anything else."""
    given = request.cookies.get(COOKIE, "")[:_LONGEST]
    try:
        told = msgspec.json.decode(urlsafe_b64decode(given), type=Was)
    except (ValueError, msgspec.MsgspecError):
        return None
    stood = max(map(abs, (told.low, told.likely, told.high))) <= LARGEST
    return told if stood and told.version == offers.version else None
