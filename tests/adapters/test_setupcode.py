"""The digest of the set-up code, as a file."""

import threading
from pathlib import Path

import pytest

from commonweal.adapters.setupcode import SetUpFile
from commonweal.model.errors import Unavailable


def test_a_code_is_taken_by_one_caller_alone(tmp_path: Path) -> None:
    code = SetUpFile(tmp_path / "setup")
    code.keep("old")
    code.keep("new")
    assert not code.take("old")
    taken: list[bool] = []
    gate = threading.Barrier(8, timeout=60)

    def one() -> None:
        gate.wait()
        taken.append(SetUpFile(tmp_path / "setup").take("new"))

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 7 + [True]
    assert list(tmp_path.iterdir()) == []


def test_without_a_code_none_counts_and_there_is_nothing_to_drop(tmp_path: Path) -> None:
    code = SetUpFile(tmp_path / "setup")
    assert not code.known("")
    assert not code.take("")
    code.drop()


def test_a_file_that_others_can_read_lets_nobody_in(tmp_path: Path) -> None:
    code = SetUpFile(tmp_path / "setup")
    code.keep("new")
    (tmp_path / "setup").chmod(0o644)
    with pytest.raises(Unavailable):
        code.take("new")
