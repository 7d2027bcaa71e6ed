"""The flow map of a release, made from what passed disclosure and from the areas alone."""

from collections.abc import Iterator, Sequence

import numpy as np

from commonweal.model.figure import Caption, Figure, Flow, FlowMap, Place
from commonweal.use.lane import Disclosed, Inputs, Row
from commonweal.use.mobility.areas import Area, areas
from commonweal.use.mobility.polygon import Ring, middle
from commonweal.use.mobility.question import question
from commonweal.use.mobility.schema import sources

_FINEST = 1500
"""Steps across the whole of a map: borders are drawn on this grid, so shared ones stay shared."""
_DECIMALS = 5
_LEAST_RING = 4


def figures(inputs: Inputs, disclosed: Disclosed, definition: str) -> tuple[Figure, ...]:
    """Flows from area to area, a day at a time; what was withheld is not in it."""
    files = sources(inputs.folder)
    known = areas(files.areas, files.names(inputs.columns))
    flows = tuple(_flows(disclosed.rows, {area.code for area in known}))
    asked = question(inputs.settings)
    hidden = sum(count for _, count in disclosed.withheld)
    shown = FlowMap(
        name="flows",
        caption=Caption(
            title="People of one area in another, day by day",
            source=f"call detail records of the holder, {definition}; usual: {asked.baseline[0]} "
            f"to {asked.baseline[-1]}",
            unit="subscribers (SIMs)",
            on=f"{asked.focal[0]} to {asked.focal[-1]}",
            label="synthetic" if inputs.synthetic else "",
            note=f"{hidden:,} small flows are withheld or put together." if hidden else "",
        ),
        places=_places(known),
        periods=tuple(sorted({row.group[0] for row in disclosed.rows})),
        flows=flows,
    )
    return (shown,)


def _flows(rows: Sequence[Row], codes: set[str]) -> Iterator[Flow]:
    for row in rows:
        day, origin = row.group
        if row.people is not None and row.key in codes - {origin}:
            usual = row.values.get("normal")
            yield Flow(
                period=day,
                origin=origin,
                destination=row.key,
                amount=row.people,
                usual=None if usual is None else round(usual, 1),
            )


def _places(known: Sequence[Area]) -> tuple[Place, ...]:
    corners = np.concatenate([polygon[0] for area in known for polygon in area.polygons])
    step = float(np.ptp(corners, axis=0).max()) / _FINEST
    return tuple(
        Place(
            code=area.code,
            name=area.name,
            polygons=tuple(
                tuple(_positions(_coarse(ring, step)) for ring in polygon)
                for polygon in area.polygons
            ),
            middle=_positions(np.array([middle(area.polygons)]))[0],
        )
        for area in known
    )


def _coarse(ring: Ring, step: float) -> Ring:
    """The ring on the grid, without the vertices that fall together; itself if little is left."""
    snapped = np.round(ring / step) * step
    kept = np.ones(len(snapped), dtype=bool)
    kept[1:] = (np.diff(snapped, axis=0) != 0).any(axis=1)
    found = snapped[kept]
    return found if len(found) >= _LEAST_RING else ring


def _positions(ring: Ring) -> tuple[tuple[float, float], ...]:
    return tuple((float(lon), float(lat)) for lon, lat in np.round(ring, _DECIMALS))
