"""Playing a case: the order of the story, and its home."""

from dataclasses import replace
from pathlib import Path
from shutil import rmtree

from commonweal.app import founding, party
from commonweal.app.build import build
from commonweal.app.settings import Settings
from commonweal.app.story import after, before, sharing
from commonweal.app.story.clock import StoryClock
from commonweal.app.story.telling import Tell, Telling
from commonweal.cases.case import Case
from commonweal.model.errors import Conflict, Unavailable
from commonweal.model.ids import PersonId
from commonweal.model.party import Actor
from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise

MARK = "demo"
"""A file that says: this home is a demo, and may be made anew."""


def fresh_home(home: Path, *, again: bool) -> None:
    """A home for the demo. Raises Conflict if one is there and may not be replaced."""
    if home.exists() and any(home.iterdir()):
        if not (home / MARK).is_file():
            raise Conflict(
                detail=f"{home} holds something that is not a demo.",
                hint="Choose another with --home DIR.",
            )
        if not again:
            raise Conflict(
                detail=f"{home} holds a demo already.",
                hint="Look at it with --home, or make it anew with --again.",
            )
    try:
        rmtree(home, ignore_errors=True)
        home.mkdir(parents=True, mode=0o700)
        (home / MARK).write_text("This home was made by `weal demo`.\n", encoding="utf-8")
    except OSError as gap:
        raise Unavailable(
            detail=f"The home {home} cannot be written: {gap.strerror or gap}.",
            hint="Choose another with --home DIR.",
        ) from gap


def play(told: Case, settings: Settings, tell: Tell) -> Telling:
    """Tell a case in a fresh home, from its first proposal to its verified logs."""
    files = settings.home / "holder" / told.id
    made = told.dataset.synth
    synthesise(files, World(subscribers=made.subscribers, days=made.days, seed=made.seed))
    telling = _begun(told, settings, tell)
    before.proposals(telling)
    before.diagnosed(telling)
    before.package_found(telling)
    before.alignment_begun(telling)
    before.quake(telling)
    sharing.attached(telling, files)
    sharing.agreed(telling)
    sharing.shared(telling)
    sharing.used(telling)
    sharing.visited(telling)
    after.returned(telling)
    after.ended(telling)
    after.accounted(telling)
    return telling


def _begun(told: Case, settings: Settings, tell: Tell) -> Telling:
    clock = StoryClock(told.opened)
    node = build(replace(settings, node=settings.node or "demo"), clock)
    operator = Actor(person=PersonId("operator"), party=None)
    founder = told.parties[told.founder]
    made = party.add(operator, node, name=founder.name, kind=founder.kind)
    actor = Actor(person=PersonId(made.keys[-1].id), party=made.id)
    collaboration = founding.from_case(actor, node, told)
    ids = founding.named(node, actor, told)
    known = {each.id: each for each in party.roster(actor, node)}
    return Telling(
        case=told,
        node=node,
        clock=clock,
        tell=tell,
        parties={name: known[id] for name, id in ids.items()},
        collaboration=collaboration,
    )
