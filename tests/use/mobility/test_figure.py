import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from commonweal.model.figure import FlowMap, table
from commonweal.use import drawn
from commonweal.use.lane import Disclosed, Row
from commonweal.use.mobility.lane import MobilityLane
from tests.use.mobility.folders import dataset, feature, inputs, write_areas

EVENTS = [("9779810000001", datetime(2015, 4, 20, tzinfo=UTC), "9")]
DAY = ("2015-04-26", "A1")
ROWS = (
    Row(group=DAY, key="A1", people=500, values={"normal": 1.0}),
    Row(group=DAY, key="B2", people=100, values={"normal": 40.26, "share": 0.2}),
    Row(group=DAY, key="C3", people=None, values={}, reason="below 16"),
    Row(group=DAY, key="other", people=77, values={}),
    Row(group=DAY, key="unobserved", people=300, values={}),
    Row(group=("2015-04-27", "B2"), key="A1", people=20, values={"normal": None}, small_base=True),
)


def drawn_map(
    tmp_path: Path, rows: tuple[Row, ...] = ROWS, *, areas: Sequence[object] = ()
) -> FlowMap:
    folder = dataset(tmp_path / "d", EVENTS)
    if areas:
        write_areas(folder, areas)
    disclosed = Disclosed(
        table="flows", smallest=16, rows=rows, published=4, withheld=(("below 16", 3),)
    )
    (found,) = MobilityLane().figures(inputs(folder, tmp_path / "w"), disclosed)
    assert isinstance(found, FlowMap)
    return found


def test_only_published_flows_between_areas_are_on_the_map(tmp_path: Path) -> None:
    flows = drawn_map(tmp_path).flows
    assert [(f.period, f.origin, f.destination, f.amount, f.usual) for f in flows] == [
        ("2015-04-26", "A1", "B2", 100, 40.3),
        ("2015-04-27", "B2", "A1", 20, None),
    ]


def test_no_number_that_was_withheld_or_put_together_is_in_the_figure(tmp_path: Path) -> None:
    found = drawn_map(tmp_path)
    told = {row[3] for row in table(found).rows}
    assert told == {100, 20}
    assert "C3" not in {f.destination for f in found.flows}
    assert "3 small flows" in found.caption.note


def test_every_area_is_a_place_and_every_day_a_period(tmp_path: Path) -> None:
    found = drawn_map(tmp_path)
    assert [place.code for place in found.places] == ["A1", "B2", "C3"]
    assert found.places[0].name == "Area A1"
    assert found.places[0].middle == (80.5, 25.5)
    ring = found.places[0].polygons[0][0]
    assert ring[0] == ring[-1]
    assert found.periods == ("2015-04-26", "2015-04-27")


def test_the_caption_says_source_unit_days_and_that_it_is_synthetic(tmp_path: Path) -> None:
    caption = drawn_map(tmp_path).caption
    assert "mobility/1" in caption.source
    assert "2015-04-20 to 2015-04-24" in caption.source
    assert caption.unit == "subscribers (SIMs)"
    assert caption.on == "2015-04-26 to 2015-04-28"
    assert caption.label == "synthetic"


def test_shared_borders_stay_shared_and_get_no_finer_than_a_picture_shows(tmp_path: Path) -> None:
    border = [[81 + 0.0001 * (step % 7), 25 + step / 5_000] for step in range(5_001)]
    left = [[80, 25], *border, [80, 26], [80, 25]]
    right = [[82, 25], [82, 26], *reversed(border), [82, 25]]
    areas = [
        {**feature(code, 80), "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code, ring in (("A1", left), ("B2", right))
    ]
    found = drawn_map(tmp_path, areas=areas)
    one, other = (
        {spot for spot in place.polygons[0][0] if 80.5 < spot[0] < 81.5} for place in found.places
    )
    assert one == other
    assert 100 < len(one) < 2_000


def test_the_figure_is_read_back_from_its_release_as_it_was(tmp_path: Path) -> None:
    found = drawn_map(tmp_path)
    written = json.dumps(drawn.drawn((found,)).document)
    assert drawn.read(written.encode()) == (found,)


def test_nothing_published_is_a_map_without_flows(tmp_path: Path) -> None:
    found = drawn_map(tmp_path, ROWS[2:5], areas=[feature("A1", 80), feature("B2", 81)])
    assert found.flows == ()
    assert len(found.places) == 2
