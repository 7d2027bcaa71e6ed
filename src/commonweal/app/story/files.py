"""The files of a story's holders, made by the generator of each lane: synthetic, never real."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from commonweal.cases.case import Case, CaseDataset
from commonweal.use.food.synth.world import World as FoodWorld
from commonweal.use.food.synth.writing import synthesise as synthesise_food
from commonweal.use.mobility.synth.world import World as MobilityWorld
from commonweal.use.mobility.synth.writing import synthesise as synthesise_mobility
from commonweal.use.trade.synth.world import World as TradeWorld
from commonweal.use.trade.synth.writing import synthesise as synthesise_trade


def made(home: Path, told: Case) -> None:
    """Make the files of every dataset of a case, each in its holder's folder."""
    for key, given in told.datasets.items():
        SYNTH[given.lane](place(home, told, key), given)


def place(home: Path, told: Case, dataset: str) -> Path:
    """Where a holder of the story keeps the files of a dataset."""
    return home / "holders" / told.id / told.datasets[dataset].holder / dataset


def _mobility(folder: Path, given: CaseDataset) -> None:
    synthesise_mobility(folder, msgspec.convert(given.synth, MobilityWorld))


def _food(folder: Path, given: CaseDataset) -> None:
    synthesise_food(folder, msgspec.convert(given.synth, FoodWorld))


def _trade(folder: Path, given: CaseDataset) -> None:
    synthesise_trade(folder, msgspec.convert(given.synth, TradeWorld))


SYNTH: Mapping[str, Callable[[Path, CaseDataset], None]] = MappingProxyType(
    {"food": _food, "mobility": _mobility, "trade": _trade}
)
"""The generator of each lane."""
