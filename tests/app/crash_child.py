"""Grant, deliver, withdraw on a real home, killed at its n-th write or effect.

`python -m tests.app.crash_child HOME N` exits 9 where it was killed, else 0 and prints the number
of points it passed. The points are in this test code: the product has no hook for it.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from commonweal.app import agree, collaboration, data, job, party, share
from commonweal.app.build import build
from commonweal.app.node import Node
from commonweal.app.settings import settings
from commonweal.app.story.clock import StoryClock
from commonweal.app.sweep import sweep
from commonweal.model.agreement import AgreementState, Mode
from commonweal.model.grant import DeliveryState
from commonweal.model.ids import CollaborationId, PersonId
from commonweal.model.party import OPERATOR, Actor
from tests.app.houses import START
from tests.app.journey import PURPOSE

KILLED = 9
_EFFECTS = ("vault", "keys", "outbox", "releases", "logs")


class Watched:
    """A port whose every call passes a point before and after."""

    def __init__(self, port: Any, point: Callable[[], None]) -> None:
        self._port = port
        self._point = point

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._port, name)
        if not callable(found):
            return found

        def call(*given: Any, **named: Any) -> Any:
            self._point()
            answer = found(*given, **named)
            self._point()
            return answer

        return call


def opened(home: Path, minutes: int) -> Node:
    """The node of a home, so many minutes into the story."""
    return build(settings(home, "", {}), StoryClock(START + timedelta(minutes=minutes)))


def actors(node: Node) -> dict[str, Actor]:
    """Who acts, by name."""
    return {
        each.name: Actor(person=PersonId(each.keys[-1].id), party=each.id)
        for each in party.roster(OPERATOR, node)
    }


def finish(node: Node) -> None:
    """Do whatever of the story is not done yet."""
    known = actors(node)
    user, holder = known["Mappers"], known["Telecom"]
    (made,) = collaboration.roster(user, node)
    (dataset,) = data.catalogue(user, node, made.id)
    agreement = agree.roster(user, node, made.id)[0]
    before = share.history(user, node, made.id)
    if agreement.state is AgreementState.ACTIVE:
        if not before.grants:
            share.request(user, node, dataset.id, purpose=PURPOSE, mode=Mode.DELIVER)
        _deliver(user, node, made.id)
        agree.withdraw(holder, node, agreement.id)
    sweep(node)


def _deliver(user: Actor, node: Node, id: CollaborationId) -> None:
    found = share.history(user, node, id)
    if not any(each.state is DeliveryState.SEALED for each in found.deliveries):
        job.foreground(user, node, share.deliver(user, node, found.grants[0].id))


def main(home: Path, limit: int) -> None:
    """Play the story with a point at every write and effect."""
    node = opened(home, 1)
    passed = 0

    def point(*_: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == limit:
            os._exit(KILLED)

    def writing(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}:
            point()

    event.listen(Engine, "before_cursor_execute", writing)
    event.listen(Engine, "commit", point)
    watched: dict[str, Any] = {name: Watched(getattr(node, name), point) for name in _EFFECTS}
    finish(replace(node, **watched))
    print(passed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
