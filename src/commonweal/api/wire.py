"""What comes over the wire: strict bodies, read once, and answers in plain JSON."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
from fastapi import Depends, Request, Response
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError
from pydantic.json_schema import models_json_schema

from commonweal.model.errors import Invalid

_SCHEMAS = "#/components/schemas/"
MOST_BYTES = 1_000_000
W = TypeVar("W", bound="Wire")


class Wire(BaseModel):
    """A body: strict types, no unknown field, read-only."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def like(**example: JsonValue) -> ConfigDict:
    """The configuration of a body with an example of it; a test reads every example back."""
    return ConfigDict(json_schema_extra={"examples": [example]})


def body(model: type[W]) -> Any:  # noqa: ANN401  # FastAPI's Depends is untyped by design
    """A dependency that reads the raw body as `model`: JSON forms of dates and enums are fine."""

    async def read(request: Request) -> W:
        raw = await _content(request)
        try:
            json.loads(raw, object_pairs_hook=_once)
            return model.model_validate_json(raw)
        except ValidationError as gap:
            first = gap.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "body"
            raise Invalid(
                detail=f"{where}: {first['msg']}.", hint="See /openapi.json.", field=where
            ) from gap
        except (ValueError, RecursionError) as gap:
            raise Invalid(detail=f"The body is not JSON: {gap}.", hint="Send JSON.") from gap

    reader: Callable[[Request], Awaitable[W]] = read
    return Depends(reader)


def described(model: type[Wire]) -> dict[str, object]:
    """The OpenAPI words for a body that is read raw."""
    content = {"application/json": {"schema": {"$ref": f"{_SCHEMAS}{model.__name__}"}}}
    return {"requestBody": {"required": True, "content": content}}


def schemas() -> dict[str, object]:
    """The schemas of every body, as OpenAPI components."""
    kinds = sorted(Wire.__subclasses__(), key=lambda kind: kind.__name__)
    _, found = models_json_schema(
        [(kind, "validation") for kind in kinds], ref_template=f"{_SCHEMAS}{{model}}"
    )
    return dict(found["$defs"])


def answer(value: object, status: int = 200) -> Response:
    """A value of ours as a JSON response."""
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")


async def _content(request: Request) -> bytes:
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > MOST_BYTES:
            raise Invalid(
                detail=f"The body is larger than {MOST_BYTES:,} bytes.", hint="Send less."
            )
    return bytes(found)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a key stands twice")
    return dict(pairs)
