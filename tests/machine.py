"""How slow this machine is just now: a limit of time holds for the machine on which it was set."""

from time import perf_counter

QUIET_S = 0.012
"""What `_plain` took there, with nothing beside it."""


MOST = 6.0
"""How many times a limit is stretched at most."""


def patient(seconds: float) -> float:
    """A limit of time for this machine, now: the same on a quiet one, longer on a busy one.

    Ask after what was measured, so that both met the same company. No limit is stretched without
    end: what takes so many times as long has become slow.
    """
    return seconds * min(MOST, max(1.0, min(_plain() for _ in range(3)) / QUIET_S))


def _plain() -> float:
    """Seconds of a plain pass: numbers into a dictionary by pairs of keys, then sorted."""
    start = perf_counter()
    sums: dict[tuple[int, str], int] = {}
    for n in range(20_000):
        key = (n % 977, str(n % 89))
        sums[key] = sums.get(key, 0) + n
    sorted(sums.items())
    return perf_counter() - start
