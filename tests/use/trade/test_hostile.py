import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from commonweal.model.errors import Invalid
from commonweal.use.trade.consignment import Document
from commonweal.use.trade.paper.datatype import SHOWN
from commonweal.use.trade.reading import paper
from tests.machine import patient
from tests.use.trade.hostile import HARMLESS, REFUSED

SECONDS = 5.0
LONGEST = 1500
"""Characters of a sentence and its hint: five gaps with their paths."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("something reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_time_with_one_sentence(name: str) -> None:
    content = REFUSED[name]()
    started = time.perf_counter()
    with pytest.raises(Invalid) as refused:
        paper(content, file=f"{name}.xml")
    seconds = time.perf_counter() - started
    assert seconds < patient(SECONDS)
    said = f"{refused.value.detail} {refused.value.hint}"
    assert f"{name}.xml, line " in refused.value.detail
    assert "Traceback" not in said
    assert len(said) < LONGEST
    assert said.isprintable()
    assert "root:" not in said


@pytest.mark.parametrize("name", HARMLESS)
def test_a_strange_but_honest_file_reads_as_the_plain_one(name: str) -> None:
    read = paper(HARMLESS[name](), file="a.xml")
    assert isinstance(read, Document)
    assert read.number.value == "INV-2026-0117"
    assert len(read.lines) == 3
    assert read.total is not None
    assert str(read.total.value.amount) == "1645.50"


def test_a_sentence_quotes_little_of_what_it_refuses() -> None:
    secret = "price-" + "9" * 500
    content = REFUSED["decimal-comma"]().replace(b"840,00", secret.encode())
    with pytest.raises(Invalid) as refused:
        paper(content, file="a.xml")
    assert "9" * SHOWN not in refused.value.detail


def test_the_line_of_a_wrong_byte_is_named() -> None:
    content = REFUSED["windows-1252-as-utf-8"]()
    line = content[: content.index(b"\xe4")].count(b"\n") + 1
    with pytest.raises(Invalid, match=f"line {line}: "):
        paper(content, file="a.xml")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("doctype-utf-16", "DOCTYPE"),
        ("external-entity", "DOCTYPE"),
        ("billion-laughs", "DOCTYPE"),
        ("depth-10000", "deeper than 256"),
        ("a-million-elements", "more than 800,000 tags"),
        ("a-million-attributes", "more than 300,000 attributes"),
        ("51-megabytes", "up to 50,000,000 are read"),
        ("decimal-comma", "decimals with a point"),
        ("xinclude", "is not an element of Invoice"),
        ("two-numbers", "more often than allowed"),
        ("mass-in-litres", "KGM, GRM, TNE, LBR"),
        ("another-root", "Invoice, CreditNote and PackingList"),
        ("empty", "is empty"),
        ("json", "is not XML"),
        ("truncated", "is not well-formed"),
    ],
)
def test_the_sentence_says_why(name: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        paper(REFUSED[name](), file="a.xml")
    assert words in f"{refused.value.detail} {refused.value.hint}"


# The peak of this program alone: what `getrusage` tells begins with the peak of who started it.
LARGE = """
import re, sys
from pathlib import Path
from commonweal.model.errors import Invalid
from commonweal.use.trade.reading import paper
from tests.use.trade.hostile import REFUSED
try:
    paper(REFUSED[sys.argv[1]](), file="a.xml")
except Invalid:
    print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.ci
@pytest.mark.parametrize(
    "name",
    [
        "51-megabytes",
        "a-million-elements",
        "a-million-attributes",
        "half-a-million-elements",
        "a-text-of-11-megabytes",
        "a-million-elements-in-extensions",
    ],
)
def test_a_large_file_takes_less_than_half_a_gigabyte(name: str) -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", LARGE, name], cwd=root, capture_output=True, text=True, check=True
    )
    unit = 1024 if sys.platform != "darwin" else 1
    assert int(done.stdout) * unit < 512_000_000
