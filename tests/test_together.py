"""Tests that look at the one demo stay in one process."""

import pytest

from tests.together import scope, turn


@pytest.mark.parametrize(
    ("id", "found"),
    [
        ("tests/e2e/test_forms.py::test_a[chromium]", "the demo"),
        ("tests/journey/test_demo.py::test_a[x@y]", "the demo"),
        ("tests/e2e/test_approval.py::test_a[chromium]", "the demo"),
        ("tests/e2e/test_picture.py::test_a", "tests/e2e/test_picture.py"),
        ("tests/e2e/test_forms_of_data.py::test_a", "tests/e2e/test_forms_of_data.py"),
        ("tests/agree/test_terms.py::test_a", "tests/agree/test_terms.py"),
    ],
)
def test_a_test_belongs_to_its_file_or_to_the_demo(id: str, found: str) -> None:
    assert scope(id) == found


def test_what_takes_long_begins_first_and_the_demo_before_all() -> None:
    nodes = [
        "tests/winwin/test_package.py::test_a",
        "tests/journey/test_newyork.py::test_b",
        "tests/docs/test_guides.py::test_c",
        "tests/e2e/test_tour.py::test_d",
    ]
    assert sorted(nodes, key=turn) == nodes[::-1]
