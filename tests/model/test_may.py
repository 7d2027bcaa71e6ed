"""Who may do what: a role of the party, and a right of the person."""

from dataclasses import replace

import pytest

from commonweal.model.errors import NotAllowed
from commonweal.model.ids import PartyId, PersonId
from commonweal.model.may import MAY, allowed, check
from commonweal.model.party import NOBODY, OPERATOR, Actor, Role
from commonweal.model.person import ALL_RIGHTS, Right

KEY = Actor(person=PersonId("key_1"), party=PartyId("par_1"))


def test_whoever_holds_the_key_has_every_right() -> None:
    assert KEY.rights == OPERATOR.rights == ALL_RIGHTS
    assert NOBODY.rights == frozenset()


@pytest.mark.parametrize("action", MAY)
def test_every_right_is_needed_and_enough(action: str) -> None:
    roles, right = MAY[action]
    check(replace(KEY, rights=right), action, roles)
    for lacking in right:
        with pytest.raises(NotAllowed, match="needs the right to"):
            check(replace(KEY, rights=ALL_RIGHTS - {lacking}), action, roles)


@pytest.mark.parametrize("action", [each for each, (roles, _) in MAY.items() if roles])
def test_a_right_stands_for_no_role(action: str) -> None:
    with pytest.raises(NotAllowed, match="needs the role"):
        check(KEY, action)
    lacking = frozenset(Role) - MAY[action][0]
    if lacking:
        with pytest.raises(NotAllowed, match="needs the role"):
            check(KEY, action, lacking)


@pytest.mark.parametrize("action", MAY)
def test_what_is_allowed_is_what_passes_the_check(action: str) -> None:
    needed, right = MAY[action]
    for rights in (ALL_RIGHTS, right, ALL_RIGHTS - right, frozenset[Right]()):
        for roles in (needed, frozenset(Role) - needed, frozenset[Role]()):
            actor = replace(KEY, rights=rights)
            assert allowed(actor, action, roles) == passes(actor, action, roles)


def passes(actor: Actor, action: str, roles: frozenset[Role]) -> bool:
    try:
        check(actor, action, roles)
    except NotAllowed:
        return False
    return True


def test_signing_needs_the_right_to_sign_and_people_the_right_to_look_after_them() -> None:
    assert MAY["agree.sign"][1] == {Right.SIGN}
    assert {MAY[each][1] for each in ("people.invite", "party.token", "party.key_rotate")} == {
        frozenset({Right.ADMIN})
    }
