import shutil
from pathlib import Path

import pytest

from commonweal.model.errors import Invalid
from commonweal.use.food.event import Action, EventKind
from commonweal.use.food.reading import captured
from tests.use.food.documents import GOLDENS, document, shipping


def test_the_goldens_of_a_whole_chain_are_read_in_the_order_of_their_names() -> None:
    found = captured(GOLDENS / "valid")
    assert found.refused == ()
    assert [event.file for event in found.events] == sorted(event.file for event in found.events)
    assert {event.kind for event in found.events} == {
        EventKind.OBJECT,
        EventKind.AGGREGATION,
        EventKind.TRANSFORMATION,
    }
    harvest = next(event for event in found.events if event.file == "harvest.json")
    assert (harvest.action, harvest.biz_step) == (Action.ADD, "creating_class_instance")
    assert dict(harvest.facts) == {"countryOfOrigin": "US", "county": "Ulster"}


def test_a_bad_file_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    shutil.copytree(GOLDENS, tmp_path / "told")
    found = captured(tmp_path)
    assert len(found.refused) == len(list((GOLDENS / "broken").iterdir()))
    assert found.events
    assert not any("broken" in event.file for event in found.events)
    for each in found.refused:
        assert each.problem.startswith(each.file)
        assert each.problem.endswith(".") or each.problem.endswith("?")


def test_a_document_with_one_bad_event_gives_none(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(document(shipping(), shipping(action="x")))
    found = captured(tmp_path)
    assert found.events == ()
    assert "eventList[1].action" in found.refused[0].problem


def test_files_that_hold_no_events_are_left_to_others(tmp_path: Path) -> None:
    for name in ("facilities.json", "products.json", "truth.json", "notes.txt"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert captured(tmp_path).refused == ()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="There is no folder"):
        captured(tmp_path / "nowhere")


def test_a_folder_or_a_broken_link_with_the_name_of_a_file_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    (tmp_path / "b.json").symlink_to(tmp_path / "nowhere")
    assert captured(tmp_path) == captured(tmp_path / "a.json")


def test_no_path_of_this_machine_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"[")
    assert str(tmp_path) not in captured(tmp_path).refused[0].problem
