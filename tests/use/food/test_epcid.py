import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.use.food.epcid import canonical, lot_identity
from commonweal.use.food.gs1key import check_digit, with_check_digit

HOST = "https://id.gs1.org"

SPELLINGS = [
    ("urn:epc:class:lgtin:9520000.010001.KALE-1", "/01/09520000100018/10/KALE-1"),
    ("https://id.gs1.org/01/9520000100018/10/KALE-1", "/01/09520000100018/10/KALE-1"),
    ("https://example.com/gtin/9520000100018/lot/KALE-1?17=270101", "/01/09520000100018/10/KALE-1"),
    (
        "http://shop.example/a/b/01/09520000100018/22/2A/10/KALE-1#top",
        "/01/09520000100018/10/KALE-1",
    ),
    ("https://id.gs1.org/01/09520000100018/10/L/21/S", "/01/09520000100018/21/S"),
    ("https://id.gs1.org/01/09520000100018/10/a%2fb%41", "/01/09520000100018/10/a%2FbA"),
    ("urn:epc:id:sgln:9520000.00001.0", "/414/9520000000011"),
    ("https://id.gs1.org/414/9520000000011/254/0", "/414/9520000000011"),
    ("urn:epc:id:sscc:9520000.0000000017", "/00/095200000000000172"),
]


@pytest.mark.parametrize(("written", "path"), SPELLINGS)
def test_a_gs1_key_has_one_spelling(written: str, path: str) -> None:
    assert canonical(written) == HOST + path


@pytest.mark.parametrize(
    "uri",
    [
        "https://farm.example/lots/carrots/2026-07-01",
        "https://farm.example/01/12345678901234/10/A",  # no valid check digit: not a GTIN
        "https://farm.example/01/kale?lot=7",
        "urn:farm:ulster:carrots:7",
        "urn:epcglobal:cbv:bt:9520000000028:PO-1",
        "geo:41.7,-74.0",
        "https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N",
    ],
)
def test_other_uris_stay_as_they_are(uri: str) -> None:
    assert canonical(uri) == uri


@pytest.mark.parametrize(
    "uri",
    [
        "urn:epc:id:sgtin:9520000.01001.1",
        "urn:epc:id:sgtin:95.0100012345.1",
        "urn:epc:id:sscc:abc.1",
        "urn:epc:id:nothing:1.2",
        "urn:epc:id:sgtin",
        "urn:epc:id:sscc:٩٥٢٠٠٠٠.0000000017",
    ],
)
def test_a_malformed_epc_urn_is_an_error(uri: str) -> None:
    with pytest.raises(ValueError, match="URN"):
        canonical(uri)


def test_the_same_lot_number_at_two_firms_is_two_lots() -> None:
    ours, theirs = (
        lot_identity("https://a.example/lots/kale/7"),
        lot_identity("https://b.example/lots/kale/7"),
    )
    assert ours != theirs
    assert (ours.issuer, ours.product, ours.lot) == (
        "a.example",
        "https://a.example/lots/kale",
        "7",
    )


def test_a_lot_is_the_same_lot_in_any_spelling() -> None:
    found = {lot_identity(written) for written, _ in SPELLINGS[:4]}
    assert {(one.issuer, one.product, one.lot) for one in found} == {
        ("gs1", f"{HOST}/01/09520000100018", "KALE-1")
    }


@given(st.text(max_size=30), st.sampled_from(["https://", "http://[", "urn:", "urn:a:", "x:"]))
def test_no_text_makes_an_identifier_fail(text: str, start: str) -> None:
    found = lot_identity(start + text)
    assert found.product or not found.issuer


@given(st.text("0123456789", min_size=7, max_size=17), st.integers(0, 9))
def test_one_wrong_digit_never_passes_the_check(digits: str, new: int) -> None:
    right = with_check_digit(digits)
    wrong = f"{new}{right[1:]}"
    assert (check_digit(wrong[:-1]) == int(wrong[-1])) == (wrong == right)


@given(st.sampled_from([written for written, _ in SPELLINGS]), st.text(max_size=20))
def test_normalising_twice_changes_nothing(written: str, end: str) -> None:
    once = (
        canonical(written.replace("KALE-1", f"KALE-1{end.replace('/', '')}"))
        if (not written.startswith("urn:"))
        else canonical(written)
    )
    assert canonical(once) == once
