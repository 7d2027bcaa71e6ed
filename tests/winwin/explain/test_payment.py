"""What it takes that there is a package at all."""

from commonweal.model.winwin import Offers
from commonweal.winwin.explain.payment import best_of_some, payments
from commonweal.winwin.question import Question
from commonweal.winwin.solver import Effort
from tests.winwin.invented import BODY, HOLDER, NOW, USER, element, figure, table, use


def asked(given: Offers) -> Question:
    return Question.of(given, NOW, margin=0, caution=0, effort=Effort(gap=0.0))


COSTLY = asked(table([element("records", figure(10))], [use("map", 50, private=-4)]))
"""The holder lacks 10 and the user 4."""


def test_who_lacks_something_is_paid_just_that() -> None:
    assert payments(COSTLY, [HOLDER, USER]) == {HOLDER: 10, USER: 4}


def test_a_little_is_paid_beside_a_large_public_value() -> None:
    great = asked(table([element("records", figure(10))], [use("map", 1e9, private=-4)]))
    assert payments(great, [HOLDER, USER]) == {HOLDER: 10, USER: 4}


def test_paying_one_does_not_help_while_another_lacks_something() -> None:
    assert payments(COSTLY, [HOLDER]) is None


def test_no_payment_makes_what_is_worth_nothing_a_package() -> None:
    worthless = asked(table([element("records", figure(10))], [use("map", -1, user=BODY)]))
    assert payments(worthless, [HOLDER]) is None


def test_the_best_by_which_data_are_used_may_be_worth_less_than_nothing() -> None:
    given = table([element("records", figure(60), BODY)], [use("map", 50), use("plan", 2)])
    found = best_of_some(asked(given))
    assert found
    assert found.uses == ("map", "plan")
    assert best_of_some(COSTLY) is None
