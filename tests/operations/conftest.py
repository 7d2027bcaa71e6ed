"""One home for all, and every process that a test started gone after it."""

import subprocess
from collections.abc import Callable, Iterator

import pytest

from tests.operations import homes
from tests.operations.homes import Home

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("operations")
    return homes.home(folder / "home", folder / "data")


@pytest.fixture
def start(home: Home) -> Iterator[Start]:
    """Starts a command of the program as a process on the home."""
    started: list[subprocess.Popen[str]] = []

    def made(*words: str, party: str = homes.USER) -> subprocess.Popen[str]:
        started.append(home.start(*words, party=party))
        return started[-1]

    yield made
    for process in started:
        process.kill()
        process.communicate()
