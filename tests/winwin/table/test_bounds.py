"""The three numbers of a figure, and which of them is at fault."""

import pytest

from commonweal.winwin.table.bounds import gaps


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ((10, 14, 20), {}),
        ((5, 5, 5), {}),
        ((20, 14, 10), {"low": "low 20 is above likely 14",
                        "likely": "likely 14 is above high 10"}),
        ((3, None, 1), {"low": "low 3 is above high 1"}),
        ((None, None, None), {}),
        ((1, 2, 1e14), {"high": "high 1e+14 is above 1e+12, the most that it can be"}),
        ((-1, 0, 1), {"low": "low -1 is below 0, the least that it can be"}),
    ],
)  # fmt: skip
def test_every_bound_at_fault_is_told_with_what_is_wrong(
    given: tuple[float | None, ...], wrong: dict[str, str]
) -> None:
    assert gaps(dict(zip(("low", "likely", "high"), given, strict=True)), least=0) == wrong


def test_a_gain_may_be_below_nothing() -> None:
    assert gaps({"low": -3, "likely": -2, "high": 0}) == {}
