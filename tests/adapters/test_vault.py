import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from commonweal.adapters.vault import VaultFolder
from commonweal.model.errors import Invalid, Refused, Tampered, Unavailable
from commonweal.model.ids import AgreementId, DeliveryId
from commonweal.model.ports import Vault
from tests.adapters.another import another, running

AGREEMENT, OTHER = AgreementId("agr_1"), AgreementId("agr_2")
DELIVERY, SECOND = DeliveryId("del_1"), DeliveryId("del_2")
PLAIN = {
    "cells.csv": b"cell,lat,lon\nKTM1,27.7,85.3\n",
    "2015/04/25.parquet": os.urandom(3_000_000),
    "2015/04/empty.csv": b"",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path) -> Vault:
    return VaultFolder(folder)


@pytest.fixture
def files(tmp_path: Path) -> list[tuple[str, Path]]:
    return sources(tmp_path / "holder", PLAIN)


def sources(place: Path, plain: dict[str, bytes]) -> list[tuple[str, Path]]:
    """Files of a holder, under the names they are to arrive by."""
    place.mkdir(exist_ok=True)
    found = []
    for number, (name, content) in enumerate(plain.items()):
        path = place / f"source{number}"
        path.write_bytes(content)
        found.append((name, path))
    return found


def contents(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def opened(vault: Vault, delivery: DeliveryId = DELIVERY) -> dict[str, bytes]:
    with vault.opened(AGREEMENT, delivery) as place:
        return contents(place)


def test_what_was_sealed_is_opened_for_the_length_of_a_block(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    with vault.opened(AGREEMENT, DELIVERY) as place:
        assert contents(place) == PLAIN
        assert place.parent == folder / "open"
    assert not place.exists()
    assert list((folder / "open").iterdir()) == []


def test_sealing_tells_name_size_and_hash_of_each_plain_file(
    vault: Vault, files: list[tuple[str, Path]]
) -> None:
    expected = tuple((name, len(plain), sha256(plain).hexdigest()) for name, plain in PLAIN.items())
    assert vault.seal(AGREEMENT, DELIVERY, iter(files)) == expected


def test_nothing_plain_lies_in_the_vault(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    shelf = folder / AGREEMENT
    assert {path.relative_to(shelf).as_posix() for path in shelf.rglob("*") if path.is_file()} == {
        "key",
        "del_1/.listing",
        "del_1/cells.csv.sealed",
        "del_1/2015/04/25.parquet.sealed",
        "del_1/2015/04/empty.csv.sealed",
    }
    stored = b"".join(contents(folder).values())
    assert b"KTM1" not in stored
    assert PLAIN["2015/04/25.parquet"][:64] not in stored


def test_vault_and_opened_files_are_for_their_owner_alone(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    with vault.opened(AGREEMENT, DELIVERY):
        for path in [folder, *folder.rglob("*")]:
            assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_the_plain_folder_is_gone_after_an_error(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)

    def failing() -> None:
        with vault.opened(AGREEMENT, DELIVERY) as place:
            (place / "more").write_bytes(b"x")
            raise FileNotFoundError("raised by the reader")

    with pytest.raises(FileNotFoundError, match="raised by the reader"):
        failing()
    assert list((folder / "open").iterdir()) == []


def test_each_agreement_has_a_key_of_its_own(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    assert not vault.has_key(AGREEMENT)
    vault.seal(AGREEMENT, DELIVERY, files)
    vault.seal(OTHER, SECOND, files)
    keys = {(folder / agreement / "key").read_bytes() for agreement in (AGREEMENT, OTHER)}
    assert [len(key) for key in keys] == [32, 32]
    assert vault.has_key(AGREEMENT)


def test_sealing_again_replaces_the_delivery_and_keeps_the_key(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    key = (folder / AGREEMENT / "key").read_bytes()
    vault.seal(AGREEMENT, DELIVERY, files[:1])
    assert opened(vault) == {"cells.csv": PLAIN["cells.csv"]}
    assert (folder / AGREEMENT / "key").read_bytes() == key


def test_a_file_that_cannot_be_read_leaves_the_earlier_delivery_as_it_was(
    vault: Vault, folder: Path, files: list[tuple[str, Path]], tmp_path: Path
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    with pytest.raises(Unavailable, match=r"The file b\.csv cannot be read: no such file"):
        vault.seal(AGREEMENT, DELIVERY, [files[0], ("b.csv", tmp_path / "absent")])
    assert opened(vault) == PLAIN
    assert {path.name for path in (folder / AGREEMENT).iterdir()} == {"key", "del_1"}


def test_an_error_of_the_holder_while_it_prepares_files_comes_through(
    vault: Vault, files: list[tuple[str, Path]]
) -> None:
    def preparing() -> Iterator[tuple[str, Path]]:
        yield files[0]
        raise Invalid(detail="Row 7 has no time.", hint="")

    with pytest.raises(Invalid, match="Row 7"):
        vault.seal(AGREEMENT, DELIVERY, preparing())
    with pytest.raises(Unavailable, match="not in the vault"):
        opened(vault)


@pytest.mark.parametrize(
    "name",
    ["", "/etc/passwd", "../../key", "a/../../b", "a\\b", "a\x00", "a\nb", ".", ".listing/x"],
)
def test_hostile_names_reach_no_file(
    vault: Vault, folder: Path, files: list[tuple[str, Path]], name: str
) -> None:
    with pytest.raises(Invalid, match="cannot be the name of a delivered file"):
        vault.seal(AGREEMENT, DELIVERY, [files[0], (name, files[1][1])])
    assert [path.name for path in (folder / AGREEMENT).iterdir()] == ["key"]


@pytest.mark.parametrize("hostile", ["", "..", "a/b", "/etc", ".hidden", "a\x00", "~x"])
def test_hostile_ids_reach_no_file(
    vault: Vault, tmp_path: Path, files: list[tuple[str, Path]], hostile: str
) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: vault.seal(AgreementId(hostile), DELIVERY, files),
        lambda: vault.seal(AGREEMENT, DeliveryId(hostile), files),
        lambda: vault.opened(AgreementId(hostile), DELIVERY).__enter__(),
        lambda: vault.opened(AGREEMENT, DeliveryId(hostile)).__enter__(),
        lambda: vault.has_key(AgreementId(hostile)),
        lambda: vault.destroy_key(AgreementId(hostile)),
    ]
    for attempt in attempts:
        with pytest.raises(Invalid, match="cannot be the id"):
            attempt()
    assert [path.name for path in tmp_path.iterdir()] == ["holder"]


def test_the_folder_of_open_deliveries_is_no_agreement(vault: Vault) -> None:
    with pytest.raises(Invalid, match="no agreement"):
        vault.destroy_key(AgreementId("open"))


def test_a_destroyed_key_shuts_the_vault_for_good(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    vault.destroy_key(AGREEMENT)
    assert not vault.has_key(AGREEMENT)
    assert [path.name for path in (folder / AGREEMENT).iterdir()] == ["destroyed"]
    with pytest.raises(Refused, match="was destroyed") as caught:
        opened(vault)
    assert "new agreement" in caught.value.hint
    with pytest.raises(Refused, match="was destroyed"):
        vault.seal(AGREEMENT, SECOND, files)
    assert not VaultFolder(folder).has_key(AGREEMENT)


def test_the_key_is_overwritten_before_it_is_removed(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    second_name = folder / "second-name"
    os.link(folder / AGREEMENT / "key", second_name)
    vault.destroy_key(AGREEMENT)
    assert second_name.read_bytes() == bytes(32)


def test_destroying_again_or_where_nothing_was_sealed_is_no_harm(
    vault: Vault, files: list[tuple[str, Path]]
) -> None:
    vault.destroy_key(AGREEMENT)
    vault.destroy_key(AGREEMENT)
    assert not vault.has_key(AGREEMENT)
    with pytest.raises(Refused, match="was destroyed"):
        vault.seal(AGREEMENT, DELIVERY, files)


def test_destroying_one_key_leaves_other_agreements_alone(
    vault: Vault, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    vault.seal(OTHER, SECOND, files)
    vault.destroy_key(OTHER)
    assert opened(vault) == PLAIN


def test_what_is_sealed_while_the_key_is_destroyed_goes_with_it(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    """Another process ends the agreement between two files of a delivery."""

    def meanwhile() -> Iterator[tuple[str, Path]]:
        yield files[0]
        VaultFolder(folder).destroy_key(AGREEMENT)
        yield files[1]

    with pytest.raises(Refused, match="was destroyed"):
        vault.seal(AGREEMENT, DELIVERY, meanwhile())
    assert [path.name for path in (folder / AGREEMENT).iterdir()] == ["destroyed"]


def test_an_open_delivery_outlives_its_key_until_the_block_ends(
    vault: Vault, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    with vault.opened(AGREEMENT, DELIVERY) as place:
        vault.destroy_key(AGREEMENT)
        vault.sweep(frozenset())
        assert contents(place) == PLAIN
    assert not place.exists()


def test_what_is_not_there_cannot_be_opened(vault: Vault, files: list[tuple[str, Path]]) -> None:
    with pytest.raises(Unavailable, match="del_1 is not in the vault"):
        opened(vault)
    vault.seal(AGREEMENT, SECOND, files)
    with pytest.raises(Unavailable, match="del_1 is not in the vault"):
        opened(vault)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def swap(shelf: Path) -> None:
    one, two = shelf / "del_1/cells.csv.sealed", shelf / "del_1/2015/04/empty.csv.sealed"
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def exchange_deliveries(shelf: Path) -> None:
    (shelf / "del_1").rename(shelf / "del_0")
    (shelf / "del_2").rename(shelf / "del_1")


TAMPERED: dict[str, Callable[[Path], object]] = {
    "a bit": lambda shelf: flip(shelf / "del_1/2015/04/25.parquet.sealed"),
    "a bit of the list": lambda shelf: flip(shelf / "del_1/.listing"),
    "a bit of the key": lambda shelf: flip(shelf / "key"),
    "two files swapped": swap,
    "two deliveries exchanged": exchange_deliveries,
    "a file removed": lambda shelf: (shelf / "del_1/cells.csv.sealed").unlink(),
    "the list removed": lambda shelf: (shelf / "del_1/.listing").unlink(),
    "a file cut": lambda shelf: os.truncate(shelf / "del_1/cells.csv.sealed", 20),
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_tampered_delivery_is_never_opened(
    vault: Vault,
    folder: Path,
    files: list[tuple[str, Path]],
    tamper: Callable[[Path], object],
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    vault.seal(AGREEMENT, SECOND, files[:1])
    tamper(folder / AGREEMENT)
    with pytest.raises(Tampered):
        opened(vault)
    assert list((folder / "open").iterdir()) == []


def test_a_file_slipped_into_a_delivery_is_not_delivered(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    (folder / AGREEMENT / DELIVERY / "more.csv.sealed").write_bytes(b"x")
    assert opened(vault) == PLAIN


def test_a_key_that_others_may_read_is_refused(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    (folder / AGREEMENT / "key").chmod(0o644)
    with pytest.raises(Unavailable, match="Others than its owner") as caught:
        opened(vault)
    assert "chmod 600" in caught.value.hint


def test_a_lost_key_is_not_replaced_by_another(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    (folder / AGREEMENT / "key").unlink()
    for attempt in (lambda: opened(vault), lambda: vault.seal(AGREEMENT, SECOND, files)):
        with pytest.raises(Unavailable, match="vault key"):
            attempt()
    assert not vault.has_key(AGREEMENT)


def test_a_key_of_another_length_is_refused(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    (folder / AGREEMENT / "key").write_bytes(b"short")
    with pytest.raises(Unavailable, match="has 5 bytes, not 32"):
        opened(vault)


def test_a_vault_that_cannot_be_written_is_a_sentence(
    folder: Path, files: list[tuple[str, Path]]
) -> None:
    folder.write_bytes(b"a file where a folder should be")
    vault = VaultFolder(folder)
    for attempt in (
        lambda: vault.seal(AGREEMENT, DELIVERY, files),
        lambda: vault.destroy_key(AGREEMENT),
    ):
        with pytest.raises(Unavailable) as caught:
            attempt()
        assert caught.value.hint


def test_a_sweep_removes_what_no_record_tells_of_and_keeps_the_rest(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    vault.seal(AGREEMENT, SECOND, files)
    vault.seal(OTHER, DeliveryId("del_3"), files)
    assert vault.sweep(frozenset({DELIVERY})) == 2
    assert opened(vault) == PLAIN
    assert not (folder / AGREEMENT / SECOND).exists()
    assert vault.sweep(frozenset({DELIVERY})) == 0


def test_a_vault_that_was_never_used_is_swept_in_no_time(vault: Vault) -> None:
    assert vault.sweep(frozenset()) == 0


@pytest.mark.parametrize("key", ["whole", "overwritten", "gone"])
def test_a_sweep_finishes_a_destruction_that_a_crash_cut_short(
    vault: Vault, folder: Path, files: list[tuple[str, Path]], key: str
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    shelf = folder / AGREEMENT
    (shelf / "destroyed").touch()
    if key == "overwritten":
        (shelf / "key").write_bytes(bytes(32))
    if key == "gone":
        (shelf / "key").unlink()
    with pytest.raises(Refused, match="was destroyed"):
        opened(vault)
    vault.sweep(frozenset({DELIVERY}))
    assert not vault.has_key(AGREEMENT)
    assert [path.name for path in shelf.iterdir()] == ["destroyed"]


def using(folder: Path, *lines: str) -> str:
    return another(
        "from commonweal.adapters.vault import VaultFolder",
        f"vault = VaultFolder(Path({str(folder)!r}))",
        *lines,
    )


def test_killed_while_sealing_leaves_no_delivery_and_a_sweep_removes_the_half(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    code = using(
        folder,
        "def half():",
        f"    yield 'a.csv', Path({str(files[0][1])!r})",
        "    say('half')",
        "    sys.stdin.read()",
        f"vault.seal({AGREEMENT!r}, {DELIVERY!r}, half())",
    )
    with running(code) as child:
        assert child.said == "half"
        assert vault.sweep(frozenset({DELIVERY})) == 0
        child.kill()
    with pytest.raises(Unavailable, match="not in the vault"):
        opened(vault)
    assert vault.sweep(frozenset({DELIVERY})) == 1
    assert [path.name for path in (folder / AGREEMENT).iterdir()] == ["key"]
    vault.seal(AGREEMENT, DELIVERY, files)
    assert opened(vault) == PLAIN


def test_plain_files_of_a_killed_reader_are_swept_and_those_of_a_living_one_are_not(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    vault.seal(AGREEMENT, DELIVERY, files)
    code = using(
        folder,
        f"with vault.opened({AGREEMENT!r}, {DELIVERY!r}) as place:",
        "    say(place.name)",
        "    sys.stdin.read()",
    )
    with running(code) as child:
        plain = folder / "open" / child.said
        assert vault.sweep(frozenset({DELIVERY})) == 0
        assert contents(plain) == PLAIN
        child.kill()
    assert vault.sweep(frozenset({DELIVERY})) == 1
    assert list((folder / "open").iterdir()) == []
    assert opened(vault) == PLAIN


def test_a_delivery_of_no_files_is_empty(vault: Vault) -> None:
    assert vault.seal(AGREEMENT, DELIVERY, ()) == ()
    assert opened(vault) == {}


def test_a_disk_that_is_full_is_a_sentence_and_leaves_the_earlier_delivery(
    vault: Vault, folder: Path, files: list[tuple[str, Path]]
) -> None:
    """No file of the child may grow beyond 1 MB: its writes fail as on a full disk."""
    vault.seal(AGREEMENT, DELIVERY, files)
    large = str(files[1][1])
    code = using(
        folder,
        "import resource",
        "from commonweal.model.errors import Unavailable",
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))",
        "try:",
        f"    vault.seal({AGREEMENT!r}, {DELIVERY!r}, [('a', Path({large!r}))])",
        "except Unavailable as problem:",
        "    say(problem.detail)",
    )
    with running(code) as child:
        assert child.said == f"The vault {folder} cannot be written: file too large."
    assert opened(vault) == PLAIN
    assert {path.name for path in (folder / AGREEMENT).iterdir()} == {"key", "del_1"}
