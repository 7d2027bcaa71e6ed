import json
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.value import ValueType
from commonweal.model.winwin import Offers, Stage
from commonweal.winwin.table.document import MOST_ENTRIES
from commonweal.winwin.table.figure import Origin
from commonweal.winwin.table.offers import offers
from commonweal.winwin.table.written import document as written
from tests.scale import size
from tests.winwin.invented import BODY, COLLABORATION, HOLDER, OFFERS, USER

DOCUMENT = """
unit: points
source: a workshop
"on": 2015-04-01
elements:
  - {id: records, holder: NCell, text: Call records, cost: [12, 16, 20]}
uses:
  - id: map
    element: records
    user: Flowminder
    text: |
      Map where
      people moved
    private_value: [10, 14, 18]
    public_value: {low: 150, likely: 220, high: 320, source: Responders, "on": "2015-03-01"}
    risk_to_holder: [4, 6, 10]
services:
  - id: credit
    provider: Flowminder
    text: Credit in every report
    cost: [1, 2, 3]
    benefits: [{recipient: NCell, value: [-5, 26, 34]}]
    needs_uses: [map]
    needs_tracks: [consent]
tracks:
  - {track: consent, cost: [2, 4, 6]}
"""
PARTIES = {"NCell": HOLDER, "Flowminder": USER, "Nepal": BODY}


def document() -> dict[str, object]:
    read = yaml.safe_load(DOCUMENT)
    assert isinstance(read, dict)
    return read


def read(made: object) -> Offers:
    return offers(made, parties=PARTIES, name=OFFERS, collaboration=COLLABORATION)  # type: ignore[arg-type]  # hostile input is of any type


def test_figures_take_what_they_do_not_say_from_the_document() -> None:
    made = read(document())
    cost, public = made.elements[0].cost, made.uses[0].public_value
    assert (cost.low, cost.likely, cost.high) == (12.0, 16.0, 20.0)
    assert (cost.unit, cost.source, cost.on) == ("points", "a workshop", date(2015, 4, 1))
    assert (public.unit, public.source, public.on) == ("points", "Responders", date(2015, 3, 1))


def test_names_become_parties_and_references_stay_ids() -> None:
    made = read(document())
    assert (made.elements[0].holder, made.uses[0].user) == (HOLDER, USER)
    assert made.uses[0].text == "Map where people moved"
    service = made.services[0]
    assert (service.provider, service.benefits[0].recipient) == (USER, HOLDER)
    assert (service.needs_uses, service.needs_tracks) == (("map",), ("consent",))
    assert (made.id, made.collaboration) == (OFFERS, COLLABORATION)


def test_one_invented_figure_labels_all_offers() -> None:
    assert not read(document()).invented
    for source in ("Invented", "invented, our illustration"):
        assert read(put(document(), ("tracks", 0, "cost"), span(source=source))).invented
    stated = span(source="Uninvented Ltd, invented figures")
    assert not read(put(document(), ("tracks", 0, "cost"), stated)).invented


def test_json_and_yaml_give_the_same_offers() -> None:
    plain = json.loads(json.dumps(document(), default=str))
    assert read(plain) == read(document())


def span(**more: object) -> dict[str, object]:
    return {"low": 1, "likely": 2, "high": 3, **more}


def put(into: dict[str, object], path: tuple[str | int, ...], value: object) -> dict[str, object]:
    *way, last = path
    place: object = into
    for step in way:
        place = place[step]  # type: ignore[index]  # the path fits the document
    place[last] = value  # type: ignore[index]  # as above
    return into


UNKNOWN: dict[tuple[str | int, ...], tuple[object, str]] = {
    ("prices",): (1, "prices"),
    ("elements", 0, "price"): (1, "elements[0].price"),
    ("elements", 0, "holder"): ("Ncel", "elements[0].holder"),
    ("uses", 0, "user"): ("nobody", "uses[0].user"),
    ("uses", 0, "element"): ("record", "uses[0].element"),
    ("uses", 0, "public_value"): (span(most=4), "uses[0].public_value.most"),
    ("services", 0, "provider"): ("x" * 199, "services[0].provider"),
    ("services", 0, "needs_uses"): (["map", "credit"], "services[0].needs_uses[1]"),
    ("services", 0, "needs_tracks"): (["consnt"], "services[0].needs_tracks[0]"),
    ("services", 0, "benefits", 0, "recipient"): ("?", "services[0].benefits[0].recipient"),
}


