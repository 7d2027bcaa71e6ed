"""What a sum hides, in words: why each party takes part, how it sees it, who stands apart."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from commonweal.diagnose.aspect import Cell, gap
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.spread import FAR
from commonweal.diagnose.summary import Summary, summary
from commonweal.diagnose.words import called, words

VOICES: Mapping[str, str] = MappingProxyType(
    {
        "motives": "Why each party takes part",
        "parties": "As each party sees it",
        "apart": "Who stands apart",
    }
)
"""What is told of parties and people: ids and labels."""


def voices(found: Diagnosis | None) -> Mapping[str, Cell]:
    """What is told of parties and people, under the ids of `VOICES`; of nobody without ratings."""
    if found is None:
        return dict.fromkeys(VOICES, gap())
    told = summary(found)
    said = {"motives": _motives(told), "parties": _parties(found, told), "apart": _apart(told)}
    return {id: Cell(said=tuple(sentences)) for id, sentences in said.items()}


def _motives(told: Summary) -> Iterator[str]:
    named = {name: codes for name, codes in told.motives.items() if codes}
    for name, codes in named.items():
        yield f"{name}: {', '.join(f'{words(code)} ({codes[code]})' for code in codes)}"
    if not named:
        yield "Nobody named a motive"


def _parties(found: Diagnosis, told: Summary) -> Iterator[str]:
    for name, own in told.by_party.items():
        differs = ", which differs from the whole" if name in told.differ else ""
        yield f"{name}: {called(found.by_party[own.id])}{differs}"


def _apart(told: Summary) -> Iterator[str]:
    tops: dict[tuple[str, str], list[str]] = {}
    far: dict[tuple[str, str], int] = {}
    for each in told.dissent:
        who = (each.respondent, each.party)
        tops.setdefault(who, [])
        far.setdefault(who, 0)
        if each.dimension:
            far[who] += 1
        elif each.platform:
            tops[who].append(words(each.platform))
    for who, seen in tops.items():
        yield f"{who[0]}, {who[1]}: {_stands(seen, far[who])}"
    if not tops:
        yield "Nobody" if told.respondents > 1 else "Only one person has rated"


def _stands(tops: list[str], far: int) -> str:
    sees = f"sees {' and '.join(tops)} on top" if tops else "sees the same on top"
    if not far:
        return sees
    return f"{sees}; {far} rating{'' if far == 1 else 's'} {FAR} or more from the median"
