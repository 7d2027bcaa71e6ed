"""Which of several agreements answers a request."""

from collections.abc import Sequence

from commonweal.model.agreement import ENDED, Agreement, AgreementState, ClauseTerm
from commonweal.model.dataset import Dataset
from commonweal.model.errors import NotFound
from commonweal.model.grant import Request
from commonweal.share.gate import Granted, answer

_SILENT = ENDED | {AgreementState.DRAFT, AgreementState.CLOSED}
"""States whose refusal says least: another agreement's is told first."""


def answering(request: Request, agreements: Sequence[Agreement], dataset: Dataset) -> Agreement:
    """The agreement that permits the request; if none does, the one whose refusal says most.

    That is the newest that lives and is of the mode asked for, else the newest that lives, else
    the newest.

    Args:
        request: who asks for what.
        agreements: of the dataset's collaboration, oldest first.
        dataset: the one asked for.

    Raises:
        NotFound: none names the dataset and the asker; a stranger is told just this.
    """
    named = [
        each
        for each in agreements
        if request.dataset in each.datasets and request.party in each.parties
    ]
    if not named:
        raise NotFound(kind="dataset", id=request.dataset)
    for each in named:
        if isinstance(answer(request, each, dataset, name="grant"), Granted):
            return each
    living = [each for each in named if each.state not in _SILENT]
    fitting = [each for each in living if _of_mode(each, request)]
    return (fitting or living or named)[-1]


def _of_mode(agreement: Agreement, request: Request) -> bool:
    found = agreement.clause(ClauseTerm.MODE)
    return found is not None and request.mode.value in found.values