@pytest.mark.parametrize(("path", "case"), UNKNOWN.items(), ids=str)
def test_an_unknown_word_is_named_with_its_path(
    path: tuple[str | int, ...], case: tuple[object, str]
) -> None:
    value, field = case
    with pytest.raises(UnknownTerm) as refused:
        read(put(document(), path, value))
    assert refused.value.fields["field"] == field
    assert refused.value.hint


def test_a_service_that_needs_a_service_is_no_cycle_but_an_unknown_use() -> None:
    with pytest.raises(UnknownTerm, match=r"services\[0\]\.needs_uses\[0\] is 'credit'"):
        read(put(document(), ("services", 0, "needs_uses"), ["credit"]))


ENDLESS: list[object] = []
ENDLESS.append(ENDLESS)

WRONG: dict[tuple[str | int, ...], list[object]] = {
    ("elements", 0, "cost", 0): [
        float("nan"),
        float("-inf"),
        10**400,
        -(10**5000),
        1e13,
        True,
        "12",
        None,
        17,
        -1,
        ENDLESS,
    ],
    ("elements", 0, "cost"): [-5, True, None, [1, 2], [1, 2, 3, 4], "1-3", {1: 2}, ENDLESS, {}],
    ("elements", 0, "id"): ["", " ", None, 7, "x" * 201, "a\x00b", ENDLESS],
    ("elements", 0, "text"): ["x" * 2001, {"en": "Call records"}],
    ("elements", 0): [None, "records", []],
    ("elements",): [None, [], {"records": {}}, "records", 3, ENDLESS, [{}] * (MOST_ENTRIES + 1)],
    ("uses",): [[]],
    ("uses", 0, "user"): [["Flowminder"], ""],
    ("uses", 0, "risk_to_holder"): [[-1, 0, 1]],
    ("uses", 0, "public_value"): [
        span(unit="EUR"),
        span(on="next week"),
        span(on=datetime(2015, 4, 1)),  # noqa: DTZ001 - as YAML reads it
        span(source=""),
        {1, 2, 3},
        "marvellous",
        "",
        {"stars": 6},
        {"stars": -1},
        {"stars": 2.5},
        {"stars": True},
        {"stars": "3"},
        {"stars": 10**400},
        {"stars": 3, "low": 1},
        {"low": 1, "high": 3},
        float("inf"),
        1e13,
        10**400,
    ],
    ("services", 0, "benefits"): [
        [{"recipient": "NCell", "value": [1, 2, 3]}] * 2,
    ],
    ("services", 0, "needs_uses"): [
        ["map", "map"],
        "map",
        [None],
        [[]],
        [["records"]],
        [["records", "Flowminder", "map"]],
        [["records", "NCell"]],
        [["records", "nobody"]],
        [["calls", "Flowminder"]],
        [["records", "Flowminder"], "map"],
        [["records", "Flowminder"], ["records", "Flowminder"]],
        [[["records"], "Flowminder"]],
        ENDLESS,
    ],
    ("services", 0, "provider"): [None, "", 7, ["Flowminder"]],
    ("services", 0, "recipients"): [[{"party": "NCell", "benefit": 3}]],
    ("tracks", 0, "needs_tracks"): [["consent"], "consent", [3]],
    ("tracks", 0, "id"): ["consent"],
    ("tracks", 0, "state"): ["open", "gone", "dropped"],
    ("uses", 0, "party"): ["Flowminder"],
    ("uses", 0, "value_type"): ["joy", 3, ""],
    ("uses", 0, "stage"): ["later"],
    ("uses", 0, "indicator"): ["", 3, "x" * 2001],
    ("star",): [0, -1, 1e12, "ten", True, float("nan"), [10]],
    ("months",): [0, -1, 1201, 12.5, True, "12", None],
    ("parties",): [None, {}, [{}], [{"id": "unknown"}], [{"id": "NCell"}] * 2],
    ("tracks", 0, "cost"): [[-2, 4, 6]],
    ("unit",): ["", 3, "euro"],
    (True,): ["2015-04-01"],
    (7,): ["x"],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [(path, value) for path, values in WRONG.items() for value in values],
    ids=[f"{path}-{index}" for path, values in WRONG.items() for index in range(len(values))],
)
def test_a_hostile_value_is_a_sentence_with_a_hint(
    path: tuple[str | int, ...], value: object
) -> None:
    made = put(document(), path, value)
    if path == ("unit",) and value == "euro":
        put(made, ("tracks", 0, "cost"), span(unit="points"))
    with pytest.raises(Invalid) as refused:
        read(made)
    assert refused.value.detail.endswith(".")
    assert len(refused.value.detail) < 300
    assert refused.value.hint


