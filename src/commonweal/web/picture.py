"""The script that pictures are drawn with; the pictures themselves stand in their pages."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from commonweal.app.node import Node
from commonweal.app.picture import bundle

router = APIRouter(include_in_schema=False)

A_YEAR = "public, max-age=31536000, immutable"


@router.get("/static/vega.js")
def current(request: Request) -> Response:
    """On to the script as it is now: pages name it without waiting until it is made."""
    name, _ = _bundle(request)
    return RedirectResponse(f"/static/{name}", 302, headers={"Cache-Control": "no-cache"})


@router.get("/static/vega-{hash}.js")
def script(request: Request, hash: str) -> Response:
    """The script of that hash; its address names its content, so it may be kept."""
    name, content = _bundle(request)
    if name != f"vega-{hash}.js":
        raise HTTPException(404)
    headers = {"Cache-Control": A_YEAR}
    return Response(content, media_type="text/javascript; charset=utf-8", headers=headers)


def _bundle(request: Request) -> tuple[str, bytes]:
    node: Node = request.app.state.node
    return bundle(node.home)
