"""Who may do what, tried on every function of `app`."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

import commonweal.app
from commonweal.align.track import TrackChange
from commonweal.app.acts import sign_heads
from commonweal.app.data import Described
from commonweal.diagnose.answers import Why
from commonweal.diagnose.statement import Part
from commonweal.model.agreement import ClauseTerm, Mode
from commonweal.model.assessment import Dimension
from commonweal.model.collaboration import EventKind
from commonweal.model.dataset import Sensitivity
from commonweal.model.errors import NotAllowed, NotFound
from commonweal.model.may import ACT, ANYBODY, MAY, READ, SIGN
from commonweal.model.party import NOBODY, Actor, PartyKind, Role
from commonweal.model.track import TrackKind, TrackState
from commonweal.model.winwin import ApprovalState, Package
from commonweal.winwin.item import Item, ItemKind
from tests.app.journey import Journey, travelled

INNER = {
    "acts",
    "circumstance",
    "current",
    "names",
    "pace",
    "unkept",
    "weighing",
    "answering",
    "arrivals",
    "boarding",
    "tabling",
    "board",
    "lock",
    "scaling",
    "explaining",
    "coding",
    "intake",
    "given",
    "newcomer",
    "ratingfile",
    "studied",
    "independence",
    "situation",
    "membership",
    "node",
    "build",
    "settings",
    "sweep",
    "due",
    "documents",
    "place",
    "table",
    "picture",
    "release",
    "delivery",
    "inputs",
}
"""Modules of `app` that join or wire, and act for nobody."""

STEPS = ("commonweal.app.diagnose", "commonweal.app.winwin", "commonweal.app.align")

JOBS = {"job.handlers", "founding.named",
        "collaboration.still_open", "collaboration.words", "share.granted",
        "offers.stored", "offers.lying", "party.newcomer",
        "people.present", "people.free_name", "people.kept",
        "drop.attached", "diagnosis.counted"}  # fmt: skip
"""What jobs and siblings call: they act for nobody and are reached through the others alone."""


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for loaded in modules():
        told = loaded.__name__.rpartition(".")[2]
        for name, function in vars(loaded).items():
            own = inspect.isfunction(function) and function.__module__ == loaded.__name__
            if own and not name.startswith("_"):
                yield f"{told}.{name}", function


def modules() -> Iterator[ModuleType]:
    """Those of `app` and of its steps that act for somebody; no two have one name."""
    for package in (commonweal.app, *map(import_module, STEPS)):
        for found in iter_modules(package.__path__, f"{package.__name__}."):
            if not found.ispkg and found.name.rpartition(".")[2] not in INNER:
                yield import_module(found.name)


ACTIONS = {name: function for name, function in functions() if name not in JOBS}


def test_the_table_of_who_may_what_has_every_function_and_nothing_else() -> None:
    assert set(MAY) == set(ACTIONS)


@pytest.mark.parametrize("name", ACTIONS)
def test_the_actor_comes_first(name: str) -> None:
    first, second, *_ = inspect.signature(ACTIONS[name]).parameters.values()
    assert (first.name, first.annotation) == ("actor", Actor)
    assert second.name == "node"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("access") / "home")


CALLS: dict[str, Callable[[Journey, Path], dict[str, Any]]] = {
    "collaboration.show": lambda t, _: {"id": t.collaboration},
    "collaboration.join": lambda t, _: {
        "id": t.collaboration, "party": t.outsiders["stranger"].party, "roles": {Role.USER}
    },
    "collaboration.admit": lambda t, _: {
        "id": t.collaboration, "name": "x", "kind": PartyKind.NGO, "keys": (), "roles": {Role.USER}
    },
    "collaboration.note": lambda t, _: {
        "id": t.collaboration, "kind": EventKind.REQUEST, "text": "x", "source": "y"
    },
    "collaboration.pool": lambda t, _: {
        "id": t.collaboration, "asked": t.holder.party, "askers": ("x", "y"), "text": "x",
        "source": "y",
    },
    "collaboration.end": lambda t, _: {"id": t.collaboration},
    "data.add": lambda t, p: {
        "id": t.collaboration, "place": p, "holder": t.holder.party, "told": Described(
            title="x", lane="mobility", sensitivity=Sensitivity.OPEN, synthetic=True
        ),
    },
    "data.attach": lambda t, _: {
        "id": t.collaboration, "drop": "x", "told": Described(
            title="x", lane="trade", sensitivity=Sensitivity.OPEN, synthetic=True
        ),
    },
    "data.catalogue": lambda t, _: {"id": t.collaboration},
    "diagnosis.rate": lambda t, _: {
        "id": t.collaboration, "respondent": "r", "closeness": "inside", "rows": []
    },
    "filing.take": lambda t, _: {
        "content": b"x", "name": "x.csv", "collaboration": t.collaboration
    },
    "filing.enter": lambda t, _: {"id": t.collaboration, "rows": []},
    "filing.file": lambda t, _: {"id": t.collaboration, "ending": ".csv"},
    "questionnaire.begin": lambda t, _: {"id": t.collaboration},
    "questionnaire.keep": lambda t, _: {"id": t.collaboration, "page": Why(), "name": "x"},
    "questionnaire.hand_in": lambda t, _: {"id": t.collaboration},
    "questionnaire.withdraw": lambda t, _: {"id": t.collaboration},
    "questionnaire.read_on": lambda t, _: {"id": t.collaboration},
    "respondents.invite": lambda t, _: {
        "id": t.collaboration, "party": t.holder.party, "respondent": "x"
    },
    "respondents.revoke": lambda t, _: {"id": t.questionnaire},
    "respondents.roster": lambda t, _: {"id": t.collaboration},
    "respondents.withdraw": lambda t, _: {"id": t.assessment},
    "diagnosis.show": lambda t, _: {"id": t.collaboration},
    "diagnosis.whole": lambda t, _: {"id": t.collaboration},
    "diagnosis.respondents": lambda t, _: {"id": t.collaboration},
    "diagnosis.course": lambda t, _: {"id": t.collaboration},
    "diagnosis.advice": lambda t, _: {"id": t.collaboration},
    "diagnosis.figures": lambda t, _: {"id": t.collaboration},
    "solution.figures": lambda t, _: {"id": t.collaboration},
    "diagnosis.evidence": lambda t, _: {"id": t.collaboration},
    "compare.compare": lambda t, _: {"names": [t.collaboration]},
    "compare.compare_file": lambda t, p: {"names": [t.collaboration], "out": p / "x.csv"},
    "report.report": lambda t, _: {"id": t.collaboration},
    "report.report_file": lambda t, p: {"id": t.collaboration, "out": p / "x.md"},
    "surroundings.show": lambda t, _: {"id": t.collaboration},
    "surroundings.document": lambda t, _: {"id": t.collaboration},
    "surroundings.sharing": lambda t, _: {"id": t.collaboration},
    "surroundings.figures": lambda t, _: {"id": t.collaboration},
    "surroundings.state": lambda t, _: {"id": t.collaboration, "document": {}},
    "surroundings.change": lambda t, _: {"id": t.collaboration, "part": Part.RISKS},
    "remark.make": lambda t, _: {
        "id": t.collaboration, "dimension": Dimension.ORIENTATION, "text": "x", "settles": True
    },
    "remark.roster": lambda t, _: {"id": t.collaboration},
    "progress.show": lambda t, _: {"id": t.collaboration},
    "solution.at_once": lambda t, _: {"id": t.collaboration},
    "solution.changed_since": lambda t, _: {"id": t.collaboration},
    "offers.document": lambda t, _: {"id": t.collaboration},
    "offers.file": lambda t, _: {"id": t.collaboration},
    "offers.falling": lambda t, _: {
        "id": t.collaboration, "item": Item(kind=ItemKind.SERVICE, id="report")
    },
    "offers.withdraw": lambda t, _: {
        "id": t.collaboration, "item": Item(kind=ItemKind.SERVICE, id="report"), "seen": 1
    },
    "offers.table_file": lambda t, _: {"id": t.collaboration, "content": b"{}", "name": "x.yaml"},
    "offers.tabled": lambda t, _: {"id": t.collaboration},
    "whatif.without": lambda t, _: {"id": t.collaboration, "services": (), "tracks": ()},
    "offers.change": lambda t, _: {
        "id": t.collaboration, "path": "elements[0].cost", "low": 1, "likely": 1, "high": 1,
        "source": "x", "seen": 1,
    },
    "offers.describe": lambda t, _: {"id": t.collaboration, "use": "map", "seen": 1},
    "offers.value_star": lambda t, _: {"id": t.collaboration, "worth": 5, "seen": 1},
    "offers.add": lambda t, _: {"id": t.collaboration, "entries": {}, "seen": 1},
    "offers.table": lambda t, _: {"id": t.collaboration, "document": {}},
    "explain.at_once": lambda t, _: {"id": t.collaboration},
    "explain.start": lambda t, _: {"id": t.collaboration},
    "explain.show": lambda t, _: {"id": t.collaboration},
    "explain.figures": lambda t, _: {"id": t.collaboration},
    "explain.changed_since": lambda t, _: {"id": t.collaboration},
    "limit.state": lambda t, _: {"id": t.collaboration, "least": 1},
    "limit.withdraw": lambda t, _: {"id": t.collaboration},
    "limit.show": lambda t, _: {"id": t.collaboration},
    "solution.start": lambda t, _: {"id": t.collaboration},
    "solution.compute": lambda t, _: {"id": t.collaboration},
    "solution.solve": lambda t, _: {"id": t.collaboration},
    "solution.show": lambda t, _: {"id": t.collaboration},
    "solution.earlier": lambda t, _: {"id": t.collaboration},
    "packages.document": lambda t, _: {"id": t.collaboration},
    "packages.file": lambda t, _: {"id": t.collaboration, "name": "packages.md"},
    "plan.document": lambda t, _: {"id": t.collaboration},
    "plan.file": lambda t, _: {"id": t.collaboration, "name": "plan.md"},
    "whatif.blocked": lambda t, _: {"id": t.collaboration, "found": _kept(t)},
    "solution.names": lambda t, _: {"id": t.collaboration},
    "whatif.at": lambda t, _: {"id": t.collaboration, "margin": 1.0},
    "solution.keep_at": lambda t, _: {"id": t.collaboration, "margin": 1.0},
    "frontier.start": lambda t, _: {"id": t.collaboration},
    "frontier.compute": lambda t, _: {"id": t.collaboration},
    "frontier.show": lambda t, _: {"id": t.collaboration},
    "frontier.figures": lambda t, _: {"id": t.collaboration},
    "need.need": lambda t, _: {"id": t.collaboration, "party": t.holder.party},
    "businesscase.show": lambda t, _: {"id": t.collaboration, "party": t.holder.party},
    "businesscase.roster": lambda t, _: {"id": t.collaboration},
    "businesscase.figures": lambda t, _: {"id": t.collaboration, "party": t.holder.party},
    "businesscase.file": lambda t, _: {
        "id": t.collaboration, "party": t.holder.party, "name": "case.md"
    },
    "businesscase.review": lambda t, _: {
        "id": t.collaboration, "state": ApprovalState.APPROVED, "by": "x"
    },
    "publicvalue.show": lambda t, _: {"id": t.collaboration},
    "publicvalue.document": lambda t, _: {"id": t.collaboration},
    "publicvalue.file": lambda t, _: {"id": t.collaboration, "name": "public-value.md"},
    "alignment.set_track": lambda t, _: {
        "id": t.collaboration,
        "change": TrackChange(
            name="n", kind=TrackKind.LEGAL, authority="a", country="NP", state=TrackState.OPEN
        ),
    },
    "alignment.status": lambda t, _: {"id": t.collaboration},
    "alignment.override": lambda t, _: {"id": t.collaboration, "name": "x", "reason": "y"},
    "agree.draft": lambda t, _: {
        "id": t.collaboration, "title": "x", "terms": [(ClauseTerm.COUNT, ("1",))]
    },
    "agree.roster": lambda t, _: {"id": t.collaboration},
    "agree.earlier": lambda t, _: {"id": t.collaboration},
    "agree.terms_from": lambda t, _: {"id": t.collaboration, "like": t.agreement},
    "agree.acts": lambda t, _: {"id": t.agreement},
    "agree.show": lambda t, _: {"id": t.agreement},
    "agree.sign": lambda t, _: {"id": t.agreement},
    "agree.attach": lambda t, _: {"id": t.agreement, "signature": "{}"},
    "agree.export": lambda t, _: {"id": t.agreement},
    "agree.export_document": lambda t, p: {"id": t.agreement, "out": p / "x.pdf"},
    "agree.withdraw": lambda t, _: {"id": t.agreement},
    "agree.complete": lambda t, _: {"id": t.agreement},
    "agree.suspend": lambda t, _: {"id": t.agreement},
    "agree.resume": lambda t, _: {"id": t.agreement},
    "share.request": lambda t, _: {
        "dataset": t.dataset, "purpose": "disaster-response", "mode": Mode.VISIT
    },
    "share.deliver": lambda t, _: {"grant": t.delivered},
    "share.delivery": lambda t, _: {"id": t.delivery},
    "share.askable": lambda t, _: {"id": t.collaboration},
    "share.history": lambda t, _: {"id": t.collaboration},
    "use.asked": lambda t, _: {"grant": t.visited},
    "use.run": lambda t, _: {"grant": t.visited, "lane": "mobility", "settings": {}},
    "use.show": lambda t, _: {"id": t.release},
    "use.inbox": lambda t, _: {"id": t.collaboration},
    "use.take": lambda t, p: {"id": t.release, "out": p / "out"},
    "use.readers": lambda t, _: {"id": t.release},
    "use.tables": lambda t, _: {"id": t.release},
    "use.figures": lambda t, _: {"id": t.release},
    "use.file": lambda t, _: {"id": t.release, "name": "flows.csv"},
    "use.decide": lambda t, _: {"id": t.release, "text": "x"},
    "returns.promise": lambda t, _: {
        "id": t.agreement, "recipient": t.holder.party, "text": "x", "amount": t.amount,
        "due": t.amount.on,
    },
    "returns.promisable": lambda t, _: {"id": t.collaboration},
    "returns.acts": lambda t, _: {"id": t.collaboration},
    "returns.shown": lambda t, _: {"id": t.collaboration},
    "returns.record": lambda t, _: {"id": t.owed, "amount": t.amount, "evidence": "x"},
    "returns.confirm": lambda t, _: {"id": t.owed},
    "returns.waive": lambda t, _: {"id": t.owed},
    "returns.overview": lambda t, _: {"id": t.collaboration},
    "returns.owed": lambda t, _: {"id": t.collaboration},
    "account.chain": lambda t, _: {"id": t.collaboration},
    "account.history": lambda t, _: {"id": t.collaboration},
    "account.value": lambda t, _: {"id": t.collaboration},
    "job.foreground": lambda t, _: {"id": t.job},
    "job.show": lambda t, _: {"id": t.job},
    "job.cancel": lambda t, _: {"id": t.job},
    "job.resume": lambda t, _: {"id": t.job},
}  # fmt: skip
"""How to call each function about something of the journey's collaboration."""

