"""Drops on a real disk: whole or not at all, one at a time, and nothing that leads elsewhere."""

import os
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

import pytest

from commonweal.adapters import drops as adapter
from commonweal.adapters.drops import DropFolders
from commonweal.model.drop import MOST_BYTES, MOST_DROPS
from commonweal.model.errors import Conflict, Invalid, NotFound
from commonweal.model.ids import PartyId

WE, THEY = PartyId("par_we"), PartyId("par_they")


@pytest.fixture
def drops(tmp_path: Path) -> DropFolders:
    return DropFolders(tmp_path / "drop")


def brought(drops: DropFolders, name: str, files: Mapping[str, bytes], party: PartyId = WE) -> None:
    with drops.filling(party) as filling:
        for file, content in files.items():
            filling.begin(file)
            filling.write(content)
        filling.become(name)


def added(drops: DropFolders, name: str, file: str, content: bytes) -> None:
    with drops.filling(WE) as filling, drops.held(WE, name):
        filling.begin(file)
        filling.write(content)
        filling.join(name)


def everything(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))


def test_what_was_brought_is_listed_by_its_party_alone(drops: DropFolders, tmp_path: Path) -> None:
    brought(drops, "calls", {"b.csv": b"12", "a.csv": b"1"})
    (found,) = drops.listing(WE)
    assert (found.name, found.files, found.size) == ("calls", (("a.csv", 1), ("b.csv", 2)), 3)
    assert not found.wrong
    assert drops.listing(THEY) == ()
    folder = tmp_path / "drop" / WE / "calls"
    assert {path.stat().st_mode & 0o077 for path in (folder, folder.parent, folder / "a.csv")} == {
        0
    }


def test_what_fails_half_way_leaves_nothing(drops: DropFolders, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="Two files"):
        brought(drops, "calls", {"a.csv": b"1", "A.csv": b"2"})
    with pytest.raises(Invalid, match="No file came"):
        brought(drops, "calls", {})
    with pytest.raises(Invalid, match="name of a drop"):
        brought(drops, "..", {"a.csv": b"1"})
    assert everything(tmp_path / "drop") == [WE]


