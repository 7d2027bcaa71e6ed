"""Files that leave by a page: always as a download, never shown as a page of ours."""

from collections.abc import Callable
from pathlib import Path

from fastapi import Response

from commonweal.app import documents
from commonweal.app.documents import MEDIA
from commonweal.model.errors import NotFound


def download(content: bytes, name: str) -> Response:
    """Bytes as a file of that name. Raises NotFound for an ending that we do not write."""
    ending = Path(name).suffix
    if ending not in MEDIA:
        raise NotFound(kind="file", id=name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA[ending], headers=headers)


def written(write: Callable[[Path], object], name: str) -> Response:
    """What `write` puts into a file of that name, as a download."""
    if Path(name).suffix not in MEDIA:
        raise NotFound(kind="file", id=name)
    return download(documents.content(write, name), name)
