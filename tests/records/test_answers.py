"""Answers that are not handed in yet."""

from pathlib import Path

from commonweal.adapters.records import Store
from commonweal.model.ids import QuestionnaireId
from tests.records.builders import opened

MINE, OTHER = QuestionnaireId("que_1"), QuestionnaireId("que_2")


def test_what_is_kept_comes_back_and_replaces_what_was_there(store: Store) -> None:
    assert store.answers.kept(MINE) == ""
    store.answers.keep(MINE, "one")
    store.answers.keep(OTHER, "another")
    store.answers.keep(MINE, "two")
    assert (store.answers.kept(MINE), store.answers.kept(OTHER)) == ("two", "another")


def test_what_is_forgotten_is_gone_and_forgetting_twice_does_nothing(store: Store) -> None:
    store.answers.keep(MINE, "one")
    store.answers.forget(MINE)
    store.answers.forget(MINE)
    assert store.answers.kept(MINE) == ""


def test_answers_outlive_the_process_that_kept_them(url: str) -> None:
    first = opened(url)
    first.answers.keep(MINE, "half an answer")
    first.close()
    second = opened(url)
    assert second.answers.kept(MINE) == "half an answer"
    second.close()


def test_what_is_forgotten_or_replaced_lingers_in_no_file(tmp_path: Path) -> None:
    made = opened(f"sqlite:///{tmp_path / 'records.db'}")
    long = "Xylographic " * 2000  # more than a page of the file holds
    made.answers.keep(MINE, long)
    assert _left(tmp_path)
    made.answers.keep(MINE, "short")
    made.answers.scrub()
    assert not _left(tmp_path)
    made.answers.keep(MINE, long)
    made.answers.forget(MINE)
    assert not _left(tmp_path)
    made.close()


def _left(folder: Path) -> list[str]:
    files = [path for path in folder.iterdir() if path.is_file()]
    return [path.name for path in files if b"Xylographic" in path.read_bytes()]