OPEN = {
    "party.add", "party.roster", "party.key_new", "party.key_rotate", "party.key_revoke",
    "party.export", "party.token", "party.renew", "founding.found", "founding.from_case",
    "collaboration.new", "collaboration.roster", "progress.roster", "compare.cases",
    "data.lanes", "data.lane", "drop.roster", "drop.filling", "drop.make",
    "drop.put", "drop.remove",
    "diagnosis.known", "diagnosis.studied", "starting.start", "agree.sign_document",
    "account.log", "account.verify",
    "account.prove", "job.roster", "job.work",
    "party.key_files", "people.introduce", "job.datasets",
    "people.roster", "people.invite", "people.invite_again", "people.change", "people.remove",
    "login.set_up_code", "login.to_set_up", "login.set_up", "login.invited", "login.accept",
    "login.log_in", "login.log_out", "login.who", "login.change_password",
    "invitation.asked", "invitation.result", "invitation.keep", "invitation.hand_in",
    "invitation.withdraw",
}  # fmt: skip
"""The node's own affairs: they reveal no collaboration, as the tests below show."""


def test_every_function_is_tried_or_known_to_reveal_nothing() -> None:
    assert set(CALLS) | OPEN == set(ACTIONS)
    assert not set(CALLS) & OPEN


@pytest.mark.parametrize("who", ["stranger", "party to another collaboration"])
@pytest.mark.parametrize("name", CALLS)
def test_an_outsider_is_told_what_is_told_of_something_absent(
    name: str, who: str, told: Journey, tmp_path: Path
) -> None:
    before = told.house.node.records.counter()
    with pytest.raises(NotFound) as answer:
        ACTIONS[name](told.outsiders[who], told.house.node, **CALLS[name](told, tmp_path))
    assert "that you can see" in answer.value.detail
    assert told.house.node.records.counter() == before


