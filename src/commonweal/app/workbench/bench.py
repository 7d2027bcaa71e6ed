"""What every lane's workbench does alike: run, disclose, stamp, write."""

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
from commonweal.use.lane import Disclosed, Finding, Inputs, Listed
from commonweal.use.lane import lane as known_lane
from commonweal.use.run import run

STAMP = "not released"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What the workbench found: the same as the governed way, stamped."""

    finding: Finding
    """Before disclosure: for the owner's eyes alone."""
    disclosed: Disclosed | Listed
    files: tuple[Path, ...]


def worked(
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
        disclosed: Disclosed | Listed = disclose(finding, found.rule, ())
        outputs = tuple(map(stamped, found.outputs(inputs, disclosed)))
    files = write_outputs(out, outputs) if out else ()
    return Worked(finding=finding, disclosed=disclosed, files=files)


def made_folder(folder: Path) -> Path:
    """The folder, made if it was not there. Raises Unavailable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as gap:
        raise Unavailable(
            detail=f"The folder {folder} cannot be made: {gap.strerror or gap}.",
            hint="Choose a place that you may write.",
        ) from gap
    return folder


def stamped(output: Output) -> Output:
    """The output with the words that say it is no release."""
    match output:
        case TableOutput():
            return TableOutput(
                name=output.name,
                columns=(*output.columns, "status"),
                rows=tuple((*row, STAMP) for row in output.rows),
            )
        case DocumentOutput():
            return DocumentOutput(name=output.name, document={**output.document, "status": STAMP})
