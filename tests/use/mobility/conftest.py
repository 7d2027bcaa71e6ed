from pathlib import Path

import pytest

from commonweal.adapters.engines import engine as engine_called
from commonweal.model.ports import Engine


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    spill: Path = tmp_path_factory.mktemp("spill")
    return engine_called("duckdb", spill)