def test_mixed_units_name_both_places() -> None:
    with pytest.raises(Invalid) as refused:
        read(put(document(), ("uses", 0, "private_value"), span(unit="EUR")))
    assert refused.value.detail == "uses[0].private_value.unit is 'EUR', but unit is 'points'."


@pytest.mark.parametrize("name", ["elements", "uses", "services", "tracks"])
def test_an_id_that_stands_twice_is_refused_with_both_places(name: str) -> None:
    made = document()
    entries = made[name]
    assert isinstance(entries, list)
    entries.append(deepcopy(entries[0]))
    with pytest.raises(Invalid, match=rf"^{name}\[1\]\.\w+ is '\w+', as {name}\[0\]"):
        read(made)


@pytest.mark.parametrize("missing", ["source", "on"])
def test_a_figure_without_origin_is_refused(missing: str) -> None:
    made = document()
    del made[missing]
    with pytest.raises(Invalid, match=rf"elements\[0\]\.cost has no '{missing}'"):
        read(made)


@pytest.mark.requirement(85)
@pytest.mark.parametrize(("entries", "figure"), [("elements", "cost"), ("uses", "risk_to_holder")])
def test_data_without_its_cost_and_a_use_without_its_risk_are_refused(
    entries: str, figure: str
) -> None:
    made = document()
    first = made[entries]
    assert isinstance(first, list)
    del first[0][figure]
    with pytest.raises(Invalid, match=rf"{entries}\[0\].* '{figure}'"):
        read(made)


def test_the_bare_yaml_word_on_is_explained() -> None:
    with pytest.raises(Invalid) as refused:
        read(yaml.safe_load("unit: points\non: 2015-04-01\n"))
    assert "quotes" in refused.value.hint


CONTRACT: dict[str, Any] = {
    "elements": [{"id": "records", "holder": "NCell", "cost": 16}],
    "uses": [
        {
            "element": "records",
            "party": "Flowminder",
            "private_value": 14,
            "public_value": {"low": 150, "likely": 220, "high": 320},
            "risk_to_holder": 6,
        }
    ],
    "services": [
        {
            "id": "credit",
            "provider": "Flowminder",
            "cost": 2,
            "recipients": [{"party": "NCell", "benefit": 26}],
            "needs_uses": [["records", "Flowminder"]],
            "needs_tracks": ["consent"],
        }
    ],
    "tracks": [
        {"id": "consent", "kind": "legal", "authority": "Nepal", "cost": 4, "state": "open"}
    ],
}
"""In the words of the contract of the command."""

ORIGIN = Origin(source="NCell", on=date(2015, 5, 1), by="NCell")


def contract(**parts: object) -> dict[str, Any]:
    return {**deepcopy(CONTRACT), **parts}


def told(made: object) -> Offers:
    return offers(made, parties=PARTIES, name=OFFERS, collaboration=COLLABORATION, origin=ORIGIN)  # type: ignore[arg-type]  # hostile input is of any type


