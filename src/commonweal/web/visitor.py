"""Who looks at a page, and for which party."""

from dataclasses import dataclass

from commonweal.app.node import Node
from commonweal.model.party import Actor, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A person who is logged in, or in the demo whoever they act as."""

    node: Node
    actor: Actor
    name: str
    """The person's name, as the page greets them."""
    party: Party
    acting_as: tuple[Party, ...] = ()
    """In the demo alone: the parties one may act as; empty everywhere else."""

    @property
    def demo(self) -> bool:
        """True in the demo alone."""
        return bool(self.acting_as)
