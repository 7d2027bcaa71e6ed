"""Datasets, and the drops from which a holder attaches them."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from commonweal.api.collaborations import Id, Text
from commonweal.api.once import HEADER
from commonweal.api.paging import Paged
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import MOST_BYTES, Wire, answer, body, described, like
from commonweal.app import data, drop
from commonweal.app.data import Described
from commonweal.model.dataset import Dataset, Sensitivity
from commonweal.model.drop import LONGEST, Filling
from commonweal.model.errors import Invalid
from commonweal.model.ids import ID_FORM, CollaborationId
from commonweal.model.text import LONGEST_TEXT

router = APIRouter(tags=["datasets"])
Name = Annotated[str, Path(pattern=ID_FORM, description="Name of the drop.")]
File = Annotated[
    str,
    Path(min_length=1, max_length=LONGEST, description="Name of the file in it, without folders."),
]
Pairs = Annotated[dict[str, Annotated[str, Field(max_length=LONGEST_TEXT)]], Field(max_length=100)]
_BYTES: dict[str, object] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class NewDataset(Wire):
    """A drop of the asking party, and what the party says of it."""

    model_config = like(
        drop="calls-2026",
        title="Call records",
        lane="mobility",
        sensitivity="personal",
        synthetic=True,
        columns={"subscriber": "MSISDN"},
        settings={"country": "977"},
    )

    drop: str = Field(pattern=ID_FORM)
    title: Text
    lane: Text
    sensitivity: Sensitivity
    synthetic: bool
    columns: Pairs = Field(default_factory=dict)
    settings: Pairs = Field(default_factory=dict)


@router.get("/collaborations/{id}/datasets")
def datasets(actor: Who, node: TheNode, id: Id, page: Paged) -> Response:
    """The datasets of a collaboration; where their files lie is told to nobody."""
    found = data.catalogue(actor, node, CollaborationId(id))
    return page.of([_told(each) for each in found], lambda each: each.id)


@router.post("/collaborations/{id}/datasets", status_code=201, openapi_extra=described(NewDataset))
def attach(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewDataset, body(NewDataset)]
) -> Response:
    """Attach a drop as a dataset; the drop is changed no more."""
    made = data.attach(
        actor,
        node,
        CollaborationId(id),
        drop=told.drop,
        told=Described(
            title=told.title,
            lane=told.lane,
            sensitivity=told.sensitivity,
            synthetic=told.synthetic,
            columns=told.columns,
            settings=told.settings,
        ),
    )
    return answer(_told(made), 201)


@router.get("/drop")
def drops(actor: Who, node: TheNode, page: Paged) -> Response:
    """The drops of the asking party by name: their files, and the datasets they became."""
    return page.of(drop.roster(actor, node), lambda each: each.name)


@router.put("/drop/{name}/{file}", openapi_extra=_BYTES)
async def put(request: Request, actor: Who, node: TheNode, name: Name, file: File) -> Response:
    """Put one file into a drop, made if need be; whole or not at all, one of that name replaced."""
    with drop.filling(actor, node) as filling:
        await run_in_threadpool(filling.begin, file)
        await _written(request, filling)
        made = await run_in_threadpool(drop.put, actor, node, name, filling)
    return answer(made)


@router.delete("/drop/{name}", status_code=204)
def remove(actor: Who, node: TheNode, name: Name) -> Response:
    """Delete a drop that is not attached, with all its files."""
    drop.remove(actor, node, name)
    return Response(status_code=204)


async def _written(request: Request, filling: Filling) -> None:
    """The body as the file that was begun. A body that names itself was read before, up to a size.

    Raises:
        Invalid: it is too large, or ended before its end.
    """
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            await run_in_threadpool(filling.write, chunk)
    except ClientDisconnect as gap:
        raise Invalid(detail="The file did not come whole.", hint="Send it again.") from gap
    if HEADER in request.headers and size > MOST_BYTES:
        raise Invalid(
            detail=f"With an {HEADER} a file has at most {MOST_BYTES:,} bytes.",
            hint="Leave the key out: putting a file twice is the same as once.",
            field=HEADER,
        )


def _told(found: Dataset) -> Dataset:
    return replace(found, place="")
