"""The error tree as pages: the same four words as everywhere, and a way on."""

from uuid import uuid4

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from commonweal.model.errors import (
    Cancelled,
    CommonwealError,
    Conflict,
    Invalid,
    NotFound,
    Refused,
    Tampered,
    Unavailable,
)
from commonweal.web.headers import GUARDS, KEPT_NOWHERE
from commonweal.web.named import named
from commonweal.web.page import render
from commonweal.web.visitor import Visitor

log = structlog.get_logger()

STATUS: dict[type[CommonwealError], int] = {
    Invalid: 422,
    Refused: 403,
    NotFound: 404,
    Conflict: 409,
    Tampered: 409,
    Unavailable: 503,
    Cancelled: 409,
}


def status_of(problem: CommonwealError) -> int:
    """The HTTP status of a problem."""
    return next(code for kind, code in STATUS.items() if isinstance(problem, kind))


def install(app: FastAPI) -> None:
    """Answer every failure with a page."""

    @app.exception_handler(CommonwealError)
    def ours(request: Request, problem: CommonwealError) -> Response:
        detail, hint = named(request, problem.detail), named(request, problem.hint)
        return _page(request, status_of(problem), problem.title, detail, hint)

    @app.exception_handler(RequestValidationError)
    def misread(request: Request, gap: RequestValidationError) -> Response:
        first = gap.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return _page(request, 422, "The address is wrong", f"{where}: {first['msg']}.", "")

    @app.exception_handler(HTTPException)
    def routing(request: Request, gap: HTTPException) -> Response:
        title, detail = _ROUTING.get(gap.status_code, (str(gap.detail), ""))
        return _page(request, gap.status_code, title, detail, "", dict(gap.headers or {}))

    @app.exception_handler(Exception)
    def ours_to_mend(request: Request, gap: Exception) -> Response:
        name = uuid4().hex
        log.error("an error of ours", request=name, path=_route(request), exc_info=gap)
        detail = f"Something went wrong that is not your fault (request {name})."
        hint = "Tell the operator of this node the request's id."
        unseen = {**GUARDS, "Cache-Control": KEPT_NOWHERE}
        return _page(request, 500, "An error of ours", detail, hint, unseen)


def _route(request: Request) -> str:
    """The address without what varies in it: a link's token is nobody's to read in a log."""
    return str(getattr(request.scope.get("route"), "path", ""))


_ROUTING = {
    404: ("There is no such page", "Nothing is here, or it is not for you to know."),
    405: ("That cannot be done here", "This page takes no such form."),
}


def _page(
    request: Request,
    status: int,
    title: str,
    detail: str,
    hint: str,
    headers: dict[str, str] | None = None,
) -> Response:
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    page = render(
        request,
        "problem.html",
        visitor=visitor,
        status=status,
        title=title,
        detail=detail,
        hint=hint,
    )
    page.headers.update(headers or {})
    return page
