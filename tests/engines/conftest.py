from pathlib import Path

import pytest

from commonweal.adapters.engines import MODULES
from commonweal.adapters.engines import engine as engine_called
from commonweal.model.ports import Engine


@pytest.fixture(params=sorted(MODULES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return engine_called(request.param, tmp_path / "work")
