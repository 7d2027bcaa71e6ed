"""Passwords as Argon2id hashes.

Source: RFC 9106, section 4, the second recommended option (64 MiB, 3 passes, 4 lanes).
"""

from base64 import b64encode
from functools import cached_property
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

AT_ONCE = 2
"""Hashes made side by side; each takes 64 MiB, so strangers cannot fill the memory."""

_SALT_BYTES = 16
_HASH_BYTES = 32


class Argon2Passwords:
    """The port `Passwords`, answered by Argon2id."""

    def __init__(self, *, memory_kib: int = 65_536, passes: int = 3, lanes: int = 4) -> None:
        """Argon2 itself is loaded at first use: most commands need none."""
        self._cost = (memory_kib, passes, lanes)
        self._turn = BoundedSemaphore(AT_ONCE)

    def hashed(self, password: str) -> str:
        """What is kept of a password: parameters, salt and hash in one text."""
        with self._turn:
            return self._hasher.hash(_bytes(password))

    def fits(self, kept: str, password: str) -> bool:
        """True if that was kept of this password; where nothing was kept it takes as long."""
        from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

        with self._turn:
            try:
                self._hasher.verify(kept or self._decoy, _bytes(password))
            except (VerificationError, InvalidHashError):
                return False
        return bool(kept)

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher  # noqa: PLC0415

        memory, passes, lanes = self._cost
        return PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=lanes)

    @property
    def _decoy(self) -> str:
        """A hash at the same cost that no password has."""
        memory, passes, lanes = self._cost
        salt, hash = _text(_SALT_BYTES), _text(_HASH_BYTES)
        return f"$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${hash}"


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


def _text(zeros: int) -> str:
    return b64encode(bytes(zeros)).decode().rstrip("=")
