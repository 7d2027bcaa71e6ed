import os
from pathlib import Path

import pytest

from commonweal.adapters import privatefiles
from commonweal.adapters.privatefiles import WORKPLACE, outside, part, workplace
from commonweal.model.errors import Invalid, Unavailable
from tests.adapters.another import another, running


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("name", ["par_01ARZ3", "a-b", "A" * 128, "0"])
def test_ids_are_parts_of_paths(name: str) -> None:
    assert part(name, "party") == name


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/b", "/a", "a.b", "~x", "a\n", "a\x00", "ä", "A" * 129, " a"]
)
def test_a_hostile_id_is_never_part_of_a_path(name: str) -> None:
    with pytest.raises(Invalid, match="cannot be the id of a party"):
        part(name, "party")


def test_files_and_folders_are_for_their_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = privatefiles.private_folder(tmp_path / "keys")
        privatefiles.publish(folder / "one", b"1")
        privatefiles.write(folder / "two", [b"2"])
        with workplace(folder) as place:
            assert mode(place) == 0o700
    finally:
        os.umask(before)
    assert (mode(folder), mode(folder / "one"), mode(folder / "two")) == (0o700, 0o600, 0o600)


def test_what_is_published_once_is_never_replaced(tmp_path: Path) -> None:
    assert privatefiles.publish(tmp_path / "one", b"first")
    assert not privatefiles.publish(tmp_path / "one", b"second")
    assert (tmp_path / "one").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_a_workplace_is_gone_after_an_error(tmp_path: Path) -> None:
    def failing() -> None:
        with workplace(tmp_path) as place:
            (place / "deep").mkdir()
            (place / "deep" / "file").write_bytes(b"plain")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_leaves_the_workplace_of_a_living_process_and_takes_that_of_a_dead_one(
    tmp_path: Path,
) -> None:
    code = another(
        "from commonweal.adapters.privatefiles import workplace",
        f"with workplace(Path({str(tmp_path)!r})) as place:",
        "    (place / 'half').write_bytes(b'half-written')",
        "    say(place.name)",
        "    sys.stdin.read()",
    )
    with running(code) as child:
        assert privatefiles.sweep(tmp_path) == 0
        assert (tmp_path / child.said / "half").is_file()
        child.kill()
        assert (tmp_path / child.said / "half").is_file()
        assert privatefiles.sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_of_nothing_sweeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "delivery").mkdir()
    assert privatefiles.sweep(tmp_path) == 0
    assert privatefiles.sweep(tmp_path / "absent") == 0
    assert (tmp_path / "delivery").is_dir()


def test_a_sweep_follows_no_link_and_takes_no_file_of_others(tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    (outer / "precious").write_bytes(b"x")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / f"{WORKPLACE}link").symlink_to(outer)
    (inner / f"{WORKPLACE}file").write_bytes(b"x")
    assert privatefiles.sweep(inner) == 0
    assert (outer / "precious").is_file()


def test_reading_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    with pytest.raises(Unavailable, match="no such file") as missing:
        privatefiles.read(path, "key file", "Put it back.")
    assert missing.value.hint == "Put it back."
    path.write_bytes(b"x" * 70_000)
    path.chmod(0o600)
    with pytest.raises(Unavailable, match="far too large"):
        privatefiles.read(path, "key file", "Put it back.")
    (tmp_path / "link").symlink_to(path)
    with pytest.raises(Unavailable, match="cannot be read"):
        privatefiles.read(tmp_path / "link", "key file", "Put it back.")


@pytest.mark.parametrize("bits", [0o640, 0o604, 0o620, 0o602, 0o610, 0o677])
def test_a_file_that_others_may_use_is_refused_with_the_remedy(tmp_path: Path, bits: int) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"secret")
    path.chmod(bits)
    with pytest.raises(Unavailable, match="Others than its owner") as caught:
        privatefiles.read(path, "key file", "")
    assert f"chmod 600 {path}" in caught.value.hint


def test_what_the_file_system_refuses_becomes_a_sentence() -> None:
    with pytest.raises(Unavailable, match=r"^It failed: no space left on device\.$"):  # noqa: SIM117
        with outside("It failed"):
            raise OSError(28, os.strerror(28))


def test_removing_what_is_gone_is_no_harm(tmp_path: Path) -> None:
    privatefiles.remove(tmp_path / "absent")
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    privatefiles.remove(tmp_path / "link")
    assert (tmp_path / "folder").is_dir()
    privatefiles.remove(tmp_path / "folder")
    assert list(tmp_path.iterdir()) == []
