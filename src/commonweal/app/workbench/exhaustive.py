"""The best package of a small document by trying every one: what the optimiser is held against.

Written from the formulas of `winwin/README.md` on the document itself; it shares no code with the
reader of offers or with the optimiser.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any

Entry = dict[str, Any]
"""An entry of a document of offers; every figure of it a mapping with `likely`."""

_SLIGHT = 1e-9


def best_public_value(document: dict[str, Any], *, margin: float) -> float:
    """The most public value at which every joined party outside government nets the margin.

    Args:
        document: in the form of `winwin.synthetic`.
        margin: the least net, in the unit of the document.
    """
    table = _Table(document)
    return max(table.public_value(*each) for each in table.packages(margin))


@dataclass(frozen=True, slots=True)
class _Table:
    document: dict[str, Any]

    def packages(self, margin: float) -> Iterator[tuple[list[Entry], list[Entry]]]:
        """Uses and services by which nobody who must join is below the margin."""
        for uses in _subsets(self.document["uses"]):
            used = [[use["element"], use["party"]] for use in uses]
            for services in _subsets(self.document["services"]):
                if all(need in used for each in services for need in each["needs_uses"]):
                    parties = self._active(uses, services) - self._government()
                    nets = (self._net(party, uses, services) for party in parties)
                    if all(net >= margin - _SLIGHT for net in nets):
                        yield uses, services

    def public_value(self, uses: list[Entry], services: list[Entry]) -> float:
        """Public values less what government pays."""
        spent = sum(self._costs(party, uses, services) for party in self._government())
        tracks = {each["id"]: each for each in self.document["tracks"]}
        needed = {track for each in services for track in each["needs_tracks"]}
        while further := {b for t in needed for b in tracks[t]["needs_tracks"]} - needed:
            needed |= further
        spent += sum(_likely(tracks[t]["cost"]) for t in needed if tracks[t]["state"] != "done")
        return sum(_likely(use["public_value"]) for use in uses) - spent

    def _net(self, party: str, uses: list[Entry], services: list[Entry]) -> float:
        gained = sum(_likely(use["private_value"]) for use in uses if use["party"] == party)
        gained += sum(
            _likely(to["benefit"])
            for each in services
            for to in each["recipients"]
            if to["party"] == party
        )
        return gained - self._costs(party, uses, services)

    def _costs(self, party: str, uses: list[Entry], services: list[Entry]) -> float:
        mine = [each for each in self.document["elements"] if each["holder"] == party]
        held, shared = {each["id"] for each in mine}, {use["element"] for use in uses}
        return (
            sum(_likely(each["cost"]) for each in mine if each["id"] in shared)
            + sum(_likely(use["risk_to_holder"]) for use in uses if use["element"] in held)
            + sum(_likely(each["cost"]) for each in services if each["provider"] == party)
        )

    def _active(self, uses: list[Entry], services: list[Entry]) -> set[str]:
        shared = {use["element"] for use in uses}
        holders = {e["holder"] for e in self.document["elements"] if e["id"] in shared}
        return holders | {use["party"] for use in uses} | {each["provider"] for each in services}

    def _government(self) -> set[str]:
        return {each["id"] for each in self.document["parties"] if each["kind"] == "government"}


def _likely(figure: Entry) -> float:
    return float(figure["likely"])


def _subsets(entries: list[Entry]) -> Iterator[list[Entry]]:
    sizes = range(len(entries) + 1)
    every = chain.from_iterable(combinations(entries, size) for size in sizes)
    return map(list, every)
