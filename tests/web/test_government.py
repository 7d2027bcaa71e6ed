"""The role of government in the browser: warnings first, then rule and section."""

import pytest
from starlette.testclient import TestClient

from commonweal.app import account, collaboration
from commonweal.app.diagnose import diagnosis, surroundings
from commonweal.diagnose.statement import Part
from commonweal.model.assessment import Dimension, PlatformType
from commonweal.model.collaboration import EventKind
from commonweal.model.party import Role
from tests.web.partnership import Partnership
from tests.web.visits import seen, visit


def page(told: Partnership) -> str:
    return f"{told.page}/diagnose/government"


def rate(told: Partnership, platform: PlatformType) -> None:
    diagnosis.rate(
        told.user,
        told.house.node,
        told.id,
        respondent="A. Clerk",
        closeness="inside",
        rows=[
            {
                "dimension": dimension.value,
                "platform": each.value,
                "value": 3 if each is platform else 0,
                "evidence": [{"kind": "interview", "text": "x", "period": "2026", "source": "y"}],
            }
            for dimension in Dimension
            for each in PlatformType
        ],
    )


@pytest.mark.requirement(66)
def test_while_nobody_has_rated_it_says_what_a_rating_adds(
    told: Partnership, mine: TestClient
) -> None:
    words = seen(mine.get(page(told)))
    assert "Nobody has rated yet. A rating adds the type" in words
    assert "R8" in words
    assert "Owns the societal problem" in words
    assert "City: beneficiary" in words
    assert "To declare first" not in words


@pytest.mark.requirement(46, 64, 68, 70)
def test_a_social_issue_is_told_to_harvest_with_policies_that_are_not_the_papers(
    told: Partnership, mine: TestClient
) -> None:
    rate(told, PlatformType.SOCIAL_ISSUE)
    words = seen(mine.get(page(told)))
    assert "[R2, paper S6]" in words
    assert "Turns the insight into public action" in words
    assert "Not the paper's" in words
    assert "2007" in words


@pytest.mark.requirement(63, 67)
def test_a_resource_dependence_platform_is_offered_no_policy(
    told: Partnership, mine: TestClient
) -> None:
    rate(told, PlatformType.RESOURCE_DEPENDENCE)
    words = seen(mine.get(page(told)))
    assert "[R1, paper S6]" in words
    assert "Not the paper's" not in words


def threaten(told: Partnership) -> None:
    assert told.holder.party
    collaboration.note(
        told.user,
        told.house.node,
        told.id,
        kind=EventKind.THREAT,
        text="The licence is at stake",
        source="a letter",
        askers=["City"],
        asked=told.holder.party,
    )


@pytest.mark.requirement(75)
def test_coercion_dressed_as_voluntary_is_a_red_flag_and_the_word_is_withheld(
    told: Partnership, mine: TestClient
) -> None:
    assert "none: voluntary" in account.value(told.user, told.house.node, told.id).authority
    threaten(told)
    words = seen(mine.get(page(told)))
    assert words.index("red flag") < words.index("What the type asks for")
    assert 'The word "voluntary" is withheld for this sharing' in words
    assert "What would change that" in words
    authority = account.value(told.user, told.house.node, told.id).authority
    assert authority.startswith("coercion is flagged: A threat is noted")
    assert "voluntary" not in authority


@pytest.mark.requirement(75)
def test_what_a_member_stated_as_voluntary_is_not_called_so_where_the_word_is_withheld(
    told: Partnership, mine: TestClient
) -> None:
    basis = {"name": "Call records", "holder": told.holder.party, "basis": "voluntary"}
    surroundings.change(
        told.user,
        told.house.node,
        told.id,
        part=Part.ELEMENTS,
        rows=[{**basis, "source": "minutes"}],
    )
    page = f"{told.page}/diagnose/surroundings"
    assert "Call records Telecom voluntary" in seen(mine.get(page))
    threaten(told)
    words = seen(mine.get(page))
    assert "Call records Telecom stated as free; the word is withheld" in words
    assert "Call records Telecom voluntary" not in words


@pytest.mark.requirement(75)
@pytest.mark.parametrize("step", ["", "/winwin", "/agree", "/share", "/returns", "/account"])
def test_no_page_of_it_says_voluntary_where_the_word_is_withheld(
    told: Partnership, mine: TestClient, step: str
) -> None:
    threaten(told)
    assert "voluntary" not in seen(mine.get(f"{told.page}{step}")).lower()


def test_a_regulator_that_is_partner_too_is_to_be_declared(
    told: Partnership, mine: TestClient
) -> None:
    board = told.house.party("River board")
    assert board.party
    collaboration.join(
        told.user,
        told.house.node,
        told.id,
        party=board.party,
        roles=frozenset({Role.REGULATOR, Role.USER}),
    )
    assert "River board is regulator and partner at once" in seen(mine.get(page(told)))


def test_a_stranger_sees_nothing(told: Partnership) -> None:
    with visit(told.house.node, told.stranger) as other:
        seen(other.get(page(told)), 404)
