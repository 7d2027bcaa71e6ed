"""What an engine answers, as an Arrow table."""

import pyarrow as pa

from commonweal.model.errors import Unavailable
from commonweal.model.ports import Engine


def answer(engine: Engine, query: str) -> pa.Table:
    """The rows of a query. Raises Unavailable for an engine that does not speak Arrow."""
    found = engine.run(query)
    if not isinstance(found, pa.Table):
        raise Unavailable(
            detail=f"The engine answered with a {type(found).__name__}.",
            hint="Use an engine that answers with Arrow tables, such as duckdb.",
        )
    return found


def number(engine: Engine, query: str) -> int:
    """The one whole number that a query gives; 0 for null."""
    return answer(engine, query).column(0)[0].as_py() or 0
