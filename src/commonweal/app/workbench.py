"""The owner's workbench: a lane on one's own files. No home, no grant, and never a release."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from commonweal.adapters.engines import engine
from commonweal.adapters.jobs import shown_progress
from commonweal.adapters.releases import write_outputs
from commonweal.app.place import check_free
from commonweal.model.errors import Unavailable
from commonweal.model.output import DocumentOutput, Output, TableOutput
from commonweal.use.disclosure import disclose
from commonweal.use.lane import Inputs
from commonweal.use.lane import lane as known_lane
from commonweal.use.mobility.bench import bench
from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise
from commonweal.use.run import run

STAMP = "not released"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What the workbench found: the same figures as the governed way, stamped."""

    smallest: int
    published: int
    withheld: tuple[tuple[str, int], ...]
    facts: Mapping[str, str | int | float]
    files: tuple[Path, ...]


def flows(
    folder: Path,
    *,
    lane: str,
    settings: Mapping[str, str],
    columns: Mapping[str, str],
    synthetic: bool,
    out: Path | None,
) -> Worked:
    """Run a lane on a folder of one's own; write stamped outputs to `out` if it is given.

    Raises:
        Invalid: the files are not what the lane reads, or `out` is not a new or empty folder.
    """
    found = known_lane(lane)
    check_free(out)
    with TemporaryDirectory(prefix="weal-") as work:
        inputs = Inputs(
            folder=folder,
            columns=columns,
            settings=settings,
            secret=os.urandom(32),
            synthetic=synthetic,
            work=Path(work),
        )
        with shown_progress(lane) as report:
            finding = run(found, inputs, engine("duckdb", work=Path(work)), report)
        disclosed = disclose(finding, found.rule, ())
        outputs = tuple(map(_stamped, found.outputs(inputs, disclosed)))
    return Worked(
        smallest=disclosed.smallest,
        published=disclosed.published,
        withheld=disclosed.withheld,
        facts=disclosed.facts,
        files=write_outputs(out, outputs) if out else (),
    )


def synthetic(out: Path, *, subscribers: int, days: int, seed: int) -> dict[str, int]:
    """Make call records with known truth in a new or empty folder; counts of what was made."""
    check_free(out)
    _make(out)
    return synthesise(out, World(subscribers=subscribers, days=days, seed=seed))


def measured(
    *, subscribers: int, days: int, seed: int, work: Path | None
) -> dict[str, int | float | str]:
    """The lane's speed and memory beside a plain scan of the same columns, on invented records.

    With `work` the records are kept there for the next measurement.
    """
    with TemporaryDirectory(prefix="weal-bench-") as temporary:
        target = work or Path(temporary)
        _make(target)
        runner = engine("duckdb", work=target)
        return bench(target, subscribers=subscribers, days=days, seed=seed, engine=runner)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as gap:
        raise Unavailable(
            detail=f"The folder {folder} cannot be made: {gap.strerror or gap}.",
            hint="Choose a place that you may write.",
        ) from gap


def _stamped(output: Output) -> Output:
    match output:
        case TableOutput():
            return TableOutput(
                name=output.name,
                columns=(*output.columns, "status"),
                rows=tuple((*row, STAMP) for row in output.rows),
            )
        case DocumentOutput():
            return DocumentOutput(name=output.name, document={**output.document, "status": STAMP})
