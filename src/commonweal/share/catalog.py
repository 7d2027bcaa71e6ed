"""What a party sees of datasets: what they are, how many files and how large; no more."""

from collections.abc import Iterable
from dataclasses import replace

from commonweal.model.dataset import DataFile, Dataset
from commonweal.model.ids import PartyId


def seen(dataset: Dataset, party: PartyId) -> Dataset:
    """The dataset as that party may see it; its holder sees all of it.

    Others see neither the folder nor names and hashes of files, by which a small file could be
    guessed, nor how the holder names its columns.
    """
    if dataset.holder == party:
        return dataset
    files = tuple(
        DataFile(name=f"file {number}", size=each.size, sha256="")
        for number, each in enumerate(dataset.files, start=1)
    )
    return replace(dataset, place="", files=files, version="", columns=(), settings=())


def catalogue(datasets: Iterable[Dataset], party: PartyId) -> tuple[Dataset, ...]:
    """The datasets of a collaboration as one of its parties may see them, in their order."""
    return tuple(seen(dataset, party) for dataset in datasets)
