"""A case as `weal demo` tells it, and what a visitor finds in its home afterwards."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonweal.app.build import build
from commonweal.app.settings import settings
from commonweal.model.returns import Return, ReturnState
from tests.journey.weal import Said, weal


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A home in which one case was played."""

    home: Path
    story: str
    """As people read it."""
    collaboration: str

    def ok(self, *words: str, party: str = "") -> Any:
        """What a command answers that may not fail."""
        said = weal(self.home, *words, party=party)
        assert said.code == 0, said.problem
        return said.out

    def asked(self, dataset: str, *, party: str, purpose: str, mode: str = "visit") -> Said:
        """A request, by the clock of today."""
        return weal(self.home, "share", "request", dataset, "--purpose", purpose, "--mode", mode,
                    party=party)  # fmt: skip

    def dataset(self, holder: str) -> str:
        """The one dataset of that holder."""
        (own,) = [
            e for e in self.ok("data", "list", self.collaboration, party=holder) if e["place"]
        ]
        return str(own["id"])

    def clause(self, said: Said, *, party: str) -> str:
        """What the clause that refused is about."""
        refusal = said.out["refusal"]
        shown = self.ok("agree", "show", refusal["agreement"], party=party)["agreement"]
        return next(str(e["term"]) for e in shown["clauses"] if e["id"] == refusal["clause"])

    def open_return(self) -> str:
        """The one return that the story leaves to its visitor."""
        node = build(settings(self.home, ""))
        (left,) = node.records.find(Return, state=ReturnState.ALIGNED.value)
        return left.record.id

    def came(self) -> tuple[Return, ...]:
        """The returns whose recipients have confirmed them."""
        node = build(settings(self.home, ""))
        found = node.records.find(Return, state=ReturnState.CONFIRMED.value)
        return tuple(each.record for each in found)


def told(home: Path, case: str, visitor: str) -> Told:
    """Play a case in that home."""
    done = subprocess.run(
        [sys.executable, "-m", "commonweal", "demo", "--no-serve", "--case", case,
         "--home", str(home)],
        capture_output=True, text=True, check=True, env={"PATH": "", "COLUMNS": "400"},
    )  # fmt: skip
    (found,) = weal(home, "list", party=visitor).out
    return Told(home=home, story=done.stdout, collaboration=str(found["id"]))


def in_order(story: str, *words: str) -> bool:
    """True if each of the words comes after the one before it."""
    at = 0
    for each in words:
        at = story.find(each, at)
        if at < 0:
            return False
        at += len(each)
    return True
