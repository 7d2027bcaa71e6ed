"""Call records with known truth, and how fast the mobility lane reads them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from commonweal.adapters.engines import engine
from commonweal.app.place import check_free
from commonweal.app.workbench.bench import made_folder
from commonweal.use.mobility.bench import bench
from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise


def synthetic(out: Path, *, subscribers: int, days: int, seed: int) -> dict[str, int]:
    """Make call records with known truth in a new or empty folder; counts of what was made."""
    check_free(out)
    made_folder(out)
    return synthesise(out, World(subscribers=subscribers, days=days, seed=seed))


def measured(
    *, subscribers: int, days: int, seed: int, work: Path | None
) -> dict[str, int | float | str]:
    """The lane's speed and memory beside a plain scan of the same columns, on invented records.

    With `work` the records are kept there for the next measurement.
    """
    with TemporaryDirectory(prefix="weal-bench-") as temporary:
        target = made_folder(work or Path(temporary))
        runner = engine("duckdb", work=target)
        return bench(target, subscribers=subscribers, days=days, seed=seed, engine=runner)