def test_the_open_lists_show_an_outsider_only_its_own(told: Journey) -> None:
    stranger = told.outsiders["stranger"]
    node = told.house.node
    assert ACTIONS["collaboration.roster"](stranger, node) == ()
    assert ACTIONS["progress.roster"](stranger, node) == ()
    assert ACTIONS["job.roster"](stranger, node) == ()
    entries = list(ACTIONS["account.log"](stranger, node))
    assert {entry.party for entry in entries} == {stranger.party}
    assert all(told.collaboration not in str(entry) for entry in entries)


def test_a_party_cannot_change_the_keys_of_another(told: Journey) -> None:
    for name in ("party.key_rotate", "party.token"):
        with pytest.raises(NotAllowed):
            ACTIONS[name](told.outsiders["stranger"], told.house.node, told.holder.party)


READING = [name for name, (_, right) in MAY.items() if right == READ]
CHANGING = [name for name, (_, right) in MAY.items() if right not in (READ, ANYBODY)]
ONES_OWN = {name for name, (_, right) in MAY.items() if right == ANYBODY}

OPEN_READS: dict[str, Callable[[Journey], dict[str, Any]]] = {
    "party.export": lambda t: {"party": t.user.party},
    "people.roster": lambda t: {"party": t.user.party},
    "party.key_files": lambda t: {"party": t.user.party},
    "account.prove": lambda _: {"seq": 0},
    "data.lane": lambda _: {"name": "trade"},
}
"""What the open functions that read need to know; the others need nothing."""


