"""The dataset where it lies: what a lane reads at its holder, unchanged since it was attached."""

from collections.abc import Mapping
from pathlib import Path

from commonweal.app.node import Node
from commonweal.model.dataset import Dataset
from commonweal.model.errors import Invalid, NotPermitted, Unavailable
from commonweal.use.lane import Inputs


def visit_inputs(
    node: Node, dataset: Dataset, *, settings: Mapping[str, str], work: Path
) -> Inputs:
    """The dataset where it lies, unchanged since it was attached.

    Raises:
        NotPermitted: the files have changed.
        Unavailable: they cannot be read; where they lie is not told to who asks.
    """
    place = Path(dataset.place)
    if _version(node, place) != dataset.version:
        raise NotPermitted(
            clause="dataset",
            detail="The files of this dataset have changed since the agreement was made.",
            hint="The holder attaches them as a new dataset: `weal data add`.",
        )
    return Inputs(
        folder=place,
        columns=dict(dataset.columns),
        settings={**settings, **dict(dataset.settings)},
        secret=node.keys.secret(dataset.holder, "pseudonyms"),
        synthetic=dataset.synthetic,
        work=work,
    )


def _version(node: Node, place: Path) -> str:
    try:
        return node.holdings.version(node.holdings.listing(place))
    except (Invalid, Unavailable):
        raise Unavailable(
            detail="The files of this dataset cannot be read where its holder keeps them.",
            hint="Ask the holder to put them back as they were attached.",
        ) from None
