import json
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import altair as alt
import pytest
from lxml import etree

from commonweal.adapters.pictures.room import NARROW, ROOMS, WIDE, Room
from commonweal.adapters.pictures.spec import spec
from commonweal.adapters.pictures.svg import VEGA_LITE, across, svg
from commonweal.adapters.pictures.theme import SERIES
from commonweal.model.errors import Invalid
from commonweal.model.figure import Edge, Figure, Flow
from tests.adapters import figured

FIGURES = pytest.mark.parametrize(
    "figure", figured.EVERY, ids=[type(each).__name__ for each in figured.EVERY]
)
MARKUP = "</text></script><script>alert(1)</script><img src=x onerror=alert(2)> & \"'"
FORMULA = '=HYPERLINK("http://example.org","x")'
TURNING = "left \u202eright\u2066\u200f\x00\x1b[31m\ud800 end"
LONG = "A" * 10_000


IN_EVERY_ROOM = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)


@cache
def drawn(figure: Figure, room: Room = WIDE) -> str:
    return svg(spec(figure, room), "p0")


def words(image: str) -> str:
    """All that the SVG shows or says."""
    root = etree.fromstring(image.encode())
    return " ".join(map(str, root.itertext())) + " " + " ".join(map(str, root.attrib.values()))


@FIGURES
@IN_EVERY_ROOM
def test_every_kind_is_a_spec_of_the_schema_that_altair_writes(figure: Figure, room: Room) -> None:
    made = spec(figure, room)
    alt.Chart.from_dict(made).to_dict()
    assert made["$schema"] == alt.SCHEMA_URL


@FIGURES
def test_a_figure_always_gives_the_same_spec(figure: Figure) -> None:
    assert json.dumps(spec(figure)) == json.dumps(spec(figure))


@FIGURES
@IN_EVERY_ROOM
def test_title_unit_date_and_label_stand_in_the_picture(figure: Figure, room: Room) -> None:
    said = words(drawn(figure, room))
    for word in ("What is shown", "SYNTHETIC", "points", "April 2015"):
        assert word in said


@pytest.mark.parametrize(
    ("figure", "labels"),
    [
        (figured.bars(), ["orientation", "timeframe", "resource", "social", "deviates", "0.75"]),
        (figured.ranges(), ["NCell", "Flowminder", "public value", "−3 (−9 to 4)", "own scale"]),
        (figured.timeline(), ["25 Apr 2015: NCell agrees", "request", "refusal"]),
        (figured.flowmap(), ["Kathmandu", "Gorkha", "Kavre", "2015-04-26", "usual not known"]),
        (figured.sidebyside(), ["12,480 EUR", "11,480 EUR", "≠", "=", "less declared", "invoiced"]),
        (figured.graph(), ["Finger Lakes", "Farm", "Kettle", "mixing · 62 %", "1,000 kg", "5 kg"]),
        (figured.points(), ["2, 3 · recommended · kept", "1 · plain optimum", "95 % and more"]),
        (figured.chain(), ["agree: signed", "2015-04-25 06:00", "000000000003", "signed"]),
    ],
    ids=lambda each: type(each).__name__,
)
def test_the_image_holds_every_label(figure: Figure, labels: list[str]) -> None:
    said = re.sub(r"\s+", " ", words(drawn(figure)))
    for label in labels:
        assert label in said


@pytest.mark.parametrize("days", [0, 0.2, 3, 13, 40, 77, 400, 2500, 36_000])
def test_no_two_ticks_of_a_timeline_bear_the_same_words(days: float) -> None:
    first = figured.timeline().moments[0]
    last = replace(first, at=first.at + timedelta(days=days), text="last")
    image = drawn(replace(figured.timeline(), moments=(replace(first, text="first"), last)))
    said = [each.text or "" for each in etree.fromstring(image.encode()).iter("{*}text")]
    ticks = [each for each in said if re.fullmatch(r"((\d\d )?[A-Z][a-z]{2} )?\d\d[\d:]\d+", each)]
    assert 1 < len(ticks) == len(set(ticks))


def test_what_stands_out_is_written_after_its_value_not_over_it() -> None:
    assert "0.75 ◄ deviates" in words(drawn(figured.bars()))


@FIGURES
@IN_EVERY_ROOM
def test_no_letter_is_smaller_than_twelve_pixels(figure: Figure, room: Room) -> None:
    sizes = [float(each) for each in re.findall(r'font-size="([\d.]+)px"', drawn(figure, room))]
    assert sizes
    assert min(sizes) >= 12


