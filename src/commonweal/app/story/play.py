"""Playing a case: scene by scene, act by act."""

from pathlib import Path

from commonweal.app import founding, party
from commonweal.app.build import build
from commonweal.app.settings import Settings
from commonweal.app.story.acting import PLAYED
from commonweal.app.story.clock import StoryClock
from commonweal.app.story.files import made
from commonweal.app.story.telling import Tell, Telling, Voice
from commonweal.cases.case import Case
from commonweal.model.ids import PersonId
from commonweal.model.party import OPERATOR, Actor


def play(told: Case, home: Path, tell: Tell) -> Telling:
    """Tell a case in a home, from its first proposal to its verified logs.

    Several cases can be told in one home: no party is in two of them, so each has its own time.
    """
    made(home, told)
    telling = _begun(told, home, tell)
    tell(Voice.CASE, told.title)
    for scene in told.story:
        tell(Voice.STEP, scene.heading)
        for act in scene.acts:
            PLAYED[type(act)](telling, act)
    return telling


def _begun(told: Case, home: Path, tell: Tell) -> Telling:
    clock = StoryClock(told.opened)
    place = home.absolute()
    database = f"sqlite:///{place / 'commonweal.db'}"
    node = build(Settings(home=place, database=database, node="demo"), clock)
    founder = told.parties[told.founder]
    added = party.add(OPERATOR, node, name=founder.name, kind=founder.kind)
    actor = Actor(person=PersonId(added.keys[-1].id), party=added.id)
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
