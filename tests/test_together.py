"""Tests that look at the one demo stay in one process."""

import pytest

from tests.together import scope


@pytest.mark.parametrize(
    ("id", "found"),
    [
        ("tests/e2e/test_forms.py::test_a[chromium]", "the demo"),
        ("tests/journey/test_demo.py::test_a[x@y]", "the demo"),
        ("tests/e2e/test_picture.py::test_a", "tests/e2e/test_picture.py"),
        ("tests/e2e/test_forms_of_data.py::test_a", "tests/e2e/test_forms_of_data.py"),
        ("tests/agree/test_terms.py::test_a", "tests/agree/test_terms.py"),
    ],
)
def test_a_test_belongs_to_its_file_or_to_the_demo(id: str, found: str) -> None:
    assert scope(id) == found
