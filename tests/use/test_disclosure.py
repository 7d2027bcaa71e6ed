"""Claims: `src/commonweal/use/threshold.md` and `src/commonweal/use/differencing.md`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.model.errors import Invalid
from commonweal.use.disclosure import disclose, least_width
from commonweal.use.lane import Cell, Disclosed, Headcount, Row
from commonweal.use.ledger import Published
from tests.machine import patient
from tests.scale import size
from tests.use.attack import (
    Where,
    World,
    behind,
    finding,
    in_ledger,
    isolated,
    released,
    rule,
)

DAY = ("2015-04-26", "A1")
SMALL = "fewer than 16 subscribers, or needed to hide such a cell"
EARLIER = "an earlier release would give it away"
NAMES = "abcdefgh"


def group(**people: int) -> Headcount:
    return finding({(DAY, key): count for key, count in people.items()})


def told(found: Headcount, *earlier: Published, smallest: int = 16) -> dict[str, int | None]:
    return {row.key: row.people for row in disclose(found, rule(smallest), earlier).rows}


def row(disclosed: Disclosed, key: str) -> Row:
    return next(each for each in disclosed.rows if each.key == key)


# The threshold


def test_fifteen_people_are_hidden_and_sixteen_are_published() -> None:
    assert told(group(a=16)) == {"a": 16}
    assert told(group(a=15)) == {"other": None}


def test_what_is_hidden_leaves_one_row_with_the_sum_and_the_reason() -> None:
    disclosed = disclose(group(a=100, b=7, c=5, d=6), rule())
    assert told(group(a=100, b=7, c=5, d=6)) == {"a": 100, "other": 18}
    assert row(disclosed, "other").reason == f"3 cells put together: {SMALL}"
    assert (disclosed.published, disclosed.withheld) == (1, ((SMALL, 3),))


def test_a_cell_without_people_is_no_row() -> None:
    assert told(group(a=100, b=0)) == {"a": 100}


def test_a_single_hidden_cell_takes_the_next_smallest_with_it() -> None:
    assert told(group(a=100, b=3, c=40, d=50)) == {"a": 100, "d": 50, "other": 43}


def test_two_cells_that_are_too_few_together_take_the_next_smallest_with_them() -> None:
    assert told(group(a=100, b=3, c=4, d=50)) == {"a": 100, "other": 57}


def test_two_cells_of_fifteen_take_a_third_as_their_sum_would_give_them_away() -> None:
    assert told(group(a=100, b=15, c=15)) == {"other": 130}


def test_sixteen_cells_of_one_take_another_as_their_sum_would_give_them_away() -> None:
    ones = {f"b{number}": 1 for number in range(16)}
    assert told(group(a=100, c=60, **ones)) == {"a": 100, "other": 76}


def test_a_group_that_cannot_be_told_apart_is_one_row_without_a_count() -> None:
    disclosed = disclose(group(a=15, b=15), rule())
    assert disclosed.rows == (
        Row(group=DAY, key="other", people=None, values={}, reason=f"2 cells withheld: {SMALL}"),
    )


def test_equal_cells_are_hidden_in_the_order_of_their_keys() -> None:
    assert told(group(d=40, c=40, b=3, a=90)) == {"a": 90, "d": 40, "other": 43}


def test_the_agreed_number_is_what_counts() -> None:
    assert told(group(a=40, b=20, c=50, d=99), smallest=50) == {"c": 50, "d": 99, "other": 60}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([("a", 20), ("a", 30)], "a group has each key once"),
        ([("other", 20)], "none is 'other'"),
        ([("a", -1)], "no count is negative"),
    ],
)
def test_cells_that_are_no_partition_are_refused(cells: list[tuple[str, int]], words: str) -> None:
    made = tuple(Cell(group=DAY, key=key, people=people) for key, people in cells)
    with pytest.raises(Invalid) as refused:
        disclose(Headcount(table="flows", cells=made, values={}), rule())
    assert words in refused.value.hint.lower()


def test_a_threshold_of_one_is_refused() -> None:
    with pytest.raises(Invalid, match="protects nobody"):
        disclose(group(a=20), rule(1))


# The same by plain definition, over all that an attacker could think of


def possible(cells: Sequence[int], smallest: int, largest: int) -> Iterator[Sequence[int]]:
    """All counts that cells put together could have, for who knows which of them are small."""
    ranges = [
        range(1, smallest) if cell < smallest else range(smallest, largest + 1) for cell in cells
    ]
    return (each for each in product(*ranges) if sum(each) == sum(cells))


def may_be_told(pile: Sequence[int], following: Sequence[int], smallest: int) -> bool:
    largest = min(following, default=sum(pile))
    worlds = list(possible(pile, smallest, largest))
    wide = all(
        len({world[each] for world in worlds}) >= least_width(smallest)
        for each, cell in enumerate(pile)
        if cell < smallest
    )
    return len(pile) > 1 and sum(pile) >= smallest and wide


def defined(counts: Mapping[str, int], smallest: int) -> dict[str, int | None]:
    order = sorted((people, key) for key, people in counts.items() if people)
    small = sum(people < smallest for people, _ in order)
    if not small:
        return {key: people for people, key in order}
    for hidden in range(small, len(order) + 1):
        pile = [people for people, _ in order[:hidden]]
        if may_be_told(pile, [people for people, _ in order[hidden:]], smallest):
            return {**{key: people for people, key in order[hidden:]}, "other": sum(pile)}
    return {"other": None}


@settings(max_examples=size(quick=200, ci=2000, full=20_000), deadline=None)
@given(
    counts=st.dictionaries(st.sampled_from("abcde"), st.integers(0, 12), min_size=1),
    smallest=st.integers(2, 5),
)
def test_it_is_what_the_plain_definition_says(counts: dict[str, int], smallest: int) -> None:
    assert told(group(**counts), smallest=smallest) == defined(counts, smallest)


def narrowed(smallest: int, cells: int, most: int) -> tuple[int, int]:
    """Runs the rule on every world of so many cells, and compares those that look alike.

    Returns how many small cells of a look have fewer counts than they should, and of how many.
    """
    looks: dict[frozenset[tuple[str, int | None]], list[tuple[int, ...]]] = {}
    for world in product(range(1, most + 1), repeat=cells):
        seen = told(group(**dict(zip(NAMES, world, strict=False))), smallest=smallest)
        looks.setdefault(frozenset(seen.items()), []).append(world)
    spreads = [
        {world[cell] for world in worlds}
        for seen, worlds in looks.items()
        if (dict(seen).get("other") or most + 1) <= most
        for cell in range(cells)
    ]
    small = [spread for spread in spreads if min(spread) < smallest]
    return sum(len(spread) < least_width(smallest) for spread in small), len(small)


@pytest.mark.parametrize(
    ("smallest", "most"),
    [
        (3, size(quick=12, ci=30, full=40)),
        (4, size(quick=18, ci=30, full=40)),
        (6, size(quick=24, ci=36, full=50)),
        (16, size(quick=36, ci=60, full=90)),
    ],
)
def test_of_three_cells_who_knows_the_rule_narrows_none_below_two_thirds_of_its_range(
    smallest: int, most: int
) -> None:
    few, of = narrowed(smallest, 3, most)
    assert of > 20
    assert few == 0


@pytest.mark.parametrize(
    ("smallest", "most"), [(3, 9), (4, 11), (5, size(quick=13, ci=16, full=20))]
)
def test_of_four_cells_who_knows_the_rule_narrows_fewer_than_one_in_a_hundred(
    smallest: int, most: int
) -> None:
    few, of = narrowed(smallest, 4, most)
    assert of > 500
    assert few * 100 < of


@given(people=st.lists(st.integers(0, 60), min_size=1, max_size=8), seed=st.integers())
def test_the_order_of_cells_changes_nothing(people: list[int], seed: int) -> None:
    found = group(**dict(zip(NAMES, people, strict=False)))
    shuffled = list(found.cells)
    Random(seed).shuffle(shuffled)
    again = replace(found, cells=tuple(shuffled))
    assert disclose(again, rule()) == disclose(found, rule())


@given(people=st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_nobody_is_lost_where_a_group_tells_anything(people: list[int]) -> None:
    counts = told(group(**dict(zip(NAMES, people, strict=False))))
    if None not in counts.values():
        assert sum(each for each in counts.values() if each) == sum(people)


# Earlier releases


def test_the_same_figures_are_told_again() -> None:
    found = group(a=100, b=3, c=40, d=50)
    first = disclose(found, rule())
    again = disclose(found, rule(), [in_ledger(first, min_days="3")])
    assert again.rows == first.rows


def test_three_people_less_under_another_question_are_withheld() -> None:
    first = in_ledger(disclose(group(a=100, b=103, c=300), rule()), min_days="3")
    second = disclose(group(a=100, b=100, c=250), rule(), [first])
    assert {each.key: each.people for each in second.rows} == {"a": 100, "other": None}
    assert second.withheld == ((EARLIER, 2),)


def test_103_yesterday_and_100_today_are_two_days_and_no_leak() -> None:
    yesterday = disclose(group(a=103, b=500), rule())
    today = finding({(("2015-04-27", "A1"), "a"): 100, (("2015-04-27", "A1"), "b"): 500})
    assert len(disclose(today, rule(), [in_ledger(yesterday)]).rows) == 2
    assert disclose(today, rule(), [in_ledger(yesterday)]).withheld == ()


def test_another_table_tells_nothing_about_this_one() -> None:
    first = replace(in_ledger(disclose(group(a=103, b=500), rule())), table="residents")
    assert told(group(a=100, b=500), first) == {"a": 100, "b": 500}


def test_sixteen_people_less_are_told() -> None:
    first = in_ledger(disclose(group(a=100, b=116), rule()))
    assert told(group(a=100, b=100), first) == {"a": 100, "b": 100}


def test_a_cell_that_was_put_together_stays_so_even_when_it_grows() -> None:
    first = in_ledger(disclose(group(a=100, b=10, c=9), rule()))
    assert told(group(a=100, b=40, c=9), first) == {"a": 100, "other": 49}


def test_a_cell_that_is_put_together_with_none_has_no_count() -> None:
    first = in_ledger(disclose(group(a=100, b=10, c=9), rule()))
    assert told(group(a=100, b=40), first) == {"a": 100, "other": None}


def test_a_row_of_others_that_differs_by_too_few_is_not_told() -> None:
    first = in_ledger(disclose(group(a=100, b=10, c=9), rule()))
    assert told(group(a=100, b=12, c=9), first) == {"a": 100, "other": None}


def test_what_was_shown_apart_is_not_told_as_a_sum() -> None:
    first = in_ledger(disclose(group(a=100, b=40, c=30), rule()))
    assert told(group(a=70, b=9, c=8), first) == {"a": 70, "other": None}


def test_a_group_that_was_wholly_withheld_binds_nothing() -> None:
    first = in_ledger(disclose(group(a=15), rule()))
    assert told(group(a=18), first) == {"a": 18}


def nested_worlds(random: Random) -> list[World]:
    """People in cells, and questions that each ask for those of at least one level."""
    keys = NAMES[: random.randint(2, 6)]
    levels = range(random.randint(2, 4))
    of_key, of_level = ([random.random() ** 3 + 0.02 for _ in of] for of in (keys, levels))
    people = [
        (
            (random.choices("gh", [4, 1])[0],),
            random.choices(keys, of_key)[0],
            random.choices(levels, of_level)[0],
        )
        for _ in range(random.randint(10, 90))
    ]
    asked = random.choices(levels, k=random.randint(2, 5))
    return [
        {person: (of, key) for person, (of, key, level) in enumerate(people) if level >= least}
        for least in asked
    ]


@settings(max_examples=size(quick=400, ci=5000, full=50_000), deadline=None)
@given(seed=st.integers(0, 2**32), smallest=st.integers(2, 6))
def test_no_combination_of_rows_isolates_fewer_than_k_people(seed: int, smallest: int) -> None:
    worlds = nested_worlds(Random(seed))
    sets = [people for made in released(worlds, smallest) for people in behind(*made)]
    assert not isolated(sets, smallest)


def test_with_all_totals_known_fewer_than_one_world_in_fifty_isolates_a_set() -> None:
    """The limit that the argument names: totals under several questions, known from elsewhere."""
    random, judged, broken = Random(2015), 0, 0
    for _ in range(size(quick=1000, ci=5000, full=50_000)):
        worlds, smallest = nested_worlds(random), random.randint(2, 6)
        totals = totals_of(worlds)
        if not isolated(totals, smallest):
            judged += 1
            sets = [people for made in released(worlds, smallest) for people in behind(*made)]
            broken += bool(isolated([*totals, *sets], smallest))
    assert judged > 300
    assert broken * 50 < judged


def totals_of(worlds: Sequence[World]) -> list[frozenset[int]]:
    """The people of each group under each question."""
    return [
        frozenset(person for person, (of, _) in world.items() if of == (name,))
        for world in worlds
        for name in "gh"
    ]


def test_the_attack_finds_what_a_missing_ledger_gives_away() -> None:
    """Five of cell a answer only the first question; without a ledger the difference tells them."""
    first: World = {person: (DAY, "a" if person < 45 else "b") for person in range(100)}
    second = {person: where for person, where in first.items() if person >= 5}
    alone = [people for one in (first, second) for people in behind(*released([one], 16)[0])]
    assert isolated(alone, 16) == [frozenset(range(5))]
    beside = [people for made in released([first, second], 16) for people in behind(*made)]
    assert isolated(beside, 16) == []


# Figures that rest on people


def valued(**cells: tuple[int, int | None]) -> Headcount:
    made = tuple(
        Cell(group=DAY, key=key, people=people, base=base) for key, (people, base) in cells.items()
    )
    values: dict[Where, dict[str, float]] = {
        (DAY, key): {"normal": 7.5, "share": 0.5} for key in cells
    }
    return Headcount(table="flows", cells=made, values=values, frame="april")


def test_figures_on_a_base_of_fifteen_are_null_with_the_reason_and_others_stay() -> None:
    disclosed = disclose(valued(a=(100, 15), b=(100, 16), c=(100, 0)), rule())
    assert row(disclosed, "a").values == {"normal": None, "share": 0.5}
    assert row(disclosed, "a").reason == "normal rests on fewer than 16 subscribers"
    for key in "bc":
        assert row(disclosed, key).values == {"normal": 7.5, "share": 0.5}
        assert row(disclosed, key).reason == ""


def test_no_figure_of_a_hidden_cell_is_told() -> None:
    disclosed = disclose(valued(a=(100, 50), b=(3, 50), c=(40, 50)), rule())
    assert [(each.key, dict(each.values)) for each in disclosed.rows] == [
        ("a", {"normal": 7.5, "share": 0.5}),
        ("other", {}),
    ]


def beneath(**people: int) -> Headcount:
    found = valued(**{key: (count, 50) for key, count in people.items()})
    cells = tuple(replace(cell, beneath=cell.key == "unobserved") for cell in found.cells)
    return replace(found, cells=cells)


def test_a_cell_beneath_other_figures_is_hidden_last() -> None:
    disclosed = disclose(beneath(a=100, b=3, unobserved=20), rule())
    assert {each.key: each.people for each in disclosed.rows} == {"other": 103, "unobserved": 20}


def test_figures_fall_with_the_hidden_cell_beneath_them() -> None:
    disclosed = disclose(beneath(a=100, b=40, unobserved=20), rule(30))
    assert row(disclosed, "a").values == {"normal": None, "share": None}
    assert row(disclosed, "a").reason == "the figures rest on a cell that was put together"


def test_figures_on_another_base_than_those_told_before_are_withheld() -> None:
    first = in_ledger(disclose(valued(a=(100, 50)), rule()))
    other_day = replace(valued(a=(100, 50)), frame="may")
    disclosed = disclose(other_day, rule(), [first])
    assert row(disclosed, "a").values == {"normal": None, "share": 0.5}
    assert row(disclosed, "a").reason == "an earlier release rests on another normal"
    same = disclose(valued(a=(100, 50)), rule(), [first, in_ledger(disclosed)])
    assert row(same, "a").values == {"normal": 7.5, "share": 0.5}


# Useful as well as safe


def days_of_flows(days: int, areas: int, seed: int) -> list[dict[Where, int]]:
    """Synthetic: skewed homes, most people at home, the rest spread with a long tail."""
    random = Random(seed)
    homes = [int(random.lognormvariate(9, 1)) + 200 for _ in range(areas)]
    pull = [random.paretovariate(1) for _ in range(areas)]
    made = []
    for day in range(days):
        counts: dict[Where, int] = {}
        for home, people in enumerate(homes):
            away = people * random.uniform(0.1, 0.3)
            for place in range(areas):
                share = pull[place] / sum(pull) * random.uniform(0.5, 1.5)
                stay = people - int(away) if place == home else 0
                counts[(f"day {day:02}", f"A{home}"), f"A{place}"] = stay + int(away * share)
        made.append(counts)
    return made


def weight(counts: Mapping[Where, int], disclosed: Disclosed) -> float:
    """Share of the people in cells above the threshold that rows of their own tell."""
    above = sum(people for people in counts.values() if people >= 16)
    own = sum(each.people or 0 for each in disclosed.rows if each.key != "other")
    return own / above


def test_thirty_daily_releases_keep_nine_tenths_of_the_weight_and_none_is_refused() -> None:
    """Each release tells its day and, once more, the day before; one baseline for all."""
    ledger: list[Published] = []
    days = days_of_flows(30, areas=30, seed=2015)
    for day, counts in enumerate(days):
        both = {**(days[day - 1] if day else {}), **counts}
        disclosed = disclose(replace(finding(both), frame="april"), rule(), ledger)
        assert weight(both, disclosed) >= 0.9
        assert EARLIER not in dict(disclosed.withheld)
        assert all(each.people is not None for each in disclosed.rows)
        ledger.append(in_ledger(disclosed, focal=f"{max(day - 1, 0)}..{day}"))


def test_a_changed_question_still_tells_most_of_what_changed_by_many() -> None:
    """Ten in a hundred people less in every cell: rows that differ by 1 to 15 are withheld."""
    counts = days_of_flows(1, areas=30, seed=7)[0]
    fewer = {where: people - people // 10 for where, people in counts.items()}
    first = in_ledger(disclose(finding(counts), rule()))
    assert weight(fewer, disclose(finding(fewer), rule(), [first])) >= 0.8


def test_eighty_thousand_cells_take_less_than_a_second() -> None:
    random = Random(3)
    cells = tuple(
        Cell(
            group=("2015-04-26", f"A{home}"),
            key=f"A{place}",
            people=int(random.lognormvariate(2.5, 1.5)) + 1,
            base=random.randint(0, 100),
        )
        for home in range(1067)
        for place in range(75)
    )
    values = {(cell.group, cell.key): {"normal": 1.0, "share": 0.5} for cell in cells}
    started = process_time()
    disclosed = disclose(Headcount(table="flows", cells=cells, values=values), rule())
    seconds = process_time() - started
    assert seconds < patient(1)
    assert disclosed.published + sum(count for _, count in disclosed.withheld) == len(cells)
