"""The HTTP interface of one node."""

from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI

from commonweal.api import (
    account,
    agree,
    align,
    businesscase,
    collaborations,
    compare,
    data,
    diagnose,
    documents,
    explain,
    filing,
    framework,
    limit,
    package,
    party,
    people,
    problem,
    questionnaire,
    returns,
    share,
    surroundings,
    use,
    winwin,
)
from commonweal.api.headers import Guarded
from commonweal.api.once import HEADER, Once
from commonweal.api.wire import schemas
from commonweal.app.node import Node

_PARTS = (
    party,
    people,
    collaborations,
    data,
    documents,
    diagnose,
    filing,
    questionnaire,
    surroundings,
    framework,
    compare,
    winwin,
    package,
    explain,
    limit,
    businesscase,
    align,
    agree,
    share,
    use,
    returns,
    account,
)


class Interface(FastAPI):
    """The application of one node; what it says of itself is the same for all."""

    def openapi(self) -> dict[str, Any]:
        """The description of every address, by OpenAPI."""
        return _description()


def api(node: Node) -> FastAPI:
    """The application that answers for `node`."""
    app = _taking(Interface)
    app.state.node = node
    problem.install(app)
    app.add_middleware(Once, node=node)
    app.add_middleware(Guarded)
    return app


def _taking(made: type[FastAPI]) -> FastAPI:
    """An application with every address."""
    app = made(
        title="commonweal",
        version=version("commonweal"),
        summary="A data collaborative from its first conversation to public value.",
        docs_url=None,  # the usual pages load their script from elsewhere
        redoc_url=None,
    )
    for part in _PARTS:
        app.include_router(part.router, prefix="/api", responses=_PROBLEMS)
    return app


@cache
def _description() -> dict[str, Any]:
    """Made once in a process, when it is first asked for, as it takes long."""
    described = _taking(FastAPI).openapi()
    _name_writes(described["paths"])
    described.update(
        components={
            "schemas": schemas(),
            "securitySchemes": {"party": {"type": "http", "scheme": "bearer"}},
        },
        security=[{"party": []}],
    )
    return described


def _name_writes(paths: dict[str, dict[str, dict[str, object]]]) -> None:
    """Say of every write that it may name itself."""
    for operations in paths.values():
        for method, operation in operations.items():
            if method in {"post", "put"}:
                known = operation.get("parameters", [])
                operation["parameters"] = [*(known if isinstance(known, list) else []), _NAMED]


_NAMED = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Names this request: sent again with the same key it is done once, and gets "
    "the same answer for a day.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
    "example": "8f14e45f-ceea-467f-9575-29a6d2f8a3b1",
}


def _told(status: int, words: str) -> dict[str, object]:
    """What a problem looks like."""
    return {
        "type": "about:blank",
        "status": status,
        "code": _CODES[status],
        "title": words,
        "detail": "What happened, and where.",
        "hint": "What would be right.",
    }


_CODES = {
    401: "unauthenticated",
    403: "not-permitted",
    404: "not-found",
    409: "conflict",
    422: "invalid",
    503: "unavailable",
}

_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {
        "description": words,
        "content": {problem.MEDIA_TYPE: {"example": _told(status, words)}},
    }
    for status, words in {
        401: "Nobody is known to be asking",
        403: "Refused; `clause` names what decided",
        404: "Absent, or not for the asking party to know",
        409: "It has changed meanwhile, or does not fit",
        422: "The input is wrong",
        503: "Not available now",
    }.items()
}
