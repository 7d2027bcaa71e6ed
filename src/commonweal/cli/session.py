"""What every command shares: the home, who acts, and the node, opened at first use."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from commonweal.adapters.documents.render import ENDINGS
from commonweal.adapters.logs import log_to_stderr
from commonweal.adapters.plain import content
from commonweal.app import collaboration, job, party
from commonweal.app import party as parties
from commonweal.app.acts import sign_heads
from commonweal.app.build import build
from commonweal.app.node import Node
from commonweal.app.settings import settings
from commonweal.app.sweep import sweep
from commonweal.model.errors import Invalid, NotFound, Unavailable, UnknownTerm
from commonweal.model.estimate import Estimate
from commonweal.model.ids import CollaborationId, JobId, PartyId, PersonId
from commonweal.model.party import OPERATOR, Actor, Party

_TOLD = 5
"""Ids that are told where a title does not say which is meant, the newest."""


@dataclass(kw_only=True)
class Session:
    """One call of `weal`: options as given, the node when it is needed."""

    home: Path | None
    party: str
    json: bool

    @cached_property
    def node(self) -> Node:
        """The node of the home, with whatever a crash left finished first."""
        node = build(settings(self.home, self.party))
        sweep(node)
        return node

    @cached_property
    def actor(self) -> Actor:
        """Who acts: the party whose key can be opened, or the node's operator if none or many."""
        wanted = settings(self.home, self.party).party
        held = {party for party, _ in self.node.keys.held()}
        if wanted == OPERATOR.person:
            return OPERATOR
        if wanted:
            return self._as(self.party_id(wanted))
        if len(held) == 1:
            return self._as(held.pop())
        return OPERATOR

    def close(self) -> None:
        """Sign the heads of the logs that this call has grown."""
        if "node" in vars(self):
            sign_heads(self.node)

    def party_id(self, name: str) -> PartyId:
        """The id of a party given by id or by name. Raises NotFound."""
        known = party.roster(OPERATOR, self.node)
        found = [each.id for each in known if name == each.id or _same(each, name)]
        if not found:
            raise NotFound(kind="party", id=name)
        return found[0]

    def collaboration_id(self, name: str) -> CollaborationId:
        """The id of a collaboration given by id or by title; an unknown name is tried as an id.

        Raises Invalid if several are called so.
        """
        known = collaboration.roster(self.actor, self.node)
        if any(each.id == name for each in known):
            return CollaborationId(name)
        exact = [each.id for each in known if each.title == name]
        found = exact or [each.id for each in known if each.title.casefold() == name.casefold()]
        if len(found) > 1:
            raise Invalid(
                detail=f"{len(found)} collaborations are called {name!r}.",
                hint=f"Give the id of the one that is meant: {', '.join(found[-_TOLD:])}.",
            )
        return found[0] if found else CollaborationId(name)

    def name(self, party: str) -> str:
        """What people call a party."""
        known = {each.id: each.name for each in parties.roster(self.actor, self.node)}
        return known.get(PartyId(party), party)

    def estimate(self, amount: list[float], *, unit: str, source: str) -> Estimate:
        """One figure, or low, likely and high, as an estimate of today."""
        if len(amount) not in {1, 3}:
            raise Invalid(
                detail=f"--amount was given {len(amount)} times.",
                hint="Give it once, or three times: low, likely, high.",
            )
        low, high = (amount[0], amount[-1]) if len(amount) > 1 else (None, None)
        return Estimate.told(
            amount[len(amount) // 2],
            low=low,
            high=high,
            unit=unit,
            source=source,
            on=self.node.today,
        )

    def read(self, path: Path) -> bytes:
        """The bytes of a small file. Raises Invalid, Unavailable."""
        return content(path)

    def write(self, path: Path, text: str) -> None:
        """Write a new text file. Raises Invalid if it is there, Unavailable if it cannot be."""
        self.write_bytes(path, text.encode())

    def write_bytes(self, path: Path, content: bytes) -> None:
        """Write a new file. Raises Invalid if it is there, Unavailable if it cannot be."""
        try:
            with path.open("xb") as stream:
                stream.write(content)
        except FileExistsError as gap:
            raise _there(path) from gap
        except OSError as gap:
            raise Unavailable(
                detail=f"{path} cannot be written: {gap.strerror or gap}.",
                hint="Choose a folder that you may write.",
            ) from gap

    def check_new(self, path: Path) -> None:
        """Say nothing if there is no file yet. Raises Invalid: nothing is overwritten."""
        if path.exists():
            raise _there(path)

    def check_document(self, path: Path) -> None:
        """Say nothing if a document can become that file. Raises Invalid, UnknownTerm."""
        self.check_new(path)
        if path.suffix.lower() not in ENDINGS:
            raise UnknownTerm(field=f"The ending of {path.name}", got=path.suffix, known=ENDINGS)

    def finished(self, id: JobId) -> str:
        """Run one job here, in the foreground, with a progress bar; what it made.

        Raises whatever stopped it; Ctrl-C cancels it, and `weal job resume` takes it up again.
        """
        log_to_stderr()
        return job.foreground(self.actor, self.node, id)

    def _as(self, id: PartyId) -> Actor:

        found = party.export(OPERATOR, self.node, id)
        key = found.current_key(self.node.clock.now())
        held = {key_id for owner, key_id in self.node.keys.held() if owner == id}
        if key is None or key.id not in held:
            raise Invalid(
                detail=f"The key of {found.name} cannot be opened here.",
                hint="Its key file is missing, revoked, or belongs to another party.",
            )
        if self.node.keys.public(id, key.id) != key.public:
            raise Invalid(
                detail=f"The key file of {found.name} holds the key of another party.",
                hint="Put the right file back; nothing was done.",
            )
        return Actor(person=PersonId(key.id), party=id)


def _same(party: Party, name: str) -> bool:
    return party.name.casefold() == name.casefold()


def _there(path: Path) -> Invalid:
    return Invalid(
        detail=f"{path} is there already.", hint="Give a new name: nothing is overwritten."
    )
