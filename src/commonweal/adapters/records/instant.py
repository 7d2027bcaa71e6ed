"""Instants as the database keeps them: whole microseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Microseconds from 1970 to an aware instant."""
    return (at - _EPOCH) // _MICROSECOND


def instant(count: int) -> datetime:
    """The aware UTC instant that many microseconds after 1970."""
    return _EPOCH + count * _MICROSECOND
