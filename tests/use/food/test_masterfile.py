import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from commonweal.model.errors import Invalid
from commonweal.use.food.event import LotQuantity
from commonweal.use.food.masterfile import master

SITE = "https://id.gs1.org/414/9520000000011"
KALE = "https://id.gs1.org/01/09520000100018"
FACILITY: dict[str, Any] = {
    "id": SITE,
    "name": "Invented Farm",
    "kind": "farm",
    "state": "NY",
    "county": "Invented",
    "latitude": 42.5,
    "longitude": -76.25,
}
PRODUCT: dict[str, Any] = {"id": KALE, "name": "Kale", "kind": "raw", "group": "produce"}


def folder(path: Path, facilities: Any = None, products: Any = None) -> Path:
    given = [FACILITY] if facilities is None else facilities
    described = [PRODUCT] if products is None else products
    (path / "facilities.json").write_text(json.dumps({"facilities": given}), encoding="utf-8")
    (path / "products.json").write_text(json.dumps({"products": described}), encoding="utf-8")
    return path


def test_a_site_is_known_by_its_fields_its_party_and_any_spelling(tmp_path: Path) -> None:
    found = master(folder(tmp_path))
    day = date(2025, 7, 1)
    for id in (SITE, f"{SITE}/254/7", SITE.replace("414", "417"), SITE.replace("https", "http")):
        farm = found.facility(id, day)
        assert farm is not None
        assert farm.latitude == Decimal("42.5")
    assert found.facility(f"{SITE}1", day) is None


def test_a_site_that_moved_is_where_it_was_on_the_day(tmp_path: Path) -> None:
    moved = date(2025, 6, 1).isoformat()
    before = {**FACILITY, "valid_to": moved}
    after = {**FACILITY, "state": "VT", "valid_from": moved}
    found = master(folder(tmp_path, [before, after]))
    states = [
        getattr(found.facility(SITE, day), "state", "")
        for day in (date(2025, 5, 31), date(2025, 6, 1))
    ]
    assert states == ["NY", "VT"]


def test_a_case_weighs_what_it_weighed_on_the_day_and_an_unknown_unit_is_unknown(
    tmp_path: Path,
) -> None:
    cases = [
        {"unit": "CS", "kilograms": 18},
        {"unit": "CS", "kilograms": 20, "since": "2025-06-01"},
    ]
    found = master(folder(tmp_path, products=[{**PRODUCT, "case_weights": cases}]))

    def weighs(unit: str, day: date) -> Fraction | None:
        quantity = LotQuantity(lot=f"{KALE}/10/7", amount=Decimal(2), unit=unit)
        return found.weigh(quantity, day)

    assert weighs("CS", date(2025, 5, 31)) == 36
    assert weighs("CS", date(2025, 6, 1)) == 40
    assert weighs("BX", date(2025, 6, 1)) is None
    assert weighs("LBR", date(2025, 6, 1)) == Fraction("0.90718474")
    assert found.most(f"{KALE}/10/7") == 1
    assert not found.synthetic


@pytest.mark.parametrize(
    ("facilities", "says"),
    [
        ([{**FACILITY, "phone": "1"}], "unknown field `phone`"),
        ([{**FACILITY, "kind": "shop"}], "shop"),
        ([{**FACILITY, "state": "New York"}], "facilities[0].state"),
        ([{**FACILITY, "latitude": 142}], "on Earth"),
        ([{**FACILITY, "latitude": "x"}], "facilities[0].latitude"),
        ([FACILITY, {**FACILITY, "name": "Twin"}], "facilities[1] describes a site twice"),
        ([{**FACILITY, "valid_from": "2025-01-02", "valid_to": "2025-01-01"}], "valid_to"),
        ([{**FACILITY, "valid_from": "yesterday"}], "valid_from"),
        ([{key: FACILITY[key] for key in FACILITY if key != "county"}], "`county`"),
        ({}, "Expected `array`"),
    ],
)
def test_a_wrong_facility_is_a_sentence_with_its_place(
    tmp_path: Path, facilities: Any, says: str
) -> None:
    with pytest.raises(Invalid, match=r"facilities\.json") as refused:
        master(folder(tmp_path, facilities))
    assert says in refused.value.detail
    assert refused.value.hint


@pytest.mark.parametrize(
    ("product", "says"),
    [
        ({"max_yield": 0}, "max_yield"),
        ({"kg_per_litre": -1}, "kg_per_litre"),
        ({"case_weights": [{"unit": "CS", "kilograms": 0}]}, "weight of 0"),
        ({"case_weights": [{"unit": "case", "kilograms": 1}]}, "case_weights[0].unit"),
        ({"kind": "tasty"}, "tasty"),
        ({"id": "urn:epc:class:lgtin:952"}, "no well-formed EPC"),
    ],
)
def test_a_wrong_product_is_a_sentence_with_its_place(
    tmp_path: Path, product: Any, says: str
) -> None:
    with pytest.raises(Invalid, match=r"products\.json") as refused:
        master(folder(tmp_path, products=[{**PRODUCT, **product}]))
    assert says in refused.value.detail


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"facilities": [], "facilities": []}', "[" * 5000, '{"facilities": NaN}'],
)
def test_a_file_that_is_no_such_file_is_a_sentence(tmp_path: Path, text: str) -> None:
    folder(tmp_path)
    (tmp_path / "facilities.json").write_text(text, encoding="utf-8")
    with pytest.raises(Invalid, match=r"facilities\.json"):
        master(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "products.json").unlink()
    with pytest.raises(Invalid, match=r"no products\.json"):
        master(tmp_path)
