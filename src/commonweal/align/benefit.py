"""What was promised, and how real it is: promised, aligned, delivered (paper S5.1)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from commonweal.model.returns import Return, ReturnState
from commonweal.model.winwin import Offers, Package, ServiceInReturn


class Status(StrEnum):
    """A benefit is promised until every track it needs is done, and real once it came."""

    PROMISED = "promised"
    ALIGNED = "aligned"
    DELIVERED = "delivered"


class Source(StrEnum):
    """Where a benefit was promised."""

    SERVICE = "service in return"
    RETURN = "promised return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """Something good that waits for alignment."""

    id: str
    """Of the service on the table, or of the return."""
    source: Source
    text: str
    needs: tuple[str, ...]
    """Names of the tracks that it waits for."""
    came: bool


_CAME = frozenset({ReturnState.DELIVERED, ReturnState.CONFIRMED})


def benefits(
    table: Offers | None, package: Package | None, returns: Collection[Return]
) -> tuple[Benefit, ...]:
    """Every service of the kept package, then every return that was not waived.

    Args:
        table: the offers; None while nothing lies there.
        package: the one that was kept; while there is none, all services on the table count.
        returns: those that the asker may see.
    """
    chosen = table.services if table else ()
    if package is not None:
        chosen = tuple(each for each in chosen if each.id in package.services)
    return (*_services(chosen, returns), *_returns(returns))


def status(benefit: Benefit, done: Collection[str]) -> Status:
    """How real a benefit is.

    Args:
        benefit: what was promised.
        done: names of the tracks that are done with every authority in every country.
    """
    if benefit.came:
        return Status.DELIVERED
    return Status.ALIGNED if set(benefit.needs) <= set(done) else Status.PROMISED


def _services(chosen: Iterable[ServiceInReturn], returns: Collection[Return]) -> Iterator[Benefit]:
    for each in chosen:
        yield Benefit(
            id=each.id,
            source=Source.SERVICE,
            text=each.text,
            needs=each.needs_tracks,
            came=_came(each, returns),
        )


def _returns(returns: Iterable[Return]) -> Iterator[Benefit]:
    for each in returns:
        if each.state is not ReturnState.WAIVED:
            yield Benefit(
                id=each.id,
                source=Source.RETURN,
                text=each.text,
                needs=each.needs_tracks,
                came=each.state in _CAME,
            )


def _came(service: ServiceInReturn, returns: Iterable[Return]) -> bool:
    """True if the returns that make it real came: its provider's, waiting for the same tracks."""
    if not service.needs_tracks:
        return False
    recipients = {each.recipient for each in service.benefits}
    own = [
        each.state
        for each in returns
        if each.giver == service.provider
        and each.recipient in recipients
        and set(each.needs_tracks) == set(service.needs_tracks)
        and each.state is not ReturnState.WAIVED
    ]
    return bool(own) and all(state in _CAME for state in own)
