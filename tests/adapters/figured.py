"""One small figure of every kind, and ways to fill them with what nobody should write."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from commonweal.model.figure import (
    Bar,
    Bars,
    Caption,
    Chain,
    Edge,
    Figure,
    Flow,
    FlowMap,
    Graph,
    Link,
    Moment,
    Node,
    Pair,
    Place,
    Point,
    Points,
    Range,
    Ranges,
    SideBySide,
    Timeline,
)

CAPTION = Caption(
    title="What is shown", source="a test", unit="points", on="April 2015", label="synthetic"
)
START = datetime(2015, 4, 25, 6, tzinfo=UTC)


def bars(word: str = "orientation") -> Bars:
    return Bars(
        name="bars",
        caption=CAPTION,
        most=1.0,
        bars=(
            Bar(category=word, series="resource", value=0.75, marked="deviates"),
            Bar(category=word, series="social", value=0.25),
            Bar(category="timeframe", series="resource", value=0.0),
            Bar(category="timeframe", series="social", value=1.0),
        ),
    )


def ranges(word: str = "NCell") -> Ranges:
    return Ranges(
        name="ranges",
        caption=CAPTION,
        ranges=(
            Range(category=word, low=-9, likely=-3, high=4, group="party"),
            Range(category="Flowminder", low=2, likely=8, high=14, group="party"),
            Range(category="public value", low=140, likely=216, high=318, group="public"),
        ),
    )


def timeline(word: str = "NCell agrees", count: int = 5) -> Timeline:
    moments = tuple(
        Moment(
            at=START + timedelta(days=3 * number),
            kind=("request", "refusal")[number % 2],
            text=word,
            source="a test",
        )
        for number in range(count)
    )
    return Timeline(name="timeline", caption=CAPTION, moments=moments)


def square(code: str, west: float, name: str = "") -> Place:
    ring = ((west, 25.0), (west + 1, 25.0), (west + 1, 26.0), (west, 26.0), (west, 25.0))
    return Place(code=code, name=name or code, polygons=((ring,),), middle=(west + 0.5, 25.5))


def flowmap(word: str = "Kathmandu", count: int = 6) -> FlowMap:
    days = ("2015-04-26", "2015-04-27", "2015-04-28")
    places = (square("A", 80, word), square("B", 81, "Gorkha"), square("C", 82, "Kavre"))
    flows = tuple(
        Flow(
            period=days[number % 3],
            origin="ABC"[number % 3],
            destination="BCA"[number % 3],
            amount=count + 20 - number,
            usual=(None, 10.0, 2000.0)[number % 3],
        )
        for number in range(count)
    )
    return FlowMap(name="flows", caption=CAPTION, places=places, periods=days, flows=flows)


def sidebyside(word: str = "12,480 EUR", count: int = 2) -> SideBySide:
    pairs = tuple(
        Pair(
            row=f"item {number // 3}",
            field="total",
            left=word,
            right="11,480 EUR" if number % 2 == 0 else word,
            differs=number % 2 == 0,
            remark="less declared" if number % 2 == 0 else "",
        )
        for number in range(count)
    )
    return SideBySide(name="both", caption=CAPTION, left="invoiced", right="declared", pairs=pairs)


def graph(word: str = "Finger Lakes Farm") -> Graph:
    return Graph(
        name="trace",
        caption=CAPTION,
        nodes=(
            Node(id="f", text=word, kind="harvest", share=1.0),
            Node(id="g", text="Orchard", kind="harvest"),
            Node(id="m", text="Kettle", kind="mixing", share=0.62, note="a note"),
            Node(id="s", text="School", kind="delivery", share=0.62),
        ),
        edges=(
            Edge(source="f", target="m", text="620 kg"),
            Edge(source="g", target="m", text="380 kg"),
            Edge(source="m", target="s", text="1,000 kg"),
            Edge(source="f", target="s", text="5 kg"),
        ),
    )


def chain(word: str = "agree: signed", count: int = 4) -> Chain:
    links = tuple(
        Link(
            number=number,
            at=START + timedelta(hours=number),
            text=word,
            hash=f"{number:012x}",
            sealed=number == count - 1,
        )
        for number in range(count)
    )
    return Chain(name="log", caption=CAPTION, links=links)


def points(word: str = "margin 20") -> Points:
    return Points(
        name="points",
        caption=CAPTION,
        across="chance that everyone gains",
        upward="public value",
        wanted=0.95,
        chosen="recommended",
        apart="no deal",
        points=(
            Point(name="1", share=0.79, value=265, marked=("plain optimum",), note="margin 0"),
            Point(name="2", share=0.98, value=185, marked=("recommended", "kept"), note=word),
            Point(name="3", share=0.98, value=185, note="margin 30"),
            Point(name="4", share=1.0, value=0, marked=("no deal",), note="margin 60"),
        ),
    )


EVERY: tuple[Figure, ...] = (
    bars(),
    ranges(),
    timeline(),
    flowmap(),
    sidebyside(),
    graph(),
    chain(),
    points(),
)
NONE: tuple[Figure, ...] = (
    replace(bars(), bars=()),
    replace(ranges(), ranges=()),
    replace(timeline(), moments=()),
    replace(flowmap(), flows=()),
    replace(flowmap(), places=(), flows=()),
    replace(sidebyside(), pairs=()),
    replace(graph(), nodes=(), edges=()),
    replace(chain(), links=()),
    replace(points(), points=()),
)


def written_with(word: str) -> tuple[Figure, ...]:
    """Every kind with that text in its title, its labels and its marks."""
    caption = Caption(title=word, source=word, unit=word, on=word, label=word, note=word)
    made: tuple[Figure, ...] = (
        bars(word),
        ranges(word),
        timeline(word),
        flowmap(word),
        sidebyside(word),
        graph(word),
        chain(word),
        points(word),
    )
    return tuple(replace(each, caption=caption) for each in made)