def test_the_contract_document_is_read_beside_the_longer_form() -> None:
    made = told(CONTRACT)
    assert (made.elements[0].text, made.services[0].text) == ("records", "credit")
    use = made.uses[0]
    assert (use.id, use.text, use.user) == ("records:Flowminder", "records:Flowminder", USER)
    assert made.services[0].needs_uses == (use.id,)
    assert made.services[0].benefits[0].recipient == HOLDER
    assert made.tracks[0].track == "consent"
    cost = made.elements[0].cost
    assert (cost.low, cost.likely, cost.high, cost.unit) == (16, 16, 16, "points")
    assert (cost.source, cost.on, cost.by) == (ORIGIN.source, ORIGIN.on, ORIGIN.by)
    assert (made.months, made.star, made.called) == (12, 0, ())


def test_a_service_may_benefit_nobody() -> None:
    made = told(contract(services=[{**CONTRACT["services"][0], "recipients": []}]))
    assert made.services[0].benefits == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("elements", 0, "id"), " records"),
        (("uses", 0, "id"), "map  2"),
        (("uses", 0, "element"), "records "),
        (("uses", 0, "user"), "Flow\nminder"),
        (("services", 0, "id"), "credit\t"),
        (("services", 0, "needs_uses"), ["map "]),
        (("services", 0, "needs_tracks"), [" consent"]),
        (("tracks", 0, "track"), "consent "),
    ],
    ids=str,
)
def test_an_id_with_blanks_too_many_is_refused_with_its_path(
    path: tuple[str | int, ...], value: object
) -> None:
    with pytest.raises(Invalid, match="with blanks or line ends too many") as refused:
        read(put(document(), path, value))
    assert str(refused.value.fields["field"]).startswith(f"{path[0]}[0].{path[2]}")


def test_no_service_and_no_track_is_a_table_too() -> None:
    made = told(contract(services=[], tracks=[]))
    assert (made.services, made.tracks) == ((), ())


def test_a_use_says_what_value_it_is_of_and_how_it_would_show() -> None:
    more = {"value_type": "safety", "indicator": "lives", "baseline": "none", "stage": "reuse",
            "counterfactual": "a survey"}  # fmt: skip
    made = told(contract(uses=[{**CONTRACT["uses"][0], **more}], months=36)).uses[0]
    assert (made.value_type, made.stage) == (ValueType.SAFETY, Stage.REUSE)
    assert (made.indicator, made.baseline, made.counterfactual) == ("lives", "none", "a survey")


def test_two_uses_of_one_element_by_one_party_need_ids() -> None:
    use = CONTRACT["uses"][0]
    with pytest.raises(Invalid, match=r"^uses\[1\] is 'records:Flowminder', as uses\[0\]") as said:
        told(contract(uses=[use, use]))
    assert "two uses of one element" in said.value.hint
    both = [use, {**use, "id": "second"}]
    with pytest.raises(Invalid, match="2 uses of 'records' by 'Flowminder'"):
        told(contract(uses=both))
    service = {**CONTRACT["services"][0], "needs_uses": ["second", "records:Flowminder"]}
    made = told(contract(uses=both, services=[service]))
    assert made.services[0].needs_uses == ("second", "records:Flowminder")


def test_uses_of_other_pairs_are_told_apart_whatever_their_names_hold() -> None:
    parties: dict[str, PartyId] = {"c": USER, "b:c": BODY, "g": HOLDER}
    use = {**CONTRACT["uses"][0], "element": "a", "party": "b:c"}
    document = {
        "elements": [{"id": id, "holder": "g", "cost": 0} for id in ("a:b", "a")],
        "uses": [{**use, "element": "a:b", "party": "c"}, use],
    }
    made = offers(
        document, parties=parties, name=OFFERS, collaboration=COLLABORATION, origin=ORIGIN
    )
    assert [each.id for each in made.uses] == ['["a:b", "c"]', '["a", "b:c"]']
    ids: dict[str, PartyId] = {party: party for party in parties.values()}
    again = offers(written(made), parties=ids, name=OFFERS, collaboration=COLLABORATION)
    assert again == made


