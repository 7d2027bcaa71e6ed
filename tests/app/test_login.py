"""Coming in: set-up code, password, token; nothing of them is kept as it is."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from commonweal.adapters.records import open_store
from commonweal.adapters.records.database import reading
from commonweal.adapters.records.tables import login as login_table
from commonweal.app import login, people
from commonweal.model.errors import Invalid, NotAllowed, NotFound, Refused
from commonweal.model.ids import PartyId, PersonId
from commonweal.model.party import NOBODY, OPERATOR, Actor
from commonweal.model.person import ALL_RIGHTS, Right, digest
from tests.app.peopled import CHEAP, PASSWORD, Peopled, peopled

WRONG = "not the four words"


class Counting:
    """Passwords that count how often one was checked."""

    def __init__(self) -> None:
        self.checked: list[str] = []

    def hashed(self, password: str) -> str:
        return CHEAP.hashed(password)

    def fits(self, kept: str, password: str) -> bool:
        self.checked.append(password)
        return CHEAP.fits(kept, password)


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


def set_up(here: Peopled, code: str, party: PartyId, name: str = "First") -> str:
    node = here.house.node
    return login.set_up(
        NOBODY, node, code=code, party=party, name=name, password=PASSWORD
    )  # fmt: skip


def test_the_first_person_comes_in_by_the_code_with_every_right(here: Peopled) -> None:
    code = login.set_up_code(OPERATOR, here.house.node)
    offered = login.to_set_up(NOBODY, here.house.node, code)
    assert [each.name for each in offered] == ["Telecom", "Mappers"]
    actor = here.actor(set_up(here, code, here.mappers))
    assert actor
    assert (actor.party, actor.rights) == (here.mappers, ALL_RIGHTS)


def test_a_set_up_code_counts_once_and_none_is_made_after_a_first_person(here: Peopled) -> None:
    node, code = here.house.node, login.set_up_code(OPERATOR, here.house.node)
    set_up(here, code, here.telecom)
    for tried in (
        lambda: set_up(here, code, here.mappers),
        lambda: login.to_set_up(NOBODY, node, code),
    ):
        with pytest.raises(Refused, match="does not count"):
            tried()
    assert login.set_up_code(OPERATOR, node) == ""
    assert not (node.home / "setup").exists()


def test_only_the_newest_code_counts_and_only_its_digest_is_kept(here: Peopled) -> None:
    node = here.house.node
    old, new = login.set_up_code(OPERATOR, node), login.set_up_code(OPERATOR, node)
    for code in (old, "", digest(new), new + "x"):
        with pytest.raises(Refused):
            set_up(here, code, here.telecom)
    assert (node.home / "setup").read_text() == digest(new)
    assert (node.home / "setup").stat().st_mode & 0o077 == 0
    assert here.actor(set_up(here, new, here.telecom))


def test_a_code_is_not_used_up_by_a_password_that_will_not_do(here: Peopled) -> None:
    code = login.set_up_code(OPERATOR, here.house.node)
    with pytest.raises(Invalid):
        login.set_up(
            NOBODY, here.house.node, code=code, party=here.telecom, name="A", password="short"
        )
    assert here.actor(set_up(here, code, here.telecom))


def test_a_code_lets_nobody_into_a_party_that_is_elsewhere_or_absent(here: Peopled) -> None:
    code = login.set_up_code(OPERATOR, here.house.node)
    with pytest.raises(NotFound):
        set_up(here, code, PartyId("par_absent"))


def test_someone_invited_at_the_command_line_ends_the_code(here: Peopled) -> None:
    code = login.set_up_code(OPERATOR, here.house.node)
    people.invite(OPERATOR, here.house.node, here.mappers, name="Asha", rights=ALL_RIGHTS)
    with pytest.raises(Refused):
        set_up(here, code, here.telecom)


def test_only_whoever_runs_the_node_gets_a_code_and_a_demo_needs_none(here: Peopled) -> None:
    with pytest.raises(NotAllowed):
        login.set_up_code(
            Actor(person=PersonId("x"), party=here.telecom), here.house.node
        )  # fmt: skip
    assert login.set_up_code(OPERATOR, replace(here.house.node, demo=True)) == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "0 characters"),
        ("eleven char", "11 characters"),
        ("x" * 201, "201 characters"),
        ("MARIA LONG-NAME", "is the name"),
    ],
)
def test_a_password_that_will_not_do_is_a_sentence(password: str, said: str, here: Peopled) -> None:
    _, token = people.invite(OPERATOR, here.house.node, here.telecom, name="Maria", rights=[])
    with pytest.raises(Invalid, match=said) as answer:
        login.accept(
            NOBODY, here.house.node, token=token, name="Maria Long-Name", password=password
        )
    assert answer.value.fields["field"] == "password"
    assert not password or password not in answer.value.detail


def test_a_password_may_be_typed_in_either_unicode_form(here: Peopled) -> None:
    node = here.house.node
    _, token = people.invite(OPERATOR, node, here.telecom, name="Zoe\u0301", rights=[])
    login.accept(NOBODY, node, token=token, name="Zoe\u0301", password="cafe\u0301 au lait noir")
    assert here.log_in("ZO\u00c9", "caf\u00e9 au lait noir")


@pytest.mark.parametrize(
    ("name", "password", "party"),
    [
        ("Asha", WRONG, "Telecom"),
        ("Nobody", PASSWORD, "Telecom"),
        ("Asha", PASSWORD, "Mappers"),
        ("Asha", PASSWORD, "Nowhere"),
        ("Asha", PASSWORD, ""),
        ("Invited", PASSWORD, "Telecom"),
        ("", "", ""),
        ("Asha", PASSWORD * 50, "Telecom"),
        ("\ud800", "\ud800" * 20, "\ud800"),
    ],
)
def test_whatever_is_wrong_the_answer_and_the_work_are_the_same(
    name: str, password: str, party: str, here: Peopled
) -> None:
    here.someone("Asha")
    here.someone("Mia", party=here.mappers)
    people.invite(OPERATOR, here.house.node, here.telecom, name="Invited", rights=[])
    counting = Counting()
    node = replace(here.house.node, passwords=counting)
    with pytest.raises(Invalid) as answer:
        login.log_in(NOBODY, node, party=party, name=name, password=password)
    assert answer.value.detail == "No person here has that name and that password."
    assert len(counting.checked) == 1


def test_the_only_hosted_party_need_not_be_named(tmp_path: Path) -> None:
    from tests.app.houses import house

    made = house(tmp_path / "home")
    only = made.party("Telecom").party
    assert only
    one = Peopled(
        house=replace(made, node=replace(made.node, passwords=CHEAP)), telecom=only, mappers=only
    )
    one.someone("Asha")
    assert one.actor(one.log_in("Asha", party=" "))


def test_the_sixth_try_within_a_minute_is_refused_though_it_were_right(here: Peopled) -> None:
    here.someone("Asha")
    here.someone("Ben")
    for name in ("Asha", "Nobody"):
        for _ in range(5):
            with pytest.raises(Invalid):
                here.log_in(name, WRONG)
        with pytest.raises(Refused, match="five times within a minute"):
            here.log_in(name)
    assert here.log_in("Ben")
    here.later(timedelta(minutes=1))
    assert here.log_in("Asha")


def test_tokens_are_kept_as_their_digest_alone(here: Peopled) -> None:
    token = here.someone("Asha")
    node = here.house.node
    store = open_store(
        f"sqlite:///{node.home / 'commonweal.db'}", clock=node.clock, ids=node.ids
    )  # fmt: skip
    with reading(store.engine) as connection:
        assert list(connection.scalars(select(login_table.c.digest))) == [digest(token)]
    store.close()
    assert all(
        token.encode() not in path.read_bytes() and PASSWORD.encode() not in path.read_bytes()
        for path in node.home.rglob("*")
        if path.is_file()
    )
    assert here.actor(digest(token)) is None


def test_a_login_ends_by_logging_out_and_after_twelve_hours(here: Peopled) -> None:
    first = here.someone("Asha")
    second = here.log_in("Asha")
    login.log_out(NOBODY, here.house.node, first)
    login.log_out(NOBODY, here.house.node, "unknown")
    assert here.actor(first) is None
    assert here.actor(second)
    here.later(timedelta(hours=12))
    assert here.actor(second) is None


def test_a_changed_password_ends_every_other_login(here: Peopled) -> None:
    first, second = here.someone("Asha", Right.READ), here.log_in("Asha")
    actor = here.actor(first)
    assert actor
    with pytest.raises(Invalid, match="not your password"):
        login.change_password(actor, here.house.node, old=WRONG, new="quite another one")
    third = login.change_password(actor, here.house.node, old=PASSWORD, new="quite another one")
    assert [here.actor(each) is None for each in (first, second, third)] == [True, True, False]
    assert here.log_in("Asha", "quite another one")


def test_a_key_is_no_person_and_has_no_password_to_change(here: Peopled) -> None:
    key = Actor(person=PersonId("key_1"), party=here.telecom)
    with pytest.raises(NotFound):
        login.change_password(key, here.house.node, old=PASSWORD, new=WRONG)


def test_the_party_need_not_be_named_while_no_other_has_people_here(here: Peopled) -> None:
    here.someone("Ann")
    assert here.log_in("Ann", party="")
    here.someone("Bob", party=here.mappers)
    with pytest.raises(Invalid):
        here.log_in("Ann", party="")
    assert here.log_in("Ann")
