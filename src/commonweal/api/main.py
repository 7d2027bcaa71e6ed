"""The HTTP interface of one node."""

from importlib.metadata import version

from fastapi import FastAPI

from commonweal.api import (
    account,
    agree,
    align,
    collaborations,
    diagnose,
    problem,
    returns,
    share,
    use,
    winwin,
)
from commonweal.api.wire import schemas
from commonweal.app.build import build
from commonweal.app.node import Node
from commonweal.app.settings import settings
from commonweal.app.sweep import sweep

_PARTS = (collaborations, diagnose, winwin, align, agree, share, use, returns, account)


def api(node: Node) -> FastAPI:
    """The application that answers for `node`."""
    app = FastAPI(
        title="commonweal",
        version=version("commonweal"),
        summary="A data collaborative from its first conversation to public value.",
        docs_url=None,  # the usual pages load their script from elsewhere
        redoc_url=None,
    )
    app.state.node = node
    problem.install(app)
    for part in _PARTS:
        app.include_router(part.router, prefix="/api", responses=_PROBLEMS)
    app.openapi().update(
        components={
            "schemas": schemas(),
            "securitySchemes": {"party": {"type": "http", "scheme": "bearer"}},
        },
        security=[{"party": []}],
    )
    return app


def served() -> FastAPI:
    """The application for the home that `COMMONWEAL_HOME` names, swept once at start."""
    node = build(settings(None, ""))
    sweep(node)
    return api(node)


_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"description": words, "content": {problem.MEDIA_TYPE: {}}}
    for status, words in {
        401: "Nobody is known to be asking",
        403: "Refused; `clause` names what decided",
        404: "Absent, or not for the asking party to know",
        409: "It has changed meanwhile, or does not fit",
        422: "The input is wrong",
        503: "Not available now",
    }.items()
}
