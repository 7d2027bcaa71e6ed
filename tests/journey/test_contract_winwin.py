"""The contract of step 2 as a script meets it: documents in, plain JSON out, checked by hand."""

import json
import random
from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from math import fsum
from pathlib import Path
from typing import Any

import pytest

from tests.journey.weal import weal
from tests.scale import size

SOLVED = {"public_value", "net_by_party", "elements", "uses", "services", "tracks", "joins",
          "gap", "seconds"}  # fmt: skip
PRIVATE = ("carrier", "mapper", "grower")
KINDS = {"carrier": "business", "mapper": "ngo", "grower": "business", "customs": "government"}
MARGINS = (0, 2.5)


def document(seed: int) -> dict[str, Any]:
    """An invented document as the contract writes it: figures as numbers and as ranges."""
    dice = random.Random(seed)

    def figure(least: int, most: int) -> float | dict[str, float]:
        likely = dice.randint(least, most)
        spread = abs(likely) / 4
        wide = {"low": likely - spread, "likely": likely, "high": likely + 2 * spread}
        return dice.choice((likely, wide))

    parties = list(KINDS)
    elements = [
        {"id": f"e{n}", "holder": dice.choice(parties), "cost": figure(0, 6)} for n in range(3)
    ]
    apart = [(e["id"], party) for e in elements for party in parties if party != e["holder"]]
    pairs = dice.sample(apart, 5)
    providers = [dice.choice(parties) for _ in range(2)]
    return {
        "parties": [{"id": id, "kind": kind} for id, kind in KINDS.items()],
        "elements": elements,
        "uses": [
            {"element": element, "party": party, "private_value": figure(-1, 6),
             "public_value": figure(-3, 25), "risk_to_holder": figure(0, 5)}
            for element, party in pairs
        ],
        "services": [
            {"id": f"s{n}", "provider": provider, "cost": figure(0, 6),
             "recipients": [{"party": party, "benefit": figure(-2, 20)}
                            for party in dice.sample([p for p in parties if p != provider], 2)],
             "needs_uses": [list(pair) for pair in dice.sample(pairs, dice.randint(0, 2))],
             "needs_tracks": dice.sample(["t0", "t1"], dice.randint(0, 2))}
            for n, provider in enumerate(providers)
        ],
        "tracks": [
            {"id": "t0", "kind": "legal", "authority": "Customs", "cost": figure(1, 6),
             "state": "open"},
            {"id": "t1", "kind": "IT", "authority": "Port", "cost": figure(1, 6),
             "state": "done"},
        ],
    }  # fmt: skip


def likely(figure: float | Mapping[str, float]) -> float:
    return figure["likely"] if isinstance(figure, Mapping) else figure


def worth(told: Mapping[str, Any], answer: Mapping[str, Any]) -> tuple[float, dict[str, float]]:
    """Public value and nets of an answer, added up from the document alone."""
    net = dict.fromkeys(answer["joins"], 0.0)
    paid = paid_by(told, answer)
    for party, amount in gained_by(told, answer):
        if party in net:
            net[party] += amount
    for party, amount in paid:
        net[party] -= amount
    spent = [amount for party, amount in paid if KINDS[party] == "government"]
    spent += [
        likely(each["cost"])
        for each in told["tracks"]
        if each["id"] in answer["tracks"] and each["state"] != "done"
    ]
    public = [likely(each["public_value"]) for each in used(told, answer)]
    return fsum(public) - fsum(spent), net


def paid_by(told: Mapping[str, Any], answer: Mapping[str, Any]) -> list[tuple[str, float]]:
    """What sharing, the risk of it, and services cost whom."""
    holders = {each["id"]: each["holder"] for each in told["elements"]}
    shared = (each for each in told["elements"] if each["id"] in answer["elements"])
    served = (each for each in told["services"] if each["id"] in answer["services"])
    return [
        *((each["holder"], likely(each["cost"])) for each in shared),
        *((holders[u["element"]], likely(u["risk_to_holder"])) for u in used(told, answer)),
        *((each["provider"], likely(each["cost"])) for each in served),
    ]


def gained_by(told: Mapping[str, Any], answer: Mapping[str, Any]) -> list[tuple[str, float]]:
    """What uses and services are worth to whom."""
    served = (each for each in told["services"] if each["id"] in answer["services"])
    return [
        *((each["party"], likely(each["private_value"])) for each in used(told, answer)),
        *((one["party"], likely(one["benefit"])) for each in served for one in each["recipients"]),
    ]


