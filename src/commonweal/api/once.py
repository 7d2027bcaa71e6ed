"""A write that names itself with `Idempotency-Key` is done once, however often it is sent.

The same key of the same asker gets the same answer again for a day, as long as its token counts. A
key that named another request is refused; one whose answer was cut short, or holds a secret, is
told to look first.
"""

import re
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commonweal.api.problem import Unauthenticated, problem
from commonweal.api.who import actor_of
from commonweal.api.wire import MOST_BYTES
from commonweal.app.node import Node
from commonweal.model.errors import Conflict, Invalid, Unavailable
from commonweal.model.ports import Reply

HEADER = "Idempotency-Key"
AGAIN = "Idempotent-Replayed"
TOLD_ONCE = "Told-Once"
"""The header of an answer that holds a secret: it is kept nowhere, and so given once."""
_WRITES = frozenset({"POST", "PUT", "DELETE", "PATCH"})
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_NOTHING_DONE = frozenset({401, 409, 422})
_SERVER = 500


class Once:
    """Stands before the routes; hands on what names itself once, and everything else always."""

    def __init__(self, app: ASGIApp, node: Node) -> None:
        self._app = app
        self._node = node

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer again, or hand on and remember."""
        request = Request(scope, receive) if scope["type"] == "http" else None
        key = request.headers.get(HEADER) if request else None
        if request is None or key is None or request.method not in _WRITES:
            await self._app(scope, receive, send)
            return
        if not await run_in_threadpool(_known, request):
            await self._app(scope, receive, send)
            return
        if not _KEY.fullmatch(key):
            hint = "Send 1 to 255 printable ASCII characters, such as a UUID."
            wrong = Invalid(detail=f"{HEADER} is not of its form.", hint=hint, field=HEADER)
            await problem(wrong)(scope, receive, send)
            return
        await self._named(request, key, send)

    async def _named(self, request: Request, key: str, send: Send) -> None:
        body = await _content(request)
        asker = sha256(request.headers.get("authorization", "").encode()).hexdigest()
        told = sha256(
            b"\n".join((request.method.encode(), str(request.url.path).encode(), body))
        ).hexdigest()
        replies, now = self._node.replies, self._node.clock.now()
        before = await run_in_threadpool(replies.begin, asker, key, told, now)
        if before is not None:
            await _again(before, told)(request.scope, request.receive, send)
            return
        heard = _Heard(send)
        try:
            await self._app(request.scope, _replayed(body), heard.send)
        finally:
            if _done(heard.status) and not heard.secret:
                reply = Reply(
                    request=told, status=heard.status, media=heard.media, body=bytes(heard.body)
                )
                await run_in_threadpool(replies.keep, asker, key, reply)
            elif heard.status and not heard.secret:
                await run_in_threadpool(replies.drop, asker, key)


class _Heard:
    """Passes an answer on and remembers it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.media = ""
        self.secret = False
        self.body = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = dict(message["headers"])
            self.media = headers.get(b"content-type", b"").decode("latin-1")
            self.secret = TOLD_ONCE.lower().encode() in headers
        else:
            self.body += message.get("body", b"")
        await self._send(message)


def _known(request: Request) -> bool:
    """True if someone is known to be asking; to nobody an answer is given again."""
    try:
        actor_of(request)
    except (Unauthenticated, Unavailable):
        return False
    return True


def _done(status: int) -> bool:
    """True if the answer holds for good: not where nothing was done, or something failed.

    What is wrong with a request may name people, who can ask to be erased: that is not kept.
    """
    return 0 < status < _SERVER and status not in _NOTHING_DONE


def _again(before: Reply, told: str) -> Response:
    if before.request != told:
        return problem(
            Invalid(
                detail=f"This {HEADER} named another request.",
                hint="Send a new key for a new request.",
                field=HEADER,
            )
        )
    if not before.status:
        return problem(
            Conflict(
                detail="This request was begun before, and how it ended is not known here yet.",
                hint="Look whether it was done; then send it with a new key if it was not.",
            )
        )
    return Response(
        before.body, before.status, headers={AGAIN: "true"}, media_type=before.media or None
    )


async def _content(request: Request) -> bytes:
    """The body, one byte beyond what is taken at most: the route refuses it then."""
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > MOST_BYTES:
            break
    return bytes(found)


def _replayed(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