@FIGURES
def test_the_image_has_one_name_and_nothing_that_a_content_policy_stops(figure: Figure) -> None:
    root = etree.fromstring(drawn(figure).encode())
    assert (root.get("role"), root.get("aria-label", "")[:13]) == ("img", "What is shown")
    for each in root.iter():
        assert not {"style", "class"} & set(map(str, each.attrib)) or each is root
        assert not [name for name in each.attrib if "href" in str(name)]
        assert str(each.get("id", "p0-")).startswith("p0-")


@FIGURES
def test_nothing_is_loaded_from_anywhere(figure: Figure) -> None:
    made = spec(figure)
    told = json.dumps({name: each for name, each in made.items() if name != "$schema"})
    assert "://" not in told
    assert '"url"' not in told
    assert all("://www.w3.org/" in each for each in re.findall(r"\w+://[^\"]+", drawn(figure)))


def test_a_spec_that_would_load_something_is_refused() -> None:
    made = {"data": {"url": "http://localhost:1/x.json"}, "mark": "point", "encoding": {}}
    with pytest.raises(ValueError, match="not allowed"):
        svg(made, "p0")


def test_hostile_text_stays_text() -> None:
    for figure in figured.written_with(f"{FORMULA}{TURNING} {MARKUP}"):
        made = spec(figure)
        image = svg(made, "p0")
        root = etree.fromstring(image.encode())
        assert {str(each.tag).rpartition("}")[2] for each in root.iter()} <= {
            "svg", "g", "path", "rect", "line", "text", "defs", "clipPath", "tspan"
        }  # fmt: skip
        told = json.dumps(made, ensure_ascii=False) + image
        assert "HYPERLINK" in told
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00\x1b\ud800]", told)


def test_long_text_is_cut_with_an_ellipsis() -> None:
    for figure in figured.written_with(LONG):
        told = json.dumps(spec(figure), ensure_ascii=False)
        assert "A…" in told
        assert "A" * 501 not in told


