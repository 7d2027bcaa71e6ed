"""`docs/requirements.md`, made from the marks on tests and the comments in templates.

Run `python -m tests.docs.requirements > docs/requirements.md` after marking a test.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml

from tests.docs.markdown import ROOT
from tests.docs.marks import Shown, by_tests, on_pages

TEXTS = Path(__file__).with_name("requirements.yaml")
MOST = 3
"""Tests named for one requirement; the others are counted."""

HEAD = """# Requirements

What the paper that commonweal implements asks of a working system: {all} requirements, in our
words. Met, each shown by a test: {met}. Met in part: {part}. On a page, without a test: {shown}.
Not yet met: {open}.

S1 to S7 and T1 to T5 are sections and tables of the paper. RD, SI and SS are its three platforms:
resource-dependence, social issue, societal sector. This file is made from the marks on tests and
pages; a test compares.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One of the 86, and where it is met."""

    number: int
    group: str
    text: str
    step: str
    """The step that meets it, where nothing shows that yet."""
    tests: Sequence[Shown]
    pages: Sequence[Shown]
    lacks: str = ""
    """What is still missing where tests show a part."""

    @property
    def state(self) -> str:
        """`met` and `part` take a test; a page alone is `shown`; nothing at all is `open`."""
        if self.tests:
            return "part" if self.lacks else "met"
        return "shown" if self.pages else "open"


def requirements(
    shown_by_tests: Sequence[tuple[int, Shown]], shown_on_pages: Sequence[tuple[int, Shown]]
) -> tuple[Requirement, ...]:
    """All requirements with what shows them. Raises ValueError for a number that is none."""
    read = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    known = {each["number"] for group in read for each in group["requirements"]}
    by_test, on_page = _by_number(shown_by_tests, known), _by_number(shown_on_pages, known)
    return tuple(
        Requirement(
            **each,
            group=group["group"],
            tests=by_test.get(each["number"], ()),
            pages=on_page.get(each["number"], ()),
        )
        for group in read
        for each in group["requirements"]
    )


def document(found: Sequence[Requirement]) -> str:
    """The whole text."""
    states = Counter(each.state for each in found)
    counts = {state: states[state] for state in ("met", "part", "shown", "open")}
    return HEAD.format(all=len(found), **counts) + "".join(_tables(found))


def current() -> tuple[Requirement, ...]:
    """All requirements, with what the tests and templates of the tree say now."""
    return requirements(list(by_tests()), list(on_pages()))


def _by_number(
    found: Sequence[tuple[int, Shown]], known: set[int]
) -> Mapping[int, Sequence[Shown]]:
    """What shows each number; what shows few others comes first, as it tells more."""
    breadth = Counter(each for _, each in set(found))
    listed: defaultdict[int, list[Shown]] = defaultdict(list)
    for number, each in sorted(
        set(found), key=lambda one: (one[0], breadth[one[1]], one[1].path, one[1].name)
    ):
        if number not in known:
            raise ValueError(f"{each.path} names requirement {number}, and there is none.")
        listed[number].append(each)
    return listed


def _tables(found: Sequence[Requirement]) -> Iterator[str]:
    for group, members in groupby(found, key=lambda each: each.group):
        yield f"\n## {group}\n\n| | what is required | where it is met |\n|---|---|---|\n"
        yield from (f"| {each.number} | {each.text} | {_where(each)} |\n" for each in members)


def _where(each: Requirement) -> str:
    on = ", ".join(f"[{page.name}]({_link(page)})" for page in each.pages)
    said = "; ".join(_claims(each.tests)) + (f". Page: {on}" if on else "")
    match each.state:
        case "met":
            return said
        case "part":
            return f"in part: {said}. Not yet: {each.lacks} (step {each.step})"
        case "shown":
            return f"shown on {on}, no test"
        case _:
            return f"not yet: step {each.step}"


def _claims(shown: Sequence[Shown]) -> Iterator[str]:
    yield from (f"[{each.name}]({_link(each)})" for each in shown[:MOST])
    if len(shown) > MOST:
        yield f"and {len(shown) - MOST} more"


def _link(shown: Shown) -> str:
    return f"../{shown.path.relative_to(ROOT).as_posix()}"


if __name__ == "__main__":
    print(document(current()), end="")
