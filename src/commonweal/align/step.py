"""The steps of a track: what is to be done, in order, each ticked once it is done."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from commonweal.model.errors import Invalid, NotYet, UnknownTerm
from commonweal.model.track import AlignmentTrack, Step, TrackState

MOST_STEPS = 50
"""Steps of one track."""


def checked(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps in their order. Raises Invalid for too many, or a text that stands twice."""
    found = tuple(steps)
    if len(found) > MOST_STEPS:
        raise Invalid(
            detail=f"The track has {len(found)} steps.",
            hint=f"Give at most {MOST_STEPS}, or make two tracks of it.",
            field="steps",
        )
    texts = [each.text for each in found]
    for text in texts:
        if texts.count(text) > 1:
            raise Invalid(
                detail=f"The step {text!r} stands twice.", hint="Name each once.", field="steps"
            )
    return found


def rewritten(before: Sequence[Step], wanted: Iterable[Step | str]) -> tuple[Step, ...]:
    """The steps as they are wanted, in this order; one given by its text alone keeps its tick."""
    done = {each.text for each in before if each.done}
    return tuple(
        Step(text=each, done=each in done) if isinstance(each, str) else each for each in wanted
    )


def ticked(steps: Sequence[Step], texts: Collection[str]) -> tuple[Step, ...]:
    """The steps, those of these texts ticked too. Raises UnknownTerm for a step not there."""
    known = [each.text for each in steps]
    for text in texts:
        if text not in known:
            raise UnknownTerm(field="step", got=text, known=known)
    return tuple(replace(each, done=each.done or each.text in texts) for each in steps)


def check_finished(track: AlignmentTrack) -> None:
    """Say nothing unless it is done and steps of it are open. Raises NotYet, naming them."""
    left = [each.text for each in track.steps if not each.done]
    if track.state is not TrackState.DONE or not left:
        return
    counted = "1 step is" if len(left) == 1 else f"{len(left)} steps are"
    raise NotYet(
        detail=f"Track {track.called!r} is not done: {counted} open ({'; '.join(left)}).",
        hint="Tick what is done, take away what is not needed, then set it.",
        field="steps",
    )
