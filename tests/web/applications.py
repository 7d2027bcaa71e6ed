"""Applications of many nodes in one process, which reads their addresses once as it takes long."""

from collections.abc import Callable

from fastapi import FastAPI
from starlette.routing import BaseRoute

from commonweal.app.node import Node

Made = Callable[[Node], FastAPI]

_ROUTES: dict[tuple[Made, bool], list[BaseRoute]] = {}


def application(made: Made, node: Node) -> FastAPI:
    """What `made` makes of a node, with the addresses of the first that it made."""
    app = made(node)
    app.router.routes[:] = _ROUTES.setdefault((made, node.demo), list(app.router.routes))
    return app
