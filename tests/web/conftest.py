"""Who looks at the pages of a small partnership: one that a test may change, and one that is kept.

A module that needs another partnership makes its own `told` or `still`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.partnership import Partnership, settled
from tests.web.visits import visit


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    """A partnership of this test alone."""
    return settled(tmp_path / "home")


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    """The browser of its user."""
    with visit(told.house.node, told.user) as made:
        yield made


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    return settled(tmp_path_factory.mktemp("still") / "home")


@pytest.fixture(scope="module")
def browsing(still: Partnership) -> Iterator[TestClient]:
    """The browser of its user."""
    with visit(still.house.node, still.user) as made:
        yield made
