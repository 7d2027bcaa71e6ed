"""The digest of the one-time set-up code, as a file of the home."""

from hmac import compare_digest
from pathlib import Path

from commonweal.adapters import privatefiles
from commonweal.adapters.privatefiles import outside
from commonweal.model.errors import Unavailable


class SetUpFile:
    """The port `SetUpCode`, answered by one private file."""

    def __init__(self, path: Path) -> None:
        """`path` is made when a code is."""
        self._path = path

    def keep(self, digest: str) -> None:
        """Let the code of that digest be the one that counts. Raises Unavailable."""
        with outside(f"The file {self._path} cannot be written"):
            self._path.unlink(missing_ok=True)
            privatefiles.publish(self._path, digest.encode())

    def known(self, digest: str) -> bool:
        """True if the code of that digest counts. Raises Unavailable for a file others can read."""
        try:
            kept = privatefiles.read(self._path, "set-up code", "Start `weal serve` again.")
        except Unavailable as gap:
            if isinstance(gap.__cause__, FileNotFoundError):
                return False
            raise
        return compare_digest(kept, digest.encode())

    def take(self, digest: str) -> bool:
        """Use the code up: True once, for one caller alone, as a file is removed once."""
        if not self.known(digest):
            return False
        with outside(f"The file {self._path} cannot be removed"):
            try:
                self._path.unlink()
            except FileNotFoundError:
                return False
        return True

    def drop(self) -> None:
        """Let no code count any more."""
        with outside(f"The file {self._path} cannot be removed"):
            self._path.unlink(missing_ok=True)
