"""Small invented seasons, and the lane on them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from commonweal.use.disclosure import disclose
from commonweal.use.food.lane import FoodLane
from commonweal.use.food.synth import World, synthesise
from commonweal.use.lane import Inputs, Listed
from commonweal.use.run import run
from tests.use.lanes import Idle

WORLD = World(farms=8, hubs=2, buyers=3, days=7, seed=4)


def season(target: Path, world: World = WORLD) -> Path:
    synthesise(target, world)
    return target


def inputs(folder: Path, work: Path, **settings: str) -> Inputs:
    work.mkdir(parents=True, exist_ok=True)
    return Inputs(
        folder=folder,
        columns={},
        settings=settings,
        secret=b"k" * 32,
        synthetic=True,
        work=work,
    )


def disclosed(given: Inputs) -> Listed:
    finding = run(FoodLane(), given, Idle(), lambda *_told: None)
    return disclose(finding, FoodLane().rule)


def asking(given: Inputs, work: Path, **settings: str) -> Inputs:
    work.mkdir(parents=True, exist_ok=True)
    return replace(given, settings=settings, work=work)


def buyers(folder: Path) -> list[str]:
    listed = json.loads((folder / "facilities.json").read_text(encoding="utf-8"))["facilities"]
    return [each["id"] for each in listed if each["kind"] == "institution"]


def events(folder: Path) -> list[Mapping[str, Any]]:
    documents = (json.loads(path.read_bytes()) for path in sorted((folder / "events").iterdir()))
    return [each for document in documents for each in document["epcisBody"]["eventList"]]
