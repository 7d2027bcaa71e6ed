import json
from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.model.errors import Cancelled, Invalid, Unavailable, UnknownTerm
from commonweal.model.ports import Engine
from commonweal.use.lane import Headcount, Inputs, Part, Partial
from commonweal.use.run import run
from tests.use.lanes import Idle, Letters, asking, texts


def quiet(done: int, total: int, unit: str) -> None:
    """A report that nobody reads."""


def counts(finding: Headcount) -> dict[str, int]:
    return {cell.key: cell.people for cell in finding.cells}


def found(lane: Letters, inputs: Inputs) -> dict[str, int]:
    return counts(run(lane, inputs, Idle(), quiet))


def test_slices_are_worked_on_and_joined(tmp_path: Path) -> None:
    assert found(Letters(), texts(tmp_path, "ab", "bc", "c")) == {"a": 1, "b": 2, "c": 2}


def test_it_reports_after_each_slice(tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    inputs = texts(tmp_path, "ab", "bc", "c")
    run(Letters(), inputs, Idle(), lambda *told: heard.append(told))
    assert heard == [(1, 3, "partitions"), (2, 3, "partitions"), (3, 3, "partitions")]


def test_an_unknown_setting_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    lane = Letters()
    with pytest.raises(UnknownTerm, match="setting of letters is 'langage'") as refused:
        found(lane, asking(texts(tmp_path), langage="ne"))
    assert refused.value.hint == "Did you mean 'language'?"
    assert lane.worked == []


def test_what_the_lane_refuses_is_passed_on(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="has no text"):
        found(Letters(), texts(tmp_path))


def cancelled_after(slices: int, inputs: Inputs) -> None:
    def report(done: int, total: int, unit: str) -> None:
        if done == slices:
            raise Cancelled(detail="Stopped.")

    with pytest.raises(Cancelled):
        run(Letters(), inputs, Idle(), report)


def test_a_cancelled_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    inputs = texts(tmp_path, "ab", "bc", "c")
    cancelled_after(2, inputs)
    lane = Letters()
    assert found(lane, inputs) == {"a": 1, "b": 2, "c": 2}
    assert lane.worked == [2]


def test_a_finished_run_works_on_nothing_again(tmp_path: Path) -> None:
    inputs = texts(tmp_path, "ab", "bc")
    first, again = Letters(), Letters()
    assert found(first, inputs) == found(again, inputs)
    assert again.worked == []


def test_slices_of_other_settings_are_never_used(tmp_path: Path) -> None:
    """The lane writes both answers under one name: going back to the first is work again."""
    inputs = texts(tmp_path, "ab")
    assert found(Letters(), inputs) == {"a": 1, "b": 1}
    assert found(Letters(), asking(inputs, case="upper")) == {"A": 1, "B": 1}
    assert found(Letters(), inputs) == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    "other",
    [
        lambda inputs: replace(inputs, secret=b"x" * 32),
        lambda inputs: replace(inputs, secret=b""),
        lambda inputs: replace(inputs, columns={"at": "time"}),
        lambda inputs: replace(inputs, synthetic=False),
    ],
    ids=["secret", "no secret", "columns", "label"],
)
def test_slices_of_another_question_are_never_used(tmp_path: Path, other: object) -> None:
    assert callable(other)
    inputs = texts(tmp_path, "ab", "c")
    found(Letters(), inputs)
    lane = Letters()
    found(lane, other(inputs))
    assert lane.worked == [0, 1]


def test_slices_of_another_definition_are_never_used(tmp_path: Path) -> None:
    inputs = texts(tmp_path, "ab", "c")
    found(Letters(), inputs)
    lane = Letters("letters/2")
    found(lane, inputs)
    assert lane.worked == [0, 1]


def test_slices_of_changed_files_are_never_used(tmp_path: Path) -> None:
    inputs = texts(tmp_path, "ab", "c")
    found(Letters(), inputs)
    (inputs.folder / "0.txt").write_text("abb", encoding="utf-8")
    assert found(Letters(), inputs) == {"a": 1, "b": 2, "c": 1}


def test_slices_of_another_number_of_slices_are_never_used(tmp_path: Path) -> None:
    class Coarser(Letters):
        def parts(self, inputs: Inputs, engine: Engine) -> tuple[Part, ...]:
            return (Part(number=0, of=1, inputs=inputs),)

    inputs = texts(tmp_path, "ab", "c")
    found(Letters(), inputs)
    lane = Coarser()
    found(lane, inputs)
    assert lane.worked == [0]


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", '{"file": 7}', '{"file": "x"}', "[" * 9999]
)
def test_a_broken_mark_means_not_done(tmp_path: Path, text: str) -> None:
    inputs = texts(tmp_path, "ab")
    found(Letters(), inputs)
    (mark,) = (inputs.work / "done").iterdir()
    mark.write_text(text, encoding="utf-8")
    lane = Letters()
    assert found(lane, inputs) == {"a": 1, "b": 1}
    assert lane.worked == [0]


def test_a_slice_whose_file_changed_or_vanished_is_worked_on_again(tmp_path: Path) -> None:
    inputs = texts(tmp_path, "ab")
    found(Letters(), inputs)
    (inputs.work / "counts-0.json").write_text('{"a": 99}', encoding="utf-8")
    assert found(Letters(), inputs) == {"a": 1, "b": 1}
    (inputs.work / "counts-0.json").unlink()
    assert found(Letters(), inputs) == {"a": 1, "b": 1}


def test_the_mark_tells_neither_settings_nor_secret(tmp_path: Path) -> None:
    inputs = asking(texts(tmp_path, "ab"), language="nepali")
    found(Letters(), inputs)
    (mark,) = (inputs.work / "done").iterdir()
    known = json.loads(mark.read_text(encoding="utf-8"))
    assert known.keys() == {"question", "part", "of", "file", "sha256"}
    assert "nepali" not in mark.read_text(encoding="utf-8")


@pytest.mark.parametrize("wrong", ["number", "place"])
def test_a_lane_that_answers_another_slice_or_elsewhere_is_refused(
    tmp_path: Path, wrong: str
) -> None:
    class Confused(Letters):
        def work(self, part: Part, engine: Engine) -> Partial:
            made = super().work(part, engine)
            if wrong == "number":
                return replace(made, number=5)
            return replace(made, file=part.inputs.folder / "0.txt")

    with pytest.raises(Invalid, match="The lane letters answered slice 0"):
        found(Confused(), texts(tmp_path, "ab"))


def test_a_work_folder_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    inputs = texts(tmp_path, "ab")
    (inputs.work / "done").write_text("in the way", encoding="utf-8")
    with pytest.raises(Unavailable, match="cannot be used") as refused:
        found(Letters(), inputs)
    assert "finished slices are kept" in refused.value.hint
