"""What was promised, and how real it is: promised, aligned, delivered (paper S5.1)."""

from collections.abc import Collection
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
    of: str = ""
    """The service that a return makes real; empty for a service, and a return of none."""


_CAME = frozenset({ReturnState.DELIVERED, ReturnState.CONFIRMED})


def benefits(
    table: Offers | None, package: Package | None, returns: Collection[Return]
) -> tuple[Benefit, ...]:
    """Every service of the kept package, each with the returns that make it real, then the others.

    Returns that were waived are no benefit.

    Args:
        table: the offers; None while nothing lies there.
        package: the one that was kept; while there is none, all services on the table count.
        returns: those that the asker may see.
    """
    left = [each for each in returns if each.state is not ReturnState.WAIVED]
    found = list[Benefit]()
    for service in _chosen(table, package):
        own = [each for each in returns if _makes(each, service)]
        found.append(_service(service, own))
        found += [_return(each, service.id) for each in own if each in left]
        left = [each for each in left if each not in own]
    return (*found, *(_return(each) for each in left))


def status(benefit: Benefit, done: Collection[str]) -> Status:
    """How real a benefit is.

    Args:
        benefit: what was promised.
        done: names of the tracks that are done with every authority in every country.
    """
    if benefit.came:
        return Status.DELIVERED
    return Status.ALIGNED if set(benefit.needs) <= set(done) else Status.PROMISED


def _chosen(table: Offers | None, package: Package | None) -> tuple[ServiceInReturn, ...]:
    services = table.services if table else ()
    return tuple(each for each in services if package is None or each.id in package.services)


def _service(service: ServiceInReturn, own: Collection[Return]) -> Benefit:
    """A service; it came once every return did that makes it real."""
    return Benefit(
        id=service.id,
        source=Source.SERVICE,
        text=service.text,
        needs=service.needs_tracks,
        came=bool(own) and all(each.state in _CAME for each in own),
    )


def _return(promised: Return, of: str = "") -> Benefit:
    return Benefit(
        id=promised.id,
        source=Source.RETURN,
        text=promised.text,
        needs=promised.needs_tracks,
        came=promised.state in _CAME,
        of=of,
    )


def _makes(promised: Return, service: ServiceInReturn) -> bool:
    """True for a return that makes the service real: its provider's, waiting for the same tracks.

    A service that waits for no track is recognised by no return.
    """
    return (
        bool(service.needs_tracks)
        and promised.state is not ReturnState.WAIVED
        and promised.giver == service.provider
        and promised.recipient in {each.recipient for each in service.benefits}
        and set(promised.needs_tracks) == set(service.needs_tracks)
    )