@pytest.mark.parametrize("name", ["elements", "services", "tracks"])
def test_what_stands_twice_is_asked_for_ids_of_its_own(name: str) -> None:
    entries = CONTRACT[name]
    with pytest.raises(Invalid) as said:
        told(contract(**{name: [*entries, *entries]}))
    assert said.value.hint == "Give each of them an id of its own."


@pytest.mark.parametrize(
    "needs",
    [{"needs_uses": [["records", "Flowminder"]] * 2}, {"needs_tracks": ["consent"] * 2}],
    ids=str,
)
def test_what_is_needed_is_named_once(needs: dict[str, object]) -> None:
    with pytest.raises(Invalid) as said:
        told(contract(services=[{**CONTRACT["services"][0], **needs}]))
    assert said.value.hint == "Name each once."


@pytest.mark.parametrize(
    ("needs", "ring"),
    [
        ({"a": ["a"]}, "a needs a"),
        ({"a": ["b"], "b": ["a"]}, "needs"),
        ({"a": [], "b": ["a", "c"], "c": ["d"], "d": ["b"]}, "needs"),
    ],
)
def test_tracks_that_need_each_other_are_refused_by_name(
    needs: dict[str, list[str]], ring: str
) -> None:
    tracks = [{"id": name, "cost": 1, "needs_tracks": each} for name, each in needs.items()]
    with pytest.raises(Invalid, match="Tracks wait for each other.*" + ring) as said:
        told(contract(tracks=tracks, services=[]))
    assert said.value.hint


def test_tracks_may_wait_for_others() -> None:
    tracks = [{"id": "b", "cost": 1, "needs_tracks": ["a"]}, {"id": "a", "cost": 1}]
    made = told(contract(tracks=tracks, services=[]))
    assert [each.needs_tracks for each in made.tracks] == [("a",), ()]


@pytest.mark.parametrize("provider", [None, "", "gone"])
def test_a_service_nobody_can_provide_is_a_sentence(provider: str | None) -> None:
    service = {**CONTRACT["services"][0], "provider": provider}
    missing = {key: said for key, said in service.items() if key != "provider"}
    for each in (service, *([missing] if provider is None else [])):
        with pytest.raises(Invalid, match=r"services\[0\]\.?.*provider") as said:
            told(contract(services=[each]))
        assert said.value.hint


def test_words_of_the_document_for_parties_are_kept() -> None:
    parties = [{"id": "telco", "name": "NCell", "kind": "business"}]
    elements = [{"id": "records", "holder": "telco", "cost": 1}]
    made = told(contract(parties=parties, elements=elements))
    assert made.called == (("telco", HOLDER),)
    assert made.elements[0].holder == HOLDER


def test_a_hint_stays_short_however_much_is_known() -> None:
    elements = [{"id": f"{n:0200}", "holder": "NCell", "cost": 1} for n in range(MOST_ENTRIES)]
    with pytest.raises(UnknownTerm) as said:
        told(contract(elements=elements))
    assert len(said.value.hint) < 20_000


@pytest.mark.parametrize("made", [{}, {"elements": []}, {"unit": "points"}])
def test_empty_offers_are_a_sentence(made: dict[str, object]) -> None:
    with pytest.raises(Invalid, match="The offers are empty: elements has no entry"):
        read(made)


@pytest.mark.parametrize("made", [None, [], "offers", 3])
def test_what_is_no_mapping_is_a_sentence(made: object) -> None:
    with pytest.raises(Invalid, match=r"^The document is .*, not a mapping\.$"):
        read(made)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
PATHS = st.sampled_from([*UNKNOWN, *WRONG, ("services", 0, "benefits", 0, "value")])


@hypothesis_settings(max_examples=size(quick=100, ci=1000, full=5000), deadline=None)
@given(path=PATHS, value=PLAIN)
def test_any_builtin_anywhere_is_read_or_refused(
    path: tuple[str | int, ...], value: object
) -> None:
    outcome = attempt(put(document(), path, value))
    assert outcome.hint if isinstance(outcome, Invalid) else outcome.elements


def attempt(made: object) -> Offers | Invalid:
    try:
        return read(made)
    except Invalid as refused:
        return refused
