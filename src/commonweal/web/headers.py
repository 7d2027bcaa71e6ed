"""What every answer of the pages tells the browser not to do."""

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

GUARDS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; object-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing from elsewhere, no frame around it, no form to elsewhere, no address told elsewhere."""

KEPT_NOWHERE = "no-store"


def install(app: FastAPI) -> None:
    """Put the guards on every answer; pages are kept nowhere, files as they say themselves."""
    app.add_middleware(Guarded)


class Guarded:
    """Adds the guards to what the pages answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, and the answer back with its guards."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(GUARDS)
                headers.setdefault("Cache-Control", KEPT_NOWHERE)
            await send(message)

        await self._app(scope, receive, guarded)
