import signal

import pytest

from commonweal.model.errors import Invalid, Unavailable
from commonweal.model.winwin import Ended
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import government, public_flows
from commonweal.winwin.formulation import Program
from commonweal.winwin.selection import NOTHING
from commonweal.winwin.solver import Effort, Found, run
from commonweal.winwin.watch import Reached, Watch, unwatched
from tests.scale import size
from tests.winwin.invented import (
    KINDS,
    LARGE,
    MIDDLE,
    SMALL,
    Generator,
    element,
    figure,
    table,
    use,
    with_easy_deal,
)

NO_TIME = Effort(seconds=1e-9)
EXACT = Effort(gap=0.0)


def hard() -> tuple[Program, float]:
    """A large table that takes seconds to prove."""
    made = Generator(LARGE, 1)
    offers = made.table()
    floor = Floor(government=government(offers, made.kinds), caution=0.4)
    program = Program(offers=offers, floor=floor)
    return program, program.aim(public_flows(offers, Circumstance.of(made.kinds)))


def ran(effort: Effort, watch: Watch = unwatched) -> Found:
    program, scale = hard()
    found = run(program.lp(), effort, scale=scale, start=program.values(NOTHING), watch=watch)
    assert found is not None
    return found


def test_without_time_the_answer_is_what_it_began_with() -> None:
    found = ran(NO_TIME)
    assert not found.values.any()
    assert found.ended is Ended.TIME


def test_without_time_and_a_beginning_it_says_that_it_has_no_answer() -> None:
    program, scale = hard()
    with pytest.raises(Unavailable, match="Time limit reached") as ended:
        run(program.lp(), NO_TIME, scale=scale)
    assert ended.value.hint


def test_who_watches_is_told_of_an_incumbent_below_a_bound_that_only_falls() -> None:
    told: list[Reached] = []

    def watch(reached: Reached) -> bool:
        told.append(reached)
        return len(told) < 2

    found = ran(EXACT, watch)
    bounds = [each.bound for each in told if each.bound is not None]
    assert bounds == sorted(bounds, reverse=True)
    assert all(
        each.incumbent <= each.bound + 1e-6
        for each in told
        if each.incumbent is not None and each.bound is not None
    )
    assert found.ended is Ended.STOPPED


def test_a_stop_keeps_the_best_found() -> None:
    best: list[float] = []

    def enough(reached: Reached) -> bool:
        best.append(reached.incumbent or 0.0)
        return best[-1] <= 0

    program, scale = hard()
    found = run(program.lp(), EXACT, scale=scale, start=program.values(NOTHING), watch=enough)
    assert found is not None
    assert found.ended is Ended.STOPPED
    assert scale * float(found.values @ program.lp().col_cost_) >= best[-1] > 0
    assert found.bound >= best[-1]


class GivenUpError(Exception):
    """Raised by who watches."""


def test_what_a_watcher_raises_comes_through_and_nothing_is_told_after_it() -> None:
    told: list[Reached] = []

    def watch(reached: Reached) -> bool:
        told.append(reached)
        raise GivenUpError

    with pytest.raises(GivenUpError):
        ran(EXACT, watch)
    assert len(told) == 1


def test_an_interrupt_from_the_keyboard_ends_it() -> None:
    def watch(reached: Reached) -> bool:
        del reached
        signal.raise_signal(signal.SIGINT)
        return True

    with pytest.raises(KeyboardInterrupt):
        ran(EXACT, watch)


def test_what_cannot_be_is_none() -> None:
    offers = table([element("records", figure(1))], [use("map", 1)])
    program = Program(offers=offers, floor=Floor())
    program.row({0: -1.0}, 1.0)
    assert run(program.lp(), EXACT) is None


@pytest.mark.parametrize("wrong", [{"gap": -0.1}, {"gap": 2.0}, {"seconds": 0.0}, {"seconds": 1e9}])
def test_an_effort_that_cannot_be_made_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(Invalid) as said:
        Effort(**wrong)  # type: ignore[arg-type]  # mypy reads each as any field
    assert said.value.hint


def test_one_seed_gives_one_answer() -> None:
    made = Generator(MIDDLE, 3)
    offers = made.table()
    floor = Floor(government=government(offers, made.kinds))
    answers = []
    for _ in range(2):
        program = Program(offers=offers, floor=floor)
        program.aim(public_flows(offers, Circumstance.of(made.kinds)))
        found = run(program.lp(), Effort(seed=7))
        assert found is not None
        answers.append((tuple(found.values), found.bound))
    assert answers[0] == answers[1]


def test_an_answer_to_begin_with_never_hides_a_better_one() -> None:
    """Seed 53 was answered with doing nothing: HiGHS took the beginning for another answer."""
    for seed in (53, *range(size(quick=10, ci=200, full=500))):
        made = Generator(SMALL, seed)
        offers = with_easy_deal(made.chained())
        floor = Floor(government=government(offers, {**made.kinds, **KINDS}))
        program = Program(offers=offers, floor=floor)
        program.aim(public_flows(offers, Circumstance.of({**made.kinds, **KINDS})))
        read = program.lp()
        found = [run(read, EXACT, start=start) for start in (program.values(NOTHING), None)]
        best = [each and float(read.col_cost_ @ each.values) for each in found]
        assert best[0] == pytest.approx(best[1]), seed


@pytest.mark.ci
def test_a_better_beginning_is_kept_when_there_is_no_time() -> None:
    program, _ = hard()
    better = ran(Effort(gap=0.2))
    found = run(program.lp(), NO_TIME, start=list(better.values))
    assert found is not None
    assert (found.values == better.values).all()


def test_a_program_of_nothing_asks_for_nothing_or_for_what_cannot_be() -> None:
    program = Program(offers=table([], []), floor=Floor())
    found = run(program.lp(), EXACT)
    assert found
    assert (len(found.values), found.ended) == (0, Ended.PROVED)
    program.row({}, 1.0)
    assert run(program.lp(), EXACT) is None
