"""Drops of a holder, and the datasets they become."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commonweal.app import account, collaboration, data, drop
from commonweal.app.data import Described
from commonweal.model.dataset import Dataset, Sensitivity
from commonweal.model.errors import (
    CommonwealError,
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    NotYet,
    UnknownTerm,
)
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId
from commonweal.model.may import READ
from commonweal.model.party import Actor, Role
from tests.app.houses import House
from tests.web.partnership import Partnership, settled

TOLD = Described(title="Papers", lane="trade", sensitivity=Sensitivity.COMMERCIAL, synthetic=True)
MIDST = 6
"""The file before which the drop is attached."""
PAPERS = {"invoice.xml": b"<a/>", "list.xml": b"<b/>"}


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


def folder(told: Partnership) -> Path:
    """Where whoever runs the node puts a drop by hand."""
    assert told.holder.party
    return told.house.node.drops.folder(told.holder.party)


def brought(
    house: House, actor: Actor, name: str = "papers", files: Mapping[str, bytes] = PAPERS
) -> None:
    with drop.filling(actor, house.node) as filling:
        for file, content in files.items():
            filling.begin(file)
            filling.write(content)
        drop.make(actor, house.node, name, filling)


def put(house: House, actor: Actor, name: str, file: str, content: bytes) -> None:
    with drop.filling(actor, house.node) as filling:
        filling.begin(file)
        filling.write(content)
        drop.put(actor, house.node, name, filling)


def attached(
    told: Partnership, name: str = "papers", **changed: Any
) -> Dataset:  # each test changes one
    described = replace(TOLD, **changed)
    return data.attach(told.holder, told.house.node, told.id, drop=name, told=described)


def test_a_drop_becomes_a_dataset_where_it_lies_and_the_log_says_so(told: Partnership) -> None:
    brought(told.house, told.holder)
    made = attached(told)
    assert [file.name for file in made.files] == ["invoice.xml", "list.xml"]
    assert made.synthetic
    assert Path(made.place) == told.house.node.home.resolve() / "drop" / made.holder / "papers"
    (entry,) = (
        each
        for each in account.log(told.holder, told.house.node)
        if each.kind is Kind.DATASET_ATTACHED
    )
    assert dict(entry.facts) == {"files": 2, "bytes": 8}
    (seen,) = data.catalogue(told.user, told.house.node, told.id)
    assert (seen.place, seen.version) == ("", "")


def test_what_was_attached_is_neither_changed_nor_deleted(told: Partnership) -> None:
    brought(told.house, told.holder)
    attached(told)
    (found,) = drop.roster(told.holder, told.house.node)
    assert found.attached == ("Papers",)
    with pytest.raises(Conflict, match="its files stay as they are"):
        put(told.house, told.holder, "papers", "more.xml", b"<c/>")
    with pytest.raises(Conflict, match="its files stay as they are"):
        drop.remove(told.holder, told.house.node, "papers")
    with pytest.raises(Conflict, match="There is a drop"):
        brought(told.house, told.holder)
    assert drop.roster(told.holder, told.house.node) == (found,)


def test_files_that_are_put_at_once_are_all_there_and_none_after_it_was_attached(
    told: Partnership,
) -> None:
    brought(told.house, told.holder)

    def one(number: int) -> bool:
        if number == MIDST:
            attached(told)
        try:
            put(told.house, told.holder, "papers", f"{number}.xml", b"<c/>")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        kept = {f"{n}.xml" for n, taken in enumerate(pool.map(one, range(12))) if taken}
    (found,) = drop.roster(told.holder, told.house.node)
    assert {name for name, _ in found.files} == kept | PAPERS.keys()
    (made,) = told.house.node.records.find(Dataset)
    assert {file.name for file in made.record.files} == kept | PAPERS.keys()


def test_a_folder_within_a_drop_that_was_attached_by_hand_holds_it_too(told: Partnership) -> None:
    inside = folder(told) / "papers" / "2026"
    inside.mkdir(parents=True)
    (inside / "a.xml").write_text("<a/>", encoding="utf-8")
    assert told.holder.party
    data.add(
        told.holder, told.house.node, told.id, place=inside, holder=told.holder.party, told=TOLD
    )
    with pytest.raises(Conflict):
        drop.remove(told.holder, told.house.node, "papers")
    assert inside.is_dir()


def test_it_may_be_attached_again_with_other_words(told: Partnership) -> None:
    brought(told.house, told.holder)
    attached(told)
    attached(told, title="Papers, once more")
    (found,) = drop.roster(told.holder, told.house.node)
    assert found.attached == ("Papers", "Papers, once more")


@pytest.mark.parametrize(
    ("changed", "kind", "words"),
    [
        ({"lane": "mobility"}, Invalid, "The folder has no events"),
        ({"lane": "food"}, Invalid, "The folder has no events"),
        ({"lane": "forged"}, UnknownTerm, "lane is 'forged'"),
        ({"settings": {"forged": "1"}}, UnknownTerm, "setting of trade is 'forged'"),
        ({"title": " "}, Invalid, "title has 1 to"),
        ({"title": "x" * 2001}, Invalid, "title has 1 to"),
    ],
)
def test_what_will_not_do_is_not_attached_and_stays_a_drop(
    changed: dict[str, Any], kind: type[CommonwealError], words: str, told: Partnership
) -> None:
    brought(told.house, told.holder)
    before = told.house.node.records.counter()
    with pytest.raises(kind, match=words):
        attached(told, **changed)
    assert told.house.node.records.counter() == before
    drop.remove(told.holder, told.house.node, "papers")
    assert drop.roster(told.holder, told.house.node) == ()


@pytest.mark.parametrize("lane", ["mobility", "trade", "food"])
def test_no_sentence_names_a_folder_of_this_machine(
    lane: str, told: Partnership, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text("{}", encoding="utf-8")
    for name, file in (("plain", "x.txt"), ("wrong", "areas.geojson"), ("food", "facilities.json")):
        brought(told.house, told.holder, name, {file: b"{", "events.csv": b"", "e.json": b"{"})
    (folder(told) / "empty").mkdir()
    place = folder(told) / "linked"
    place.mkdir()
    for file in ("areas.geojson", "facilities.json", "a.xml"):
        (place / file).symlink_to(secret)
    drops = drop.roster(told.holder, told.house.node)
    assert len(drops) == 5
    for found in drops:
        with pytest.raises(CommonwealError) as refused:
            attached(told, found.name, lane=lane)
        assert str(tmp_path) not in str(refused.value.problem())
    assert not told.house.node.records.find(Dataset)


def test_only_a_holder_brings_and_attaches(told: Partnership) -> None:
    for actor in (told.user, told.stranger):
        with pytest.raises(NotAllowed, match="with the role `holder`"):
            drop.filling(actor, told.house.node)
        assert drop.roster(actor, told.house.node) == ()
    brought(told.house, told.holder)
    with pytest.raises(NotAllowed, match="needs the role holder"):
        data.attach(told.user, told.house.node, told.id, drop="papers", told=TOLD)
    with pytest.raises(NotFound, match="no collaboration"):
        data.attach(told.stranger, told.house.node, told.id, drop="papers", told=TOLD)


def test_the_drop_of_another_answers_like_one_that_is_not_there(told: Partnership) -> None:
    other = told.house.party("Other telecom")
    assert other.party
    collaboration.join(
        told.user, told.house.node, told.id, party=other.party, roles=frozenset({Role.HOLDER})
    )
    brought(told.house, other)
    said = []
    for name in ("papers", "absent"):
        with pytest.raises(NotFound) as attach:
            attached(told, name)
        with pytest.raises(NotFound) as remove:
            drop.remove(told.holder, told.house.node, name)
        said.append((str(attach.value), str(remove.value)))
    assert said[0] == tuple(each.replace("absent", "papers") for each in said[1])
    assert [each.name for each in drop.roster(other, told.house.node)] == ["papers"]


def test_who_may_only_read_changes_nothing(told: Partnership) -> None:
    brought(told.house, told.holder)
    reader = replace(told.holder, rights=READ)
    node = told.house.node
    with pytest.raises(NotAllowed, match="the right to act"):
        drop.filling(reader, node)
    with pytest.raises(NotAllowed, match="the right to act"):
        drop.remove(reader, node, "papers")
    with pytest.raises(NotAllowed, match="the right to act"):
        data.attach(reader, node, told.id, drop="papers", told=TOLD)
    assert len(drop.roster(reader, node)) == 1


def test_nothing_is_attached_after_the_end(told: Partnership) -> None:
    brought(told.house, told.holder)
    collaboration.end(told.user, told.house.node, CollaborationId(told.id))
    with pytest.raises(NotYet, match="has ended"):
        attached(told)
