"""A dataset as a delivery hands it over: pseudonyms for numbers, the lane's own names."""

# ruff: noqa: S608 - the SQL is made of our own words; names from files are quoted

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from commonweal.model.ports import Engine
from commonweal.use.mobility.areas import areas, geometry
from commonweal.use.mobility.keyed import keyed
from commonweal.use.mobility.marker import write_marker
from commonweal.use.mobility.schema import CELLS, MARKER, Sources, columns_of, quoted, sources


def pseudonymised(
    source: Path,
    engine: Engine,
    *,
    secret: bytes,
    columns: Mapping[str, str],
    target: Path,
    country: str = "",
) -> tuple[tuple[str, Path], ...]:
    """Write the dataset in `source` with pseudonyms for numbers, under the lane's own names.

    A dataset that already holds pseudonyms keeps them. Returns (name below `target`, file).
    Raises Invalid for files that do not meet the lane's contracts.
    """
    found = sources(source)
    columns = found.names(columns)
    work = target / "events"
    made = keyed(engine, found, secret=secret, columns=columns, country=country, target=work)
    files = tuple(_placed(file, work) for file in made.files)
    write_marker(target / MARKER, made)
    (work / MARKER).unlink(missing_ok=True)
    others = [target / MARKER, _areas(found, columns, target)]
    if found.cells is not None:
        others.append(_cells(engine, found.cells, columns, target))
    return tuple((file.relative_to(target).as_posix(), file) for file in (*files, *others))


def _placed(file: Path, folder: Path) -> Path:
    """The file itself if it lies in the folder, else a copy of it there."""
    if file.parent == folder:
        return file
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(file, folder / file.name))


def _areas(found: Sources, columns: Mapping[str, str], target: Path) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"code": area.code, "name": area.name},
            "geometry": geometry(area),
        }
        for area in areas(found.areas, columns)
    ]
    path = target / found.areas.name
    document = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def _cells(engine: Engine, source: Path, columns: Mapping[str, str], target: Path) -> Path:
    engine.register("cells_source", [source])
    fields = columns_of(engine, "cells_source", CELLS, columns, source.name)
    wanted = ", ".join(
        f"{quoted(field.name)} as {own}" for own, field in zip(CELLS.columns, fields, strict=True)
    )
    path = target / "cells.parquet"
    engine.write(f"select {wanted} from cells_source", path)
    return path
