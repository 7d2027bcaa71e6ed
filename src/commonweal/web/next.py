"""Where a step that the rules call for is done: the address of its page in a collaboration."""

from collections.abc import Iterable, Mapping

from commonweal.diagnose.nextstep import Next
from commonweal.web.place import Place

_PAGES: Mapping[str, str] = {
    "R7": "diagnose/timeline#pressure",
    "R8": "diagnose/answer",
    "R13": "diagnose/surroundings#risks",
    "R14": "diagnose/timeline#event",
}
"""By the rule that calls for it; what no rule here calls for is done on its step's first page."""


def led_to(here: Place, steps: Iterable[Next]) -> tuple[tuple[str, Next], ...]:
    """Every step with the address where it is done."""
    at = f"/c/{here.collaboration.id}"
    return tuple((f"{at}/{_PAGES.get(each.rule, each.step)}", each) for each in steps)