def used(told: Mapping[str, Any], answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [each for each in told["uses"] if [each["element"], each["party"]] in answer["uses"]]


def sound(told: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """True if whatever was chosen has what it needs."""
    joined, shared = set(answer["joins"]), set(answer["elements"])
    holders = {each["holder"] for each in told["elements"] if each["id"] in shared}
    usable = all(element in shared and party in joined for element, party in answer["uses"])
    services = [each for each in told["services"] if each["id"] in answer["services"]]
    served = all(
        each["provider"] in joined
        and all(pair in answer["uses"] for pair in each["needs_uses"])
        and set(each["needs_tracks"]) <= set(answer["tracks"])
        for each in services
    )
    return holders <= joined and usable and served


def subsets(things: list[Any]) -> Iterator[tuple[Any, ...]]:
    return chain.from_iterable(combinations(things, count) for count in range(len(things) + 1))


def best(told: Mapping[str, Any], margin: float) -> float:
    """The most public value of all packages, by trying each."""
    holders = {each["id"]: each["holder"] for each in told["elements"]}
    found = 0.0
    for uses in subsets(told["uses"]):
        pairs = [[each["element"], each["party"]] for each in uses]
        for services in subsets(told["services"]):
            if not all(pair in pairs for each in services for pair in each["needs_uses"]):
                continue
            active = {holders[element] for element, _ in pairs} | {party for _, party in pairs}
            active |= {each["provider"] for each in services}
            for guests in subsets([party for party in KINDS if party not in active]):
                answer = {
                    "joins": [*active, *guests],
                    "elements": [element for element, _ in pairs],
                    "uses": pairs,
                    "services": [each["id"] for each in services],
                    "tracks": [track for each in services for track in each["needs_tracks"]],
                }
                value, net = worth(told, answer)
                if all(net[party] >= margin - 1e-9 for party in PRIVATE if party in net):
                    found = max(found, value)
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("contract") / "home"
    assert weal(place, "party", "add", "Broker").code == 0
    return place


def tabled(home: Path, told: Mapping[str, Any], folder: Path) -> str:
    """The id of a new collaboration with that document on its table."""
    made = weal(home, "new", "A search", "--issue", "Who gains", party="Broker")
    assert made.code == 0, made.problem
    file = folder / "offers.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    done = weal(
        home, "winwin", "import", str(file), "--collaboration", made.out["id"], party="Broker"
    )
    assert done.code == 0, done.problem
    return str(made.out["id"])


def ok(home: Path, *words: str) -> Any:
    said = weal(home, "winwin", *words, party="Broker")
    assert said.code == 0, said.problem
    json.dumps(said.out, allow_nan=False)
    return said.out


@pytest.mark.parametrize("seed", range(size(quick=2, ci=12, full=60)))
def test_a_package_is_the_best_there_is_by_the_words_of_the_document(
    seed: int, home: Path, tmp_path: Path
) -> None:
    told = document(seed)
    id = tabled(home, told, tmp_path)
    for margin in MARGINS:
        answer = ok(home, "solve", id, "--margin", str(margin), "--gap", "0")
        assert answer.keys() >= SOLVED
        value, net = worth(told, answer)
        assert answer["public_value"] == pytest.approx(value)
        assert answer["net_by_party"] == pytest.approx(dict.fromkeys(KINDS, 0.0) | net)
        assert all(net[party] >= margin - 1e-6 for party in PRIVATE if party in net)
        assert sound(told, answer)
        assert value == pytest.approx(best(told, margin))
        assert 0 <= answer["gap"] <= 1
        assert answer["seconds"] >= 0


def test_a_frontier_has_points_and_names_the_one_to_recommend(home: Path, tmp_path: Path) -> None:
    told = document(1)
    found = ok(home, "frontier", tabled(home, told, tmp_path))
    assert found.keys() >= {"points", "recommended", "plain_optimum"}
    for point in found["points"]:
        assert point.keys() >= {"margin", "public_value", "p_all_gain", "net_by_party"}
        value, net = worth(told, point)
        assert point["public_value"] == pytest.approx(value)
        assert point["net_by_party"] == pytest.approx(dict.fromkeys(KINDS, 0.0) | net)
        assert 0 <= point["p_all_gain"] <= 1
    if found["recommended"] is not None:
        chosen = found["points"][found["recommended"]]
        assert chosen["p_all_gain"] >= 0.95
        assert chosen["margin"] > 0 or chosen["caution"] > 0
    assert found["plain_optimum"]["public_value"] == max(
        each["public_value"] for each in found["points"]
    )


def test_a_need_tells_both_scenarios_and_paying_it_closes_the_deal(
    home: Path, tmp_path: Path
) -> None:
    told = {
        **document(1),
        "elements": [{"id": "e0", "holder": "carrier", "cost": {"low": 3, "likely": 4, "high": 6}}],
        "uses": [{"element": "e0", "party": "customs", "private_value": 0,
                  "public_value": {"low": 20, "likely": 30, "high": 40}, "risk_to_holder": 2}],
        "services": [],
    }  # fmt: skip
    id = tabled(home, told, tmp_path)
    assert ok(home, "solve", id, "--margin", "0")["uses"] == []
    found = ok(home, "need", id, "--party", "carrier")
    assert [each["scenario"] for each in found] == ["likely", "low"]
    assert [each["least_incentive"] for each in found] == pytest.approx([6, 8])
    assert all(each["bound"] <= each["least_incentive"] + 1e-6 for each in found)
    for paid, uses in ((6.0, [["e0", "customs"]]), (5.94, [])):
        pay = {"id": "paid", "provider": "customs", "cost": 0,
               "recipients": [{"party": "carrier", "benefit": paid}],
               "needs_uses": [["e0", "customs"]], "needs_tracks": []}  # fmt: skip
        again = tabled(home, {**told, "services": [pay]}, tmp_path)
        assert ok(home, "solve", again, "--margin", "0")["uses"] == uses


def test_a_document_of_plain_numbers_without_any_unit_is_in_points(
    home: Path, tmp_path: Path
) -> None:
    told = {**document(1), "services": [], "tracks": []}
    assert ok(home, "solve", tabled(home, told, tmp_path), "--margin", "0")["unit"] == "points"
