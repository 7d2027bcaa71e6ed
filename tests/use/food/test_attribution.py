"""Shares beside an oracle that keeps kilograms by origin, on random histories."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.use.food.attribution import attributed, bounds
from commonweal.use.food.graph import Graph, Portion
from tests.scale import size
from tests.use.food.happenings import FARM, Story, latest, lot, shares

LOTS = tuple("abcdefgh")
ORIGINS = 4


@dataclass(frozen=True)
class Step:
    """Parts of lots, in hundredths, that are mixed into a lot; `loss` of it vanishes."""

    inputs: tuple[tuple[str, int], ...]
    into: str
    loss: int


steps = st.builds(
    Step,
    inputs=st.lists(
        st.tuples(st.sampled_from(LOTS), st.sampled_from((25, 50, 100)) | st.integers(1, 130)),
        min_size=1,
        max_size=3,
        unique_by=lambda each: each[0],
    ).map(tuple),
    into=st.sampled_from(LOTS),
    loss=st.integers(0, 50),
)
histories = st.lists(steps, min_size=1, max_size=10)


class Oracle:
    """Kilograms of each origin in each lot; what is not there comes from `?`."""

    def __init__(self) -> None:
        self.held: dict[str, dict[str, Fraction]] = {
            name: {name: Fraction(100)} for name in LOTS[:ORIGINS]
        }

    def draw(self, name: str, kg: Fraction) -> dict[str, Fraction]:
        held = self.held.get(name, {})
        there = sum(held.values(), Fraction(0))
        taken = min(kg, there)
        parts = {o: part * taken / there for o, part in held.items()} if there else {}
        self.held[name] = {o: part - parts[o] for o, part in held.items()} if there else {}
        if kg > taken:
            parts["?"] = parts.get("?", Fraction(0)) + kg - taken
        return parts

    def fill(self, name: str, parts: dict[str, Fraction]) -> None:
        held = defaultdict(Fraction, self.held.get(name, {}))
        for origin, kg in parts.items():
            held[origin] += kg
        self.held[name] = dict(held)

    def shares(self, name: str) -> dict[str, Fraction]:
        held = {o: kg for o, kg in self.held.get(name, {}).items() if kg}
        return {o: kg / sum(held.values()) for o, kg in held.items()}


def played(history: list[Step]) -> tuple[Graph, Oracle]:
    story, oracle = Story(), Oracle()
    story.harvest(*((name, 100) for name in LOTS[:ORIGINS]))
    for step in history:
        drawn: defaultdict[str, Fraction] = defaultdict(Fraction)
        for name, kg in step.inputs:
            for origin, part in oracle.draw(name, Fraction(kg)).items():
                drawn[origin] += part
        used = sum(drawn.values(), Fraction(0))
        made = used * (100 - step.loss) / 100
        oracle.fill(step.into, {o: kg * made / used for o, kg in drawn.items()})
        story.mix(step.inputs, [(step.into, made.numerator / made.denominator)], site=FARM)
    return story.graph(), oracle


exact = settings(max_examples=size(quick=60, ci=500, full=10_000), deadline=None)


@exact
@given(histories)
def test_shares_equal_those_of_an_oracle_that_keeps_kilograms(history: list[Step]) -> None:
    history = [Step(step.inputs, step.into, step.loss // 10 * 10) for step in history]
    graph, oracle = played(history)
    for name in {step.into for step in history}:
        if not oracle.shares(name):
            continue
        found = shares(graph, dict(attributed(graph, latest(graph, name)).origins))
        assert sum(found.values()) == 1
        assert found == oracle.shares(name)


@exact
@given(histories, st.sets(st.sampled_from(LOTS[:ORIGINS])))
def test_no_more_is_claimed_than_was_harvested(history: list[Step], local: set[str]) -> None:
    graph, oracle = played(history)
    claimed = Fraction(0)
    for name in LOTS:
        kg = sum(oracle.held.get(name, {}).values(), Fraction(0))
        if kg and lot(name) in graph.versions:
            found = shares(graph, dict(attributed(graph, latest(graph, name)).origins))
            claimed += kg * sum((found.get(o, Fraction(0)) for o in local), Fraction(0))
    assert claimed <= 100 * len(local)


@exact
@given(histories, st.sets(st.sampled_from(LOTS[:ORIGINS])), st.randoms(use_true_random=False))
def test_bounds_hold_however_the_kilograms_were_drawn(
    history: list[Step], local: set[str], luck: Random
) -> None:
    """Each lot is a heap of pieces, and what is drawn of it is drawn in any order."""
    graph, _ = played([Step(step.inputs, step.into, 0) for step in history])
    heaps: dict[str, list[tuple[str, Fraction]]] = {
        name: [(name, Fraction(100))] for name in LOTS[:ORIGINS]
    }
    for step in history:
        drawn = [piece for name, kg in step.inputs for piece in grabbed(heaps, name, kg, luck)]
        heaps.setdefault(step.into, []).extend(drawn)

    def belongs(index: int) -> bool | None:
        node = graph.nodes[index]
        return None if node.kind == "gap" else node.lot.rsplit("/", 1)[1] in local

    for name, heap in heaps.items():
        kg = sum((part for _, part in heap), Fraction(0))
        if kg and lot(name) in graph.versions and name not in LOTS[:ORIGINS]:
            ours = sum((part for origin, part in heap if origin in local), Fraction(0))
            limits = bounds(graph, latest_left(graph, name, kg), belongs)
            assert limits.low <= ours / kg <= limits.high
            mean = shares(graph, dict(attributed(graph, latest_left(graph, name, kg)).origins))
            even = sum((mean.get(each, Fraction(0)) for each in local), Fraction(0))
            assert limits.low <= even <= limits.high


def grabbed(
    heaps: dict[str, list[tuple[str, Fraction]]], name: str, kg: int, luck: Random
) -> list[tuple[str, Fraction]]:
    heap = heaps.setdefault(name, [])
    luck.shuffle(heap)
    left, taken = Fraction(kg), []
    while heap and left:
        origin, part = heap.pop()
        used = min(part, left)
        taken.append((origin, used))
        left -= used
        if part > used:
            heap.append((origin, part - used))
    return [*taken, *([("?", left)] if left else [])]


def latest_left(graph: Graph, name: str, kg: Fraction) -> tuple[Portion, ...]:
    (whole,) = latest(graph, name)
    return (Portion(node=whole.node, kg=kg, whole=whole.kg == kg),)


def test_a_lot_that_is_used_up_whole_has_exact_bounds_and_a_part_of_a_mix_wide_ones() -> None:
    story = Story()
    story.harvest(("a", 60), ("b", 40))
    story.mix([("a", 60), ("b", 40)], [("m", 100)])
    story.mix([("m", 50)], [("half", 50)])
    graph = story.graph()

    def first(index: int) -> bool:
        return graph.nodes[index].lot == lot("a")

    whole, part = (bounds(graph, latest(graph, name), first) for name in ("m", "half"))
    assert (whole.low, whole.high) == (Fraction(6, 10), Fraction(6, 10))
    assert (part.low, part.high) == (Fraction(1, 5), Fraction(1))


def test_the_rest_of_a_split_mix_is_no_more_certain_than_the_first_part() -> None:
    story = Story()
    story.harvest(("a", 60), ("b", 40))
    story.mix([("a", 60), ("b", 40)], [("m", 100)])
    story.mix([("m", 50)], [("half", 50)])
    story.mix([("m", 50)], [("rest", 50)])
    graph = story.graph()
    rest = bounds(graph, latest(graph, "rest"), lambda index: graph.nodes[index].lot == lot("a"))
    assert (rest.low, rest.high) == (Fraction(1, 5), Fraction(1))
