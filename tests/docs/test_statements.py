"""What the method says of itself stays there: sentences that others rely on."""

import pytest

from tests.docs.markdown import ROOT

METHOD = ROOT / "docs" / "methods" / "diagnose.md"


def says(sentence: str) -> bool:
    """True if the page has the sentence, wherever its lines break."""
    return sentence in " ".join(METHOD.read_text(encoding="utf-8").split())


@pytest.mark.requirement(15)
def test_the_labels_of_the_papers_cases_are_called_a_reproduction_and_no_validation() -> None:
    assert says("A reproduction, never a validation.")
    assert says("The paper counts nothing.")


def test_no_accuracy_is_claimed_before_two_people_have_coded_the_cases() -> None:
    assert says("two people have coded the cases on their own with an alpha of .67 or more")
    assert says("codings written by a model do not count as people")


@pytest.mark.requirement(71)
def test_a_motive_is_not_inferred_from_a_goal() -> None:
    assert says("none is inferred from the goal: the same goal does not imply the same motive")


@pytest.mark.requirement(72)
def test_drivers_are_those_of_other_partnerships_and_mechanisms_are_not() -> None:
    assert says("drivers of these partnerships resemble those of other partnerships across sectors")
    assert says("the mechanisms are specific to sharing information")


@pytest.mark.requirement(73)
def test_it_is_made_to_help_people_find_their_way() -> None:
    assert says("helps governments, businesses and others find their way through a partnership")
