"""The call of the optimiser (HiGHS): limits, progress, and a stop that keeps the best found."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

import highspy
import numpy as np
from highspy._core import _Highs, cb
from numpy.typing import NDArray

from commonweal.model.errors import Invalid, Unavailable
from commonweal.model.winwin import Ended
from commonweal.winwin.watch import Reached, Watch, known, unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard the optimiser tries. Two runs that end before the time limit end alike."""

    gap: float = 0.01
    """Share of the answer by which a better one may be missed."""
    apart: float = 1e-9
    """The same as an amount, in the unit of the scaled objective."""
    seconds: float = 20.0
    """The time limit."""
    seed: int = 0
    presolve: str = "choose"
    """Whether HiGHS simplifies the program first, in its own words: choose or off."""

    def __post_init__(self) -> None:
        """Raises Invalid for a gap or a time limit that cannot be used."""
        if not 0.0 <= self.gap <= 1.0:
            raise Invalid(
                detail=f"The gap is {self.gap}.",
                hint="Give 0 (the best there is) to 1; 0.01 is one per cent.",
                field="gap",
            )
        if not 0.0 < self.seconds <= _MOST_SECONDS:
            raise Invalid(
                detail=f"The time limit is {self.seconds} seconds.",
                hint=f"Give more than 0, and at most {_MOST_SECONDS:,}.",
                field="seconds",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best found, and what is known of better ones."""

    values: NDArray[np.float64]
    """One for each column."""
    bound: float
    """What no answer can exceed, or fall below where less is better; infinite if not known."""
    ended: Ended
    seconds: float


def run(
    program: highspy.HighsLp,
    effort: Effort,
    *,
    scale: float = 1.0,
    start: Sequence[float] | None = None,
    watch: Watch = unwatched,
) -> Found | None:
    """The best answer found within the effort; None if it is proved that there is none.

    Args:
        program: with a bounded objective to maximise.
        effort: when to stop.
        scale: what one of the objective is in the unit of the offers; negative where the
            objective counts what should be little.
        start: an answer that is known, one value for each column; it is the answer unless the
            optimiser finds a better one. It is not handed to the optimiser: HiGHS 1.16 may
            take it for another one as it simplifies the program, and call that the best.
        watch: is told how far it is, and may stop it.

    Raises:
        Unavailable: the optimiser ended without an answer; its field `ended` says why.
        BaseException: what `watch` raised, once the optimiser has ended.
    """
    if not program.num_col_:
        return _of_nothing(program)
    solver, ear = _solver(effort), _Ear(watch=watch, scale=scale, begun=perf_counter())
    _listen(solver, ear)
    solver.passModel(program)
    solver.run()
    if ear.raised is not None:
        raise ear.raised
    begun = [] if start is None else [np.array(start)]
    return _found(solver, begun, scale=scale, seconds=perf_counter() - ear.begun)


def _of_nothing(program: highspy.HighsLp) -> Found | None:
    """The answer of a program without columns, which the optimiser calls empty."""
    if any(least > 0 for least in program.row_lower_):
        return None
    return Found(values=np.zeros(0), bound=0.0, ended=Ended.PROVED, seconds=0.0)


def _found(
    solver: _Highs, answers: list[NDArray[np.float64]], *, scale: float, seconds: float
) -> Found | None:
    status, info = solver.getModelStatus(), solver.getInfo()
    if status in _IMPOSSIBLE:
        return None
    ended = _ENDED.get(status, Ended.TIME)
    if info.primal_solution_status == highspy.kSolutionStatusFeasible:
        answers = [np.array(solver.getSolution().col_value), *answers]
    if not answers:
        raise Unavailable(
            detail=f"The optimiser ended without an answer: {solver.modelStatusToString(status)}.",
            hint="Give it more time, or put fewer offers on the table.",
            ended=ended.value,
        )
    gain = np.array(solver.getLp().col_cost_)
    return Found(
        values=max(answers, key=lambda values: float(gain @ values)),
        bound=float(info.mip_dual_bound) * scale,
        ended=ended,
        seconds=seconds,
    )


_ENDED = {
    highspy.HighsModelStatus.kOptimal: Ended.PROVED,
    highspy.HighsModelStatus.kInterrupt: Ended.STOPPED,
}
_IMPOSSIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
_THREADS = 2
"""One number for all runs: the optimiser refuses another one in the same process."""
_TOLERANCE = 1e-9
"""How far a row or a whole number may be off."""
_TOLD_EVERY_S = 0.2
_SEEDS = 2**31
_MOST_SECONDS = 86_400


def _solver(effort: Effort) -> _Highs:
    """A silent solver; `highspy.Highs` would print a banner before it could be silenced."""
    solver = _Highs()
    options: dict[str, bool | float | str] = {
        "output_flag": False,
        "mip_rel_gap": effort.gap,
        "mip_abs_gap": effort.apart,
        "mip_feasibility_tolerance": _TOLERANCE,
        "primal_feasibility_tolerance": _TOLERANCE,
        "time_limit": effort.seconds,
        "presolve": effort.presolve,
        "threads": _THREADS,
        "random_seed": effort.seed % _SEEDS,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


@dataclass(slots=True)
class _Ear:
    """Hears the optimiser, tells who watches, and remembers whether to stop."""

    watch: Watch
    scale: float
    begun: float
    told_s: float = 0.0
    """When it told last, in seconds from the beginning."""
    stop: bool = False
    raised: BaseException | None = field(default=None)

    def hear(self, told: cb.HighsCallbackOutput) -> None:
        """Tell who watches how far it is, now and then; an error of theirs stops the optimiser."""
        seconds = perf_counter() - self.begun
        if self.stop or seconds < self.told_s + _TOLD_EVERY_S:
            return
        self.told_s = seconds
        incumbent, bound = known(told.mip_primal_bound), known(told.mip_dual_bound)
        reached = Reached(
            incumbent=None if incumbent is None else incumbent * self.scale,
            bound=None if bound is None else bound * self.scale,
            seconds=seconds,
        )
        try:
            self.stop = not self.watch(reached)
        except BaseException as raised:  # noqa: BLE001  # raised again when the optimiser has ended
            self.raised, self.stop = raised, True


def _listen(solver: _Highs, ear: _Ear) -> None:
    def heard(
        kind: cb.HighsCallbackType,
        message: str,
        told: cb.HighsCallbackOutput,
        answer: cb.HighsCallbackInput,
        data: object,
    ) -> None:
        del kind, message, data
        ear.hear(told)
        if ear.stop:
            answer.user_interrupt = True

    solver.setCallback(heard, None)
    solver.startCallback(cb.HighsCallbackType.kCallbackMipInterrupt)
