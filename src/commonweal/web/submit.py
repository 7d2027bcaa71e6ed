"""One way to take a form: read it, act, go on; or show the page again with what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from commonweal.model.errors import CommonwealError
from commonweal.web.failure import status_of
from commonweal.web.form import Form, filled, refused
from commonweal.web.named import named
from commonweal.web.page import gone_to

Act = Callable[[Mapping[str, Any]], tuple[str, str]]
"""Typed values -> (path to go on to, word of `said`)."""
Shown = Callable[[Form, int], Response]
"""The page again, with the form as it was filled, under a status."""


async def taken(request: Request, form: Form, act: Act, shown: Shown) -> Response:
    """Act on a form that was posted; 303 on success, else the page with the input kept."""
    return await answered(request, form, lambda values: gone_to(*act(values)), shown)


async def answered(
    request: Request, form: Form, answer: Callable[[Mapping[str, Any]], Response], shown: Shown
) -> Response:
    """Like `taken`, where the answer itself tells what no page tells again."""
    got = await filled(request, form)
    if not got.right:
        return await run_in_threadpool(shown, got.form, 422)
    try:
        return await run_in_threadpool(answer, got.values)
    except CommonwealError as problem:
        wrong = await run_in_threadpool(_refused, request, got.form, problem)
        return await run_in_threadpool(shown, wrong, status_of(problem))


def _refused(request: Request, form: Form, problem: CommonwealError) -> Form:
    wrong = refused(form, problem)
    return replace(wrong, wrong={name: named(request, said) for name, said in wrong.wrong.items()})
