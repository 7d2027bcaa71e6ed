"""Files from a browser, taken one after the other as they come: none is ever whole in memory."""

from typing import TYPE_CHECKING

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from commonweal.model.drop import Filling
from commonweal.model.errors import Invalid
from commonweal.model.text import LONGEST_TEXT

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FILES = "files"
"""The field that holds them."""


async def uploaded(request: Request, filling: Filling, texts: dict[str, str]) -> None:
    """Write the files of a form that was posted into `filling`, and its texts over `texts`.

    Stops reading at the first thing that is wrong, such as a byte too many.

    Raises:
        Invalid: a file that is not taken, or no form of files at all.
    """
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise _unread()
    form = _Form(filling, texts)
    try:
        parser = MultipartParser(options[b"boundary"], form.callbacks())
        async for chunk in request.stream():
            await run_in_threadpool(parser.write, chunk)
            if form.ended:
                break
    except (FormParserError, ClientDisconnect) as gap:
        raise _unread() from gap
    if not form.ended:
        raise _unread()


class _Form:
    """Hears the parts of a form: a text is kept, a file is handed on."""

    def __init__(self, filling: Filling, texts: dict[str, str]) -> None:
        self.ended = False
        self._filling, self._texts, self._waiting = filling, texts, set(texts)
        self._header, self._value, self._disposition = bytearray(), bytearray(), ""
        self._name: str | None = None
        """The text that is being read; None in a file, and where a file might have been."""
        self._text = bytearray()
        self._file = False

    def callbacks(self) -> "MultipartCallbacks":
        """What the parser calls."""
        return {
            "on_part_begin": self._part,
            "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header_end,
            "on_headers_finished": self._begin,
            "on_part_data": self._data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }

    def _part(self) -> None:
        self._disposition, self._name, self._file = "", None, False
        self._text.clear()

    def _header_end(self) -> None:
        if bytes(self._header).lower() == b"content-disposition":
            self._disposition = self._value.decode("latin-1")
        self._header.clear()
        self._value.clear()

    def _begin(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = _decoded(options.get(b"name", b""))
        if name not in ({FILES} if b"filename" in options else self._waiting):
            raise _unread()
        if b"filename" not in options:
            self._name = name
        elif options[b"filename"]:
            self._filling.begin(_decoded(options[b"filename"]))
            self._file = True

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._file:
            self._filling.write(data[start:end])
        elif len(self._text) + end - start > LONGEST_TEXT:
            raise _unread()
        else:
            self._text += data[start:end]

    def _part_end(self) -> None:
        if self._name is not None:
            self._waiting.remove(self._name)
            self._texts[self._name] = _decoded(bytes(self._text))

    def _end(self) -> None:
        self.ended = True


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise Invalid(
            detail="A name that was sent is no UTF-8.",
            hint="Use letters, digits, spaces, dots, - and _, and send it again.",
            field=FILES,
        ) from None


def _unread() -> Invalid:
    return Invalid(
        detail="The files did not come whole, or not from the form of this page.",
        hint="Load the page again, choose the files and send them again.",
        field=FILES,
    )
