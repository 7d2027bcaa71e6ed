"""Playing a case: the order of the story, and its home."""

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
from commonweal.model.party import OPERATOR, Actor
from commonweal.use.mobility.synth.world import World
from commonweal.use.mobility.synth.writing import synthesise

MARK = "demo"
"""A file that says: this home is a demo, and may be made anew."""


def fresh_home(home: Path, *, again: bool) -> None:
    """A home for the demo; an earlier demo is moved aside first, so that none is half removed.

    Raises:
        Conflict: something is there that may not be replaced.
        Unavailable: the place cannot be written.
    """
    _check_replaceable(home, again=again)
    aside = home.with_name(f"{home.name}.before")
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        rmtree(aside, ignore_errors=True)
        if home.exists():
            home.rename(aside)
        home.mkdir(mode=0o700)
        (home / MARK).write_text("This home was made by `weal demo`.\n", encoding="utf-8")
    except OSError as gap:
        raise Unavailable(
            detail=f"The home {home} cannot be written: {gap.strerror or gap}.",
            hint="Choose another with --home DIR.",
        ) from gap
    rmtree(aside, ignore_errors=True)


def _check_replaceable(home: Path, *, again: bool) -> None:
    if not home.exists() or (home.is_dir() and not any(home.iterdir())):
        return
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


def play(told: Case, home: Path, tell: Tell) -> Telling:
    """Tell a case in a fresh home of its own, from its first proposal to its verified logs."""
    files = home / "holder" / told.id
    made = told.dataset.synth
    synthesise(files, World(subscribers=made.subscribers, days=made.days, seed=made.seed))
    telling = _begun(told, home, tell)
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


def _begun(told: Case, home: Path, tell: Tell) -> Telling:
    clock = StoryClock(told.opened)
    place = home.absolute()
    database = f"sqlite:///{place / 'commonweal.db'}"
    node = build(Settings(home=place, database=database, node="demo"), clock)
    founder = told.parties[told.founder]
    made = party.add(OPERATOR, node, name=founder.name, kind=founder.kind)
    actor = Actor(person=PersonId(made.keys[-1].id), party=made.id)
    collaboration = founding.from_case(actor, node, told)
    ids = founding.named(actor, node, told)
    known = {each.id: each for each in party.roster(actor, node)}
    return Telling(
        case=told,
        node=node,
        clock=clock,
        tell=tell,
        parties={name: known[id] for name, id in ids.items()},
        collaboration=collaboration,
    )