def called(name: str, actor: Actor, told: Journey, place: Path) -> object:
    """A function about something of the journey; where nothing is needed, on nothing."""
    about = CALLS[name](told, place) if name in CALLS else OPEN_READS.get(name, _nothing)(told)
    wanted = list(inspect.signature(ACTIONS[name]).parameters.values())[2:]
    empty = {each.name: None for each in wanted if each.default is each.empty}
    found = ACTIONS[name](actor, told.house.node, **{**empty, **about})
    return list(found) if isinstance(found, Iterator) else found


def _nothing(_: Journey) -> dict[str, Any]:
    return {}


def reader(actor: Actor) -> Actor:
    """The same person, who may read and nothing else."""
    return replace(actor, rights=READ)


@pytest.mark.parametrize("name", READING)
def test_a_reader_can_call_what_reads_and_nothing_changes(
    name: str, told: Journey, tmp_path: Path
) -> None:
    sign_heads(told.house.node)
    before = told.house.node.records.counter()
    called(name, reader(told.user), told, tmp_path)
    assert told.house.node.records.counter() == before


@pytest.mark.parametrize("name", CHANGING)
def test_a_reader_can_call_nothing_that_changes_something(
    name: str, told: Journey, tmp_path: Path
) -> None:
    before = told.house.node.records.counter(), told.house.node.jobs.listing()
    with pytest.raises(NotAllowed, match="needs the right to"):
        called(name, reader(told.user), told, tmp_path)
    assert (told.house.node.records.counter(), told.house.node.jobs.listing()) == before


