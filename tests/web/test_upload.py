"""Files from a browser: as they come, no further than they are taken."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import Request
from starlette.types import Message

from commonweal.model.errors import Invalid
from commonweal.web.upload import uploaded

BOUNDARY = "xyz"


class Heard:
    """A double of a filling: it remembers what it was told, and refuses what is too much."""

    def __init__(self, most: int = 100) -> None:
        self.files: dict[str, bytes] = {}
        self._most = most

    def begin(self, name: str) -> None:
        self.files[name] = b""

    def write(self, content: bytes) -> None:
        last = next(reversed(self.files))
        self.files[last] += content
        if len(self.files[last]) > self._most:
            raise Invalid(detail="Too much.")

    def become(self, name: str) -> None:
        raise NotImplementedError

    def join(self, name: str) -> None:
        raise NotImplementedError


def part(name: str, content: bytes, file: str | None = None) -> bytes:
    said = f'form-data; name="{name}"' + ("" if file is None else f'; filename="{file}"')
    head = f"--{BOUNDARY}\r\nContent-Disposition: {said}\r\n\r\n"
    return head.encode() + content + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


class Sender:
    """A browser that counts how many pieces were asked of it."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self.asked = 0

    async def receive(self) -> Message:
        self.asked += 1
        piece = next(self._pieces, None)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": True}


def sent(
    sender: Sender, heard: Heard, kind: str = f"multipart/form-data; boundary={BOUNDARY}"
) -> dict[str, str]:
    headers = [(b"content-type", kind.encode())]
    request = Request(
        {"type": "http", "method": "POST", "headers": headers}, receive=sender.receive
    )
    texts = {"name": ""}
    with ThreadPoolExecutor(1) as apart:  # a browser of other tests has a loop in this thread
        apart.submit(asyncio.run, uploaded(request, heard, texts)).result()
    return texts


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_files_and_texts_come_however_they_are_cut(size: int) -> None:
    body = part("name", b"calls") + part("files", b"1\r\n2", "a.csv") + part("files", b"", "b.csv")
    body += part("files", b"", "") + END
    heard = Heard()
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    assert sent(Sender(pieces), heard) == {"name": "calls"}
    assert heard.files == {"a.csv": b"1\r\n2", "b.csv": b""}


def test_nothing_more_is_read_after_what_is_too_much() -> None:
    def endless() -> Iterator[bytes]:
        yield part("files", b"", "a.csv").removesuffix(b"\r\n")
        while True:
            yield b"x" * 60

    sender = Sender(endless())
    with pytest.raises(Invalid, match="Too much"):
        sent(sender, Heard())
    assert sender.asked == 3


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no form",
        part("name", b"calls"),
        part("files", b"1", "a.csv").removesuffix(b"\r\n"),
        part("forged", b"1") + END,
        part("forged", b"1", "a.csv") + END,
        part("name", b"a") + part("name", b"b") + END,
        part("name", b"x" * 2_001) + END,
        part("name", b"\xff") + END,
        part("files", b"not a file") + END,
        b"--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n" + END,
        b"--xyz\r\nNo header\r\n\r\nx\r\n" + END,
        b"--xyz\r\nX: " + b"x" * 100_000 + b"\r\n\r\nx\r\n" + END,
        b'--xyz\r\nContent-Disposition: form-data; name="files"; filename="\xff"\r\n\r\nx\r\n'
        + END,
    ],
    ids=lambda body: ascii(body[:60]),
)
def test_what_is_no_form_of_this_page_is_a_sentence(body: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        sent(Sender(iter([body])), Heard())
    assert refused.value.hint


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 999]
)
def test_another_kind_of_body_is_a_sentence(kind: str) -> None:
    with pytest.raises(Invalid, match="did not come whole"):
        sent(Sender(iter([part("files", b"1", "a.csv") + END])), Heard(), kind)
