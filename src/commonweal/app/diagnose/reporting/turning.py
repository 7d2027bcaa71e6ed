"""Annex: what would change the answer, and what was tried without changing it."""

from collections.abc import Iterator

from commonweal.adapters.documents import Paragraph, Section, Table
from commonweal.diagnose.contract import WouldChange
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.summary import summary
from commonweal.diagnose.words import held_up, run_called, subject


def turning(found: Diagnosis) -> Iterator[Section]:
    """The changes that give another answer, how many were tried, and the thresholds it is near."""
    told = summary(found).would_change
    said = (*(held_up(each) for each in told.tried), *(each.text for each in told.distance))
    yield Section(
        heading="Annex D. What would change the answer",
        blocks=(_turns(told), *(Paragraph(text=each) for each in said)),
    )


def _turns(told: WouldChange) -> Table | Paragraph:
    if not told.turns:
        return Paragraph(text="Nothing that was tried changes the answer.")
    return Table(
        columns=("change", "of what", "it would be called"),
        rows=tuple((each.what.value, subject(each), run_called(each.label)) for each in told.turns),
    )