def test_too_much_is_refused_at_the_first_byte_too_many(drops: DropFolders) -> None:
    part = b"x" * (MOST_BYTES // 8)
    with drops.filling(WE) as filling:
        for each in "ab":
            filling.begin(each)
            for _ in range(4):
                filling.write(part)
        with pytest.raises(Invalid, match="More than 64 MiB"):
            filling.write(b"x")


def test_too_many_files_are_refused_at_the_first_too_many(
    drops: DropFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonweal.adapters.filling.MOST_FILES", 3)
    with drops.filling(WE) as filling:
        for number in range(3):
            filling.begin(str(number))
        with pytest.raises(Invalid, match="More than 3 files"):
            filling.begin("one more")


def test_of_two_uploads_to_one_name_one_is_kept_whole(drops: DropFolders) -> None:
    together = Barrier(8)

    def bring(number: int) -> bool:
        with drops.filling(WE) as filling:
            for file in range(5):
                filling.begin(f"{number}-{file}")
                filling.write(b"x")
            together.wait()
            try:
                filling.become("calls")
            except Conflict:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        won = [number for number, kept in enumerate(pool.map(bring, range(8))) if kept]
    assert len(won) == 1
    (found,) = drops.listing(WE)
    assert [name for name, _ in found.files] == [f"{won[0]}-{file}" for file in range(5)]


def test_a_file_is_added_or_replaced_within_the_limits(
    drops: DropFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(drops, "calls", {"a.csv": b"1"})
    added(drops, "calls", "a.csv", b"22")
    assert drops.listing(WE)[0].files == (("a.csv", 2),)
    with pytest.raises(Invalid, match="Two files"):
        added(drops, "calls", "A.CSV", b"3")
    monkeypatch.setattr("commonweal.adapters.filling.MOST_FILES", 1)
    with pytest.raises(Invalid, match="More than 1 files"):
        added(drops, "calls", "b.csv", b"3")
    monkeypatch.setattr("commonweal.adapters.filling.MOST_FILES", 2)
    monkeypatch.setattr("commonweal.adapters.filling.MOST_BYTES", 2)
    with pytest.raises(Invalid, match="MiB in all"):
        added(drops, "calls", "b.csv", b"3")
    assert drops.listing(WE)[0].files == (("a.csv", 2),)


def test_who_waits_too_long_for_a_drop_is_told_so(
    drops: DropFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "_WAIT_S", 0.05)
    brought(drops, "calls", {"a.csv": b"1"})
    with drops.held(WE, "calls"), pytest.raises(Conflict, match="by someone else"):  # noqa: SIM117  # one waits for the other
        with drops.held(WE, "calls"):
            pass


def test_a_drop_is_removed_and_then_not_found(drops: DropFolders, tmp_path: Path) -> None:
    brought(drops, "calls", {"a.csv": b"1"})
    with drops.held(WE, "calls"):
        drops.remove(WE, "calls")
    assert everything(tmp_path / "drop") == [WE]
    for name in ("calls", "..", ".", "", "a/b", "x" * 300, "~x"):
        with pytest.raises(NotFound), drops.held(WE, name):
            pass


@pytest.mark.parametrize("kind", ["file", "folder", "inside", "pipe", "whole", "name", "empty"])
def test_what_leads_elsewhere_or_cannot_be_read_is_named_and_not_attached(
    kind: str, drops: DropFolders, tmp_path: Path
) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("secret", encoding="utf-8")
    place = drops.folder(WE) / "calls"
    if kind == "whole":
        place.symlink_to(tmp_path / "secret")
    else:
        place.mkdir()
    if kind == "file":
        (place / "a.csv").symlink_to(tmp_path / "secret" / "key")
    elif kind == "folder":
        (place / "events").symlink_to(tmp_path / "secret")
    elif kind == "inside":
        (place / "b.csv").write_text("1", encoding="utf-8")
        (place / "a.csv").symlink_to("b.csv")
    elif kind == "pipe":
        os.mkfifo(place / "a.csv")
    elif kind == "name":
        (place / "a\nb.csv").write_text("1", encoding="utf-8")
    (found,) = drops.listing(WE)
    assert found.wrong
    assert found.wrong.isprintable()
    assert str(tmp_path) not in found.wrong
    if kind == "whole":
        with pytest.raises(NotFound), drops.held(WE, "calls"):
            pass
    else:
        with pytest.raises(Invalid) as refused:
            drops.check(WE, "calls")
        assert str(tmp_path) not in refused.value.detail
        with drops.held(WE, "calls"):
            drops.remove(WE, "calls")
        assert drops.listing(WE) == ()
    assert (tmp_path / "secret" / "key").read_text(encoding="utf-8") == "secret"


def test_a_folder_put_there_by_hand_is_listed_and_a_name_that_will_not_do_is_said(
    drops: DropFolders,
) -> None:
    place = drops.folder(WE)
    (place / "by-hand" / "events").mkdir(parents=True)
    (place / "by-hand" / "events" / "a.csv").write_text("1", encoding="utf-8")
    (place / "two words").mkdir()
    (place / "two words" / "a.csv").write_text("1", encoding="utf-8")
    (place / "stray.csv").write_text("1", encoding="utf-8")
    by_hand, two = drops.listing(WE)
    assert by_hand.files == (("events/a.csv", 1),)
    assert not by_hand.wrong
    assert "cannot be the name of a drop" in two.wrong


def test_a_party_has_so_many_drops_and_no_more(drops: DropFolders) -> None:
    for number in range(MOST_DROPS):
        (drops.folder(WE) / str(number)).mkdir()
    with pytest.raises(Conflict, match="100 are the most"), drops.filling(WE):
        pass


def test_those_on_their_way_count_as_well(drops: DropFolders) -> None:
    for number in range(MOST_DROPS - 1):
        (drops.folder(WE) / str(number)).mkdir()
    with drops.filling(WE), pytest.raises(Conflict, match="on their way"), drops.filling(WE):
        pass
    with drops.filling(WE):
        pass


def test_of_many_who_wait_for_a_drop_some_are_sent_away_at_once(
    drops: DropFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits holds a thread that answers; the others shall not run out."""
    monkeypatch.setattr(adapter, "_WAIT_S", 1.5)
    brought(drops, "calls", {"a.csv": b"1"})

    def waited(_: int) -> float:
        begun = time.monotonic()
        with pytest.raises(Conflict, match="by someone else"), drops.held(WE, "calls"):
            pass
        return time.monotonic() - begun

    with drops.held(WE, "calls"), ThreadPoolExecutor(24) as pool:
        times = sorted(pool.map(waited, range(24)))
    assert times[7] < 1.5 <= times[8]


def _killed(root: Path) -> None:
    with DropFolders(root).filling(WE) as filling:
        filling.begin("a.csv")
        filling.write(b"half")
        os._exit(9)


def test_what_a_crash_left_goes_at_the_next_start(drops: DropFolders, tmp_path: Path) -> None:
    child = get_context("spawn").Process(target=_killed, args=(tmp_path / "drop",))
    child.start()
    child.join()
    assert len(everything(tmp_path / "drop")) > 1
    assert drops.listing(WE) == ()
    with drops.filling(WE):
        assert drops.sweep() == 1
    assert everything(tmp_path / "drop") == [WE]
