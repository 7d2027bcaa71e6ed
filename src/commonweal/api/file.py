"""Files over the API: how they are described, and how they leave."""

from collections.abc import Iterable
from pathlib import Path

from fastapi import Response

from commonweal.app.documents import MEDIA

Responses = dict[int | str, dict[str, object]]


def responses(what: str, forms: Iterable[str]) -> Responses:
    """The OpenAPI words for a file in one of these forms."""
    media = {
        MEDIA[f".{form}"]: {"schema": {"type": "string", "format": "binary"}} for form in forms
    }
    return {200: {"description": what, "content": media}}


def download(content: bytes, name: str) -> Response:
    """Bytes as a file of that name, of an ending that we write."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA[Path(name).suffix], headers=headers)
