"""The first start of a home: its first person comes in by an address that counts once."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from tests.journey.weal import weal
from tests.operations.homes import PROGRAM

PASSWORD = "four words in a row"
BEGIN = "nobody can log in yet: begin here, once"


@contextmanager
def serving(home: Path) -> Iterator[list[dict[str, str]]]:
    """What a server told of itself when it began to answer: one event, or two."""
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", "--home", str(home)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr
    try:
        yield [json.loads(process.stderr.readline()) for _ in range(2)]
    finally:
        process.terminate()
        process.communicate(timeout=20)


def sent(person: OpenerDirector, address: str, typed: dict[str, str]) -> tuple[int, str]:
    """Status and page of a form that was sent from its own page."""
    form = Request(address, urlencode(typed).encode(), {"Sec-Fetch-Site": "same-origin"})
    try:
        with person.open(form, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as problem:
        return problem.code, problem.read().decode()


@pytest.mark.ci
def test_the_printed_address_lets_the_first_person_in_and_is_printed_no_more(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    party = weal(home, "party", "add", "NCell").out["id"]
    typed = {"party": party, "name": "First", "password": PASSWORD, "again": PASSWORD}
    with serving(home) as told:
        assert told[1]["event"] == BEGIN
        address = told[1]["address"]
        assert address.startswith(told[0]["address"])
        person = build_opener(HTTPCookieProcessor(CookieJar()))
        status, page = sent(person, address, typed)
        assert status == 200
        assert "First" in page
        assert sent(build_opener(), address, {**typed, "name": "Spy"})[0] == 403
    with serving(home) as told:
        assert BEGIN not in [each["event"] for each in told]
    assert address.rpartition("=")[2] not in "".join(
        path.read_text(errors="replace") for path in home.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_demo_answers_this_machine_alone(host: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    weal(home, "party", "add", "NCell")
    (home / "demo").write_text("", encoding="utf-8")
    done = subprocess.run(
        [*PROGRAM, "serve", "--port", "0", "--host", host, "--home", str(home), "--json"],
        capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    assert "nobody logs in" in json.loads(done.stderr)["detail"]