@pytest.mark.parametrize("name", sorted(set(MAY) - ONES_OWN))
def test_who_is_not_logged_in_can_call_nothing_but_the_ways_in(
    name: str, told: Journey, tmp_path: Path
) -> None:
    before = told.house.node.records.counter()
    with pytest.raises((NotAllowed, NotFound)):
        called(name, NOBODY, told, tmp_path)
    assert told.house.node.records.counter() == before


def test_without_a_right_one_comes_in_answers_by_a_link_and_decides_about_oneself() -> None:
    oneself = {"questionnaire.withdraw", "questionnaire.read_on"}
    assert {name.partition(".")[0] for name in ONES_OWN - oneself} == {"login", "invitation"}


@pytest.mark.parametrize("name", ["questionnaire.withdraw", "questionnaire.read_on"])
def test_who_is_nobody_has_nothing_to_decide_about(
    name: str, told: Journey, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        called(name, NOBODY, told, tmp_path)


def test_rights_are_apart_from_each_other(told: Journey, tmp_path: Path) -> None:
    acting = replace(told.user, rights=READ | ACT)
    signing = replace(told.user, rights=READ | SIGN)
    for name, actor in (
        ("agree.sign", acting), ("people.invite", acting), ("party.token", acting),
        ("agree.draft", signing), ("party.key_rotate", signing),
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match="needs the right to"):
            called(name, actor, told, tmp_path)


def _kept(journey: Journey) -> Package:
    found = journey.house.node.records.find(Package, collaboration=journey.collaboration)
    return found[-1].record
