import pytest

from commonweal.agree.purpose import PURPOSES, purpose, purpose_at
from commonweal.model.errors import UnknownTerm


def test_code_and_iri_lead_to_each_other() -> None:
    for code, found in PURPOSES.items():
        assert purpose(code) == purpose_at(found.iri) == found
    assert len({found.iri for found in PURPOSES.values()}) == len(PURPOSES)


@pytest.mark.parametrize("code", ["", "Research", "rеsearch", "disaster response", "marketing"])
def test_a_purpose_outside_the_list_is_refused_with_a_hint(code: str) -> None:
    with pytest.raises(UnknownTerm) as gap:
        purpose(code)
    assert gap.value.hint


def test_a_wider_dpv_purpose_is_not_taken_for_one_of_ours() -> None:
    with pytest.raises(UnknownTerm):
        purpose_at("https://w3id.org/dpv#PublicBenefit")
