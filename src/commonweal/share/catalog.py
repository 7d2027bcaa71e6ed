"""What a party sees of datasets: everything but the place, which is the holder's alone."""

from collections.abc import Iterable
from dataclasses import replace

from commonweal.model.dataset import Dataset
from commonweal.model.ids import PartyId


def seen(dataset: Dataset, party: PartyId) -> Dataset:
    """The dataset as that party may see it: without its folder, unless the party holds it."""
    return dataset if dataset.holder == party else replace(dataset, place="")


def catalogue(datasets: Iterable[Dataset], party: PartyId) -> tuple[Dataset, ...]:
    """The datasets of a collaboration as one of its parties may see them, in their order."""
    return tuple(seen(dataset, party) for dataset in datasets)
