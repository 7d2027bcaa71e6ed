"""Any valid record of a kind, drawn from the types of its fields."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from commonweal.model.estimate import Estimate

_FEW = 2
_FLOATS = st.floats(allow_nan=False, allow_infinity=False)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=6),
    int: st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1),
    float: _FLOATS,
    bool: st.booleans(),
    NoneType: st.none(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type that occurs in a record."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, NewType):
        return values(kind.__supertype__)
    if kind is Estimate:
        return _estimates()
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})
    return _composed(kind)


def _composed(kind: Any) -> st.SearchStrategy[Any]:
    parts = get_args(kind)
    if get_origin(kind) in {UnionType, Union}:  # an optional NewType is the latter
        return st.one_of([values(part) for part in parts])
    if get_origin(kind) is frozenset:
        return st.frozensets(values(parts[0]))
    if get_origin(kind) is tuple and parts[-1] is Ellipsis:
        return st.lists(values(parts[0]), max_size=_FEW).map(tuple)
    if get_origin(kind) is tuple:
        return st.tuples(*[values(part) for part in parts])
    assert issubclass(kind, StrEnum), kind
    return st.sampled_from(kind)


def _estimates() -> st.SearchStrategy[Estimate]:
    return st.builds(
        lambda three, unit, on: Estimate(
            low=three[0], likely=three[1], high=three[2], unit=unit, source="invented", on=on
        ),
        st.lists(_FLOATS, min_size=3, max_size=3).map(sorted),
        _PLAIN[str],
        _PLAIN[date],
    )