def test_the_places_of_ids_differ_from_picture_to_picture() -> None:
    made: dict[str, Any] = {
        "data": {"values": [{"a": 1}]},
        "mark": {"type": "point", "clip": True},
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
    one, other = svg(made, "p1"), svg(made, "p2")
    assert 'id="p1-' in one
    assert "url(#p1-" in one
    assert "p1-" not in other


def test_of_five_thousand_flows_the_thousand_largest_are_drawn_and_counted() -> None:
    figure = figured.flowmap(count=5_000)
    made = spec(figure)
    whole = sum(flow.amount for flow in figure.flows)
    shown = sum(sorted((flow.amount for flow in figure.flows), reverse=True)[:1_000])
    assert len(made["datasets"]["flows"]) == 1_000
    note = f"1,000 of 5,000 flows, {100 * shown / whole:.0f} % of movements."
    assert note in made["title"]["subtitle"]
    assert len(json.dumps(made)) < 400_000


def test_without_a_script_the_map_shows_the_period_with_most_movement() -> None:
    quiet = Flow(period="2015-04-26", origin="A", destination="B", amount=50)
    busy = Flow(period="2015-04-28", origin="B", destination="C", amount=80)
    figure = replace(figured.flowmap(), flows=(quiet, busy))
    said = words(drawn(figure))
    assert "2015-04-28" in said
    assert "2015-04-26" not in said
    (period,) = spec(figure)["params"]
    assert (period["bind"]["min"], period["value"], period["bind"]["max"]) == (0, 2, 2)


def test_a_map_of_one_period_has_no_slider() -> None:
    figure = figured.flowmap()
    one = tuple(flow for flow in figure.flows if flow.period == figure.periods[0])
    made = spec(replace(figure, periods=figure.periods[:1], flows=one))
    assert "bind" not in made["params"][0]


def test_a_long_chain_shows_its_ends_and_counts_what_lies_between() -> None:
    said = words(drawn(figured.chain(count=1_234)))
    assert "1,222 entries between" in said
    for shown in ("000000000000", "000000000002", "0000000004d1"):
        assert shown in said
    assert "000000000003" not in said


def test_links_between_entries_that_do_not_follow_each_other_are_dashed() -> None:
    figure = figured.chain()
    apart = replace(figure, links=(figure.links[0], figure.links[3]))
    assert "stroke-dasharray" in drawn(apart)
    assert "Dashed" in words(drawn(apart))
    assert "Dashed" not in words(drawn(figure))


def test_of_many_fields_those_that_differ_are_shown_first_and_the_rest_is_counted() -> None:
    figure = figured.sidebyside(count=100)
    made = spec(figure)
    assert made["title"]["subtitle"][-1] == (
        "50 of 100 fields differ (≠). 24 are shown, the table has all."
    )
    rows = [each for each in made["datasets"].values() for each in each if each.get("told")]
    assert all(row["differs"] for row in rows)


def test_panels_of_like_size_share_a_scale_and_others_say_that_they_do_not() -> None:
    figure = figured.ranges()
    near = replace(figure.ranges[2], low=5, likely=10, high=20)
    assert "own scale" in words(drawn(figure))
    assert "own scale" not in words(drawn(replace(figure, ranges=(*figure.ranges[:2], near))))


def test_only_where_something_may_fall_below_zero_there_are_gains_and_losses() -> None:
    figure = figured.ranges()
    assert "loss" in words(drawn(figure))
    assert "loss" not in words(drawn(replace(figure, ranges=figure.ranges[1:])))


def test_fields_beside_one_that_differs_come_before_the_rest() -> None:
    figure = figured.sidebyside(count=90)
    pairs = [replace(pair, differs=number == 80) for number, pair in enumerate(figure.pairs)]
    said = words(drawn(replace(figure, pairs=tuple(pairs))))
    assert "item 26" in said
    assert "item 29" not in said


def test_a_graph_that_runs_in_a_circle_or_to_nowhere_is_refused_in_words() -> None:
    figure = figured.graph()
    circle = Edge(source="s", target="f")
    with pytest.raises(Invalid, match="circle"):
        spec(replace(figure, edges=(*figure.edges, circle)))
    with pytest.raises(Invalid, match="does not have"):
        spec(replace(figure, edges=(Edge(source="s", target="x"),)))


@FIGURES
def test_on_a_phone_a_picture_takes_the_width_of_the_page(figure: Figure) -> None:
    if figure != figured.graph():
        assert across(drawn(figure, NARROW)) <= 340


@IN_EVERY_ROOM
def test_a_long_name_is_told_in_lines_not_cut(room: Room) -> None:
    name = (
        "gain of who receives it, The green lane: consignments that agree (Importer A (invented))"
    )
    for figure in (figured.bars(name), figured.ranges(name)):
        said = re.sub(r"\s+", " ", words(drawn(figure, room)))
        assert "…" not in said
        assert all(word in said for word in name.split())


def test_the_labels_of_an_axis_stand_at_their_lines() -> None:
    root = etree.fromstring(drawn(figured.ranges()).encode())
    assert {each.get("text-anchor") for each in root.iter("{*}text") if each.text == "350"} == {
        "middle"
    }


def test_points_at_one_place_are_one_sign_and_their_names_lie_over_no_other() -> None:
    figure = figured.points()
    assert [each["label"] for each in rows(figure) if "label" in each] == [
        "1 · plain optimum",
        "2, 3 · recommended · kept",
    ]
    close = [replace(each, share=0.9, value=200 + at) for at, each in enumerate(figure.points)]
    found = rows(replace(figure, points=tuple(close)))
    at = sorted({each["value"] for each in found if "leftward" in each})
    low, high = min(at), max(at)
    assert len(at) == 3
    assert min(b - a for a, b in pairwise(at)) > (high - low) / 5


@pytest.mark.parametrize("share", [1.0, None])
def test_a_point_without_a_deal_has_no_place_and_is_told_in_words(share: float | None) -> None:
    figure = figured.points()
    none = replace(figure.points[3], share=share)
    found = rows(replace(figure, points=(*figure.points[:3], none)))
    assert {each["value"] for each in found if "look" in each} == {265, 185}
    said = words(drawn(replace(figure, points=(*figure.points[:3], none))))
    assert "Not in the picture, as nothing comes about: 4 · no deal." in said


def test_the_thread_goes_by_the_chance_past_points_that_another_beats() -> None:
    figure = figured.points()
    placed = [(0.5, 300), (0.9, 200), (0.7, 250), (0.8, 190), (0.7, 240)]
    points = tuple(
        replace(figure.points[0], name=str(at), share=share, value=value)
        for at, (share, value) in enumerate(placed)
    )
    thread = [each for each in rows(replace(figure, points=points)) if "place" in each]
    assert [each["share"] for each in thread] == [0.5, 0.7, 0.9]
    assert [each["value"] for each in thread] == [300, 250, 200]


def rows(figure: Figure) -> list[dict[str, Any]]:
    """All data of the spec."""
    return [each for found in spec(figure)["datasets"].values() for each in found]


def test_the_first_series_keep_apart_without_colour() -> None:
    greys = sorted(_grey(colour) for colour in SERIES[:3])
    assert min(high - low for low, high in pairwise(greys)) > 60


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_altair_the_drawing_and_the_bundle_speak_one_vega_lite() -> None:
    from vl_convert import get_vegalite_versions

    assert alt.SCHEMA_VERSION.removeprefix("v").startswith(f"{VEGA_LITE}.")
    assert get_vegalite_versions()[-1] == VEGA_LITE
