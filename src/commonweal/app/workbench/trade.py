"""Declarations beside papers on one's own files, papers with known truth, and how fast it goes."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from commonweal.adapters.engines import engine
from commonweal.app.place import check_free
from commonweal.app.workbench.bench import STAMP, made_folder, worked
from commonweal.model.errors import Invalid
from commonweal.use.lane import Listed, Listing, Value
from commonweal.use.trade.bench import bench
from commonweal.use.trade.lane import DEFINITION
from commonweal.use.trade.listing import PAPERS
from commonweal.use.trade.report import report
from commonweal.use.trade.synth import World, synthesise


def checked(folder: Path, *, out: Path | None, synthetic: bool) -> dict[str, Any]:
    """Channels, findings and matches of the papers in a folder, stamped as no release.

    A file that cannot be read is listed and stops no other.

    Raises:
        Invalid: the folder holds no XML file, or `out` is not a new or empty folder.
    """
    if not folder.is_dir():
        raise Invalid(detail=f"{folder} is no folder.", hint="Give the folder of the papers.")
    found = worked(folder, lane="trade", settings={}, columns={}, synthetic=synthetic, out=out)
    if not (isinstance(found.disclosed, Listed) and isinstance(found.finding, Listing)):
        raise Invalid(detail="The lane trade counted people.", hint="Install commonweal again.")
    told = report(found.disclosed, definition=DEFINITION, synthetic=synthetic)
    told["refused"] = _refused(found.finding)
    files = [str(each) for each in found.files]
    return {"not_released": True, "status": STAMP, **told, "files": files}


def _refused(finding: Listing) -> list[dict[str, Value]]:
    """The papers that cannot be read, with the whole of what is wrong: they are one's own."""
    rows = (row for row in finding.tables[PAPERS] if row["state"] == "refused")
    return [{"file": row["file"], "problem": row["problem"]} for row in rows]


def synthetic(out: Path, *, consignments: int, seed: int) -> dict[str, int]:
    """Make papers with known truth in a new or empty folder; counts of what was made."""
    check_free(out)
    world = World(consignments=consignments, seed=seed)
    made_folder(out)
    return synthesise(out, world)


def measured(*, consignments: int, seed: int, work: Path | None) -> dict[str, Any]:
    """The lane's speed beside plain parsing, and how right it is, on invented papers.

    With `work` the papers are kept there for the next measurement.
    """
    with TemporaryDirectory(prefix="weal-bench-") as temporary:
        target = made_folder(work or Path(temporary))
        runner = engine("duckdb", work=target)
        return bench(target, consignments=consignments, seed=seed, engine=runner)
