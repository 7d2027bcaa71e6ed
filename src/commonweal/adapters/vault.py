"""Delivered files, encrypted at rest: `vault/<agreement>/<delivery>/<name>.sealed`.

One key per agreement, `vault/<agreement>/key`, made when the first file is sealed. What is
delivered to any hosted recipient lies in this one folder; whose it is, the Delivery record says.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from commonweal.adapters import privatefiles
from commonweal.adapters.privatefiles import outside, part, private_folder, settle, workplace
from commonweal.model.errors import Invalid, Refused, Tampered, Unavailable
from commonweal.model.ids import AgreementId, DeliveryId
from commonweal.share.filenames import SEALED, FileNames
from commonweal.share.sealing import KEY_BYTES, SALT_BYTES, SEGMENT_BYTES, seal, unseal

_KEY = "key"
_TOMBSTONE = "destroyed"
_LISTING = ".listing"
_OPEN = "open"

SealedFile = tuple[str, int, str]
"""Name, bytes and SHA-256 of the plain file."""


class VaultFolder:
    """The port `Vault`, answered by a folder with one folder per agreement."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first file is sealed."""
        self._folder = folder

    def seal(
        self, agreement: AgreementId, delivery: DeliveryId, files: Iterable[tuple[str, Path]]
    ) -> tuple[SealedFile, ...]:
        """Encrypt files into the vault; (name, bytes, sha256 of the plain bytes) of each.

        The delivery appears whole or not at all; sealing again replaces it.

        Raises:
            Invalid: an id or a name that cannot name a file, or two names that clash.
            Refused: the key was destroyed.
            Unavailable: a file cannot be read, or the vault cannot be written.
        """
        shelf = self._shelf(agreement)
        part(delivery, "delivery")
        _refuse_destroyed(shelf)
        with outside(f"The vault {self._folder} cannot be written"):
            key = _key_made(private_folder(shelf))
            with workplace(shelf) as place:
                sealed = _sealed(place / delivery, delivery, files, key)
                privatefiles.remove(shelf / delivery)
                (place / delivery).rename(shelf / delivery)
                settle(shelf)
        self._bury_if_destroyed(agreement)
        return sealed

    @contextmanager
    def opened(self, agreement: AgreementId, delivery: DeliveryId) -> Iterator[Path]:
        """A private folder of plain files for the length of the block, then gone.

        The plain files lie on this machine's disk meanwhile; destroying the key does not take
        them from a block that still runs.

        Raises:
            Refused: the key was destroyed.
            Unavailable: the delivery or its key is not here, or there is no room for it.
            Tampered: a sealed file is missing, was changed, or is another one.
        """
        shelf = self._shelf(agreement)
        sealed = shelf / part(delivery, "delivery")
        _refuse_destroyed(shelf)
        if not sealed.is_dir():
            raise Unavailable(
                detail=f"The delivery {delivery} is not in the vault.",
                hint="Ask for the data again: `weal share request`, then `weal share deliver`.",
            )
        key = _key(shelf)
        with ExitStack() as until_the_end:
            with outside(f"The delivery {delivery} cannot be opened"):
                place = until_the_end.enter_context(workplace(self._folder / _OPEN))
                _open_into(place, sealed, delivery, key)
            yield place

    def has_key(self, agreement: AgreementId) -> bool:
        """True if the agreement's key is there."""
        return os.path.lexists(self._shelf(agreement) / _KEY)

    def destroy_key(self, agreement: AgreementId) -> None:
        """Overwrite and remove the agreement's key, then its sealed files; again is no harm.

        What this cannot promise: on flash storage and on file systems that copy on write, the old
        blocks of the key may survive the overwriting until the device reuses them; and it reaches
        no backup or snapshot that someone made of the vault's folder.

        Raises:
            Unavailable: the vault cannot be written; do it again.
        """
        shelf = self._shelf(agreement)
        with outside(f"The key of {agreement} cannot be destroyed"):
            privatefiles.publish(private_folder(shelf) / _TOMBSTONE, b"")
            _destroy(shelf / _KEY)
            for delivery in _deliveries(shelf):
                privatefiles.remove(delivery)
            privatefiles.sweep(shelf)
            settle(shelf)

    def sweep(self, keep: frozenset[DeliveryId]) -> int:
        """Remove deliveries not in `keep` and plain folders a crash left; how many.

        Work of processes that still run is left alone; a destruction that a crash cut short is
        finished.
        """
        with outside(f"The vault {self._folder} cannot be swept"):
            swept = privatefiles.sweep(self._folder / _OPEN)
            for shelf in self._shelves():
                swept += privatefiles.sweep(shelf)
                swept += _swept(shelf, keep)
                if _half_destroyed(shelf):
                    self.destroy_key(AgreementId(shelf.name))
        return swept

    def _shelf(self, agreement: AgreementId) -> Path:
        if agreement == _OPEN:
            raise Invalid(detail=f"{_OPEN!r} is no agreement.", hint="Give the agreement's id.")
        return self._folder / part(agreement, "agreement")

    def _shelves(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(p for p in self._folder.iterdir() if p.is_dir() and p.name != _OPEN)

    def _bury_if_destroyed(self, agreement: AgreementId) -> None:
        """What was sealed while another process destroyed the key goes the same way."""
        shelf = self._shelf(agreement)
        if os.path.lexists(shelf / _TOMBSTONE):
            self.destroy_key(agreement)
            _refuse_destroyed(shelf)


def _refuse_destroyed(shelf: Path) -> None:
    if os.path.lexists(shelf / _TOMBSTONE):
        raise Refused(
            detail=f"The key of the agreement {shelf.name} was destroyed: nothing can be sealed "
            "or opened under it any more.",
            hint="To share the data again, make a new agreement.",
        )


def _key_made(shelf: Path) -> bytes:
    """The key of a shelf; a fresh one only where nothing was sealed with a lost one."""
    if not os.path.lexists(shelf / _KEY) and not _deliveries(shelf):
        privatefiles.publish(shelf / _KEY, os.urandom(KEY_BYTES))
    return _key(shelf)


def _key(shelf: Path) -> bytes:
    hint = "Put the file back, or ask for the data again under a new agreement."
    found = privatefiles.read(shelf / _KEY, "vault key", hint)
    if len(found) != KEY_BYTES:
        raise Unavailable(
            detail=f"The vault key {shelf / _KEY} has {len(found)} bytes, not {KEY_BYTES}.",
            hint=hint,
        )
    return found


def _deliveries(shelf: Path) -> list[Path]:
    return [
        path
        for path in sorted(shelf.iterdir())
        if path.is_dir() and not path.name.startswith(privatefiles.WORKPLACE)
    ]


def _swept(shelf: Path, keep: frozenset[DeliveryId]) -> int:
    unknown = [path for path in _deliveries(shelf) if path.name not in keep]
    for delivery in unknown:
        privatefiles.remove(delivery)
    return len(unknown)


def _half_destroyed(shelf: Path) -> bool:
    names = {path.name for path in shelf.iterdir()}
    return _TOMBSTONE in names and len(names) > 1


def _destroy(key: Path) -> None:
    try:
        handle = os.open(key, os.O_WRONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return
    with open(handle, "wb", buffering=0) as stream:
        stream.write(bytes(max(KEY_BYTES, os.fstat(handle).st_size)))
        os.fsync(handle)
    key.unlink()
    settle(key.parent)


def _sealed(
    folder: Path, delivery: DeliveryId, files: Iterable[tuple[str, Path]], key: bytes
) -> tuple[SealedFile, ...]:
    """Seal files, and the list of their names, into a new folder that the disk keeps."""
    names, found = FileNames(_LISTING), dict[str, SealedFile]()
    for name, source in files:
        plain = _Plain(names.add(name), source)
        _seal_one(folder / (name + SEALED), plain.chunks(), key, f"{delivery}/{name}")
        found[name] = (name, plain.size, plain.sha256.hexdigest())
    _seal_one(folder / _LISTING, ["\n".join(found).encode()], key, delivery)
    for inner in [path for path in folder.rglob("*") if path.is_dir()]:
        settle(inner)
    settle(folder)
    return tuple(found.values())


def _seal_one(path: Path, chunks: Iterable[bytes], key: bytes, bound: str) -> None:
    private_folder(path.parent)
    privatefiles.write(path, seal(chunks, key, bound, os.urandom(SALT_BYTES)))
    settle(path)


def _open_into(place: Path, sealed: Path, delivery: DeliveryId, key: bytes) -> None:
    for name in _names(sealed, delivery, key):
        chunks = _chunks(_present(sealed / (name + SEALED)))
        private_folder((place / name).parent)
        privatefiles.write(place / name, unseal(chunks, key, f"{delivery}/{name}"))


def _names(sealed: Path, delivery: DeliveryId, key: bytes) -> list[str]:
    chunks = _chunks(_present(sealed / _LISTING))
    listing = b"".join(unseal(chunks, key, delivery)).decode()
    return listing.split("\n") if listing else []


def _present(path: Path) -> Path:
    if not path.is_file():
        raise Tampered(
            detail=f"The sealed file {path} is missing from its delivery.",
            hint="Ask for the delivery again.",
        )
    return path


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(SEGMENT_BYTES):
            yield chunk


class _Plain:
    """A plain file that is counted and hashed while it is read."""

    def __init__(self, name: str, source: Path) -> None:
        self._name = name
        self._source = source
        self.size = 0
        self.sha256 = sha256()

    def chunks(self) -> Iterator[bytes]:
        with outside(f"The file {self._name} cannot be read", "Check who may read the file."):
            for chunk in _chunks(self._source):
                self.size += len(chunk)
                self.sha256.update(chunk)
                yield chunk
