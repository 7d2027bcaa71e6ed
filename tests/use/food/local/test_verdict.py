"""Each rule on small lots: what decides, and what would."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import pytest

from commonweal.use.food.local.case import Case
from commonweal.use.food.local.rule import rules_on
from commonweal.use.food.local.verdict import Verdict, verdict
from commonweal.use.food.master import Facility, FacilityKind, Product, ProductKind
from commonweal.use.food.trace import portions
from tests.use.food.happenings import (
    BUYER,
    FARM,
    HUB,
    OTHER_FARM,
    Goods,
    Story,
    described,
    facility,
    lot,
    product,
)

NOW = date(2025, 7, 31)
HERE, THERE = ("42.5", "-76.5"), ("41.0", "-77.0")
FAR = ("42.5", "-90.0")
SITES = (
    facility(FARM, place=HERE),
    facility(OTHER_FARM, state="PA", place=THERE),
    facility(HUB, FacilityKind.HUB, place=HERE),
    facility(BUYER, FacilityKind.INSTITUTION, place=HERE),
)
PRODUCTS = (
    product("ours", kg_per_litre="0.5"),
    product("theirs", kg_per_litre="0.5"),
    product("mixed"),
    product("soup", ProductKind.PROCESSED, group="soup"),
    product("water", ProductKind.WATER, group="water", kg_per_litre=1),
)


def case(
    ours: object,
    theirs: object,
    *,
    name: str = "mixed",
    water: int = 0,
    sites: Iterable[Facility] = SITES,
    products: Iterable[Product] = PRODUCTS,
    on: date = NOW,
    at: str = HUB,
    buyer: str = BUYER,
) -> Case:
    """A lot of `ours` kilograms from New York, `theirs` from Pennsylvania, and water."""
    story = Story()
    story.harvest(("ours", ours), site=FARM)
    story.harvest(("theirs", theirs), site=OTHER_FARM)
    story.harvest(("water", water), site=at)
    goods: tuple[Goods, ...] = (("ours", ours), ("theirs", theirs))
    for each, site in zip(goods, (FARM, OTHER_FARM), strict=True):
        story.ship(each, site=site, to=at)
        story.receive(each, site=at)
    story.mix([*goods, ("water", water)], [(name, 1)], site=at)
    story.ship((name, 1), site=at, to=BUYER)
    return cased(story, name, sites=sites, products=products, on=on, buyer=buyer)


def cased(
    story: Story,
    name: str,
    *,
    sites: Iterable[Facility] = SITES,
    products: Iterable[Product] = PRODUCTS,
    on: date = NOW,
    buyer: str = BUYER,
) -> Case:
    graph, master = story.graph(), described(sites, products)
    return Case.of(
        graph,
        master,
        lot=lot(name),
        portions=portions(graph, lot(name), BUYER),
        buyer=master.facility(buyer, on) if buyer else None,
        on=on,
    )


def under(rule: str, case: Case) -> Verdict:
    (found,) = rules_on(case.on, [rule])
    return verdict(case, found)


@pytest.mark.parametrize(
    ("ours", "theirs", "more_than", "at_least"),
    [
        ("50", "50", "no", "no"),
        ("51", "49", "no", "yes"),
        ("51.0001", "48.9999", "yes", "yes"),
    ],
)
def test_more_than_and_at_least_differ_at_fifty_one_percent_exactly(
    ours: object, theirs: object, more_than: str, at_least: str
) -> None:
    lot_of = case(_number(ours), _number(theirs))
    assert under("ny-30pct", lot_of).answer == more_than
    assert under("ny-aml451", lot_of).answer == at_least


def _number(text: object) -> float:
    return float(str(text))


def test_the_deciding_fact_does_not_round_over_the_threshold() -> None:
    told = under("ny-30pct", case(51.000001, 48.999999))
    assert told.answer == "yes"
    assert told.fact.startswith("A little more than 51 % of its mass comes from farms in New York")
    assert "51 %" in under("ny-30pct", case(51, 49)).fact


def test_a_share_by_volume_can_say_yes_where_the_share_by_mass_says_no() -> None:
    light = (product("ours", kg_per_litre="0.25"), *PRODUCTS[1:])
    told = under("ny-30pct", case(40, 60, products=light))
    assert (told.answer, told.shares and told.shares.attributed) == ("yes", Fraction(4, 7))
    assert "volume" in told.fact


def test_without_a_density_a_no_by_mass_alone_is_unknown() -> None:
    bare = (product("ours"), *PRODUCTS[1:])
    told = under("ny-30pct", case(40, 60, products=bare))
    assert told.answer == "unknown"
    assert any("density" in each for each in told.missing)


def test_water_counts_for_new_york_and_not_for_vermont() -> None:
    vermont = (facility(FARM, state="VT", place=HERE), *SITES[1:])
    kitchen = (*vermont, facility("urn:x:kitchen", FacilityKind.PROCESSOR, state="VT"))
    soup = case(30, 20, name="soup", water=50, sites=kitchen, at="urn:x:kitchen")
    told = under("vt-processed", soup)
    assert (told.answer, told.shares and told.shares.attributed) == ("yes", Fraction(3, 5))
    even = (product("ours", kg_per_litre=1), product("theirs", kg_per_litre=1), *PRODUCTS[2:])
    watery = under("ny-aml451", case(30, 20, name="soup", water=50, products=even))
    assert (watery.answer, watery.shares and watery.shares.attributed) == ("no", Fraction(3, 10))


def test_a_soup_made_elsewhere_may_still_be_vermont_by_its_head_office() -> None:
    vermont = (facility(FARM, state="VT"), *SITES[1:])
    told = under("vt-processed", case(9, 1, name="soup", sites=vermont))
    assert told.answer == "unknown"
    assert told.missing == ("where the maker has its head office",)


def test_a_no_by_mass_is_unknown_where_value_would_do_and_prices_stay_where_they_are() -> None:
    told = under("ny-eo32", case(40, 60))
    assert told.answer == "unknown"
    assert "prices" in told.missing[0]
    assert under("ny-eo32", case(60, 40)).answer == "yes"


def test_processing_outside_new_york_fails_one_rule_and_not_the_other() -> None:
    away = (*SITES, facility("urn:x:kitchen", FacilityKind.PROCESSOR, state="PA"))
    soup = case(90, 10, name="soup", sites=away, at="urn:x:kitchen")
    assert under("ny-eo32", soup).answer == "no"
    assert "processed" in under("ny-eo32", soup).fact
    assert under("ny-30pct", soup).answer == "yes"


def test_papers_decide_grown_and_certified_and_a_missing_one_is_unknown() -> None:
    plain = case(10, 0)
    assert under("ny-gc-raw", plain).answer == "unknown"
    assert "gap-audit" in under("ny-gc-raw", plain).missing[0]
    audited = (facility(FARM, papers=["gap-audit", "aem-tier-2"]), *SITES[1:])
    assert under("ny-gc-raw", case(10, 0, sites=audited)).answer == "yes"
    assert under("ny-gc-raw", case(9, 1, sites=audited)).answer == "no"


def test_a_processor_without_a_known_licence_leaves_certified_soup_undecided() -> None:
    certified = (facility(FARM, papers=["ny-grown-and-certified"]), *SITES[1:])
    told = under("ny-gc-processed", case(60, 40, name="soup", sites=certified))
    assert (told.answer, told.missing) == (
        "unknown",
        ("a valid article-20c-licence of every processor",),
    )
    licensed = (*certified[:2], facility(HUB, FacilityKind.HUB, papers=["article-20c-licence"]))
    soup = case(51, 49, name="soup", sites=(*licensed, SITES[3]))
    assert under("ny-gc-processed", soup).answer == "yes"


def test_a_rule_for_processed_food_says_no_to_raw_food_and_why() -> None:
    told = under("ny-gc-processed", case(10, 0))
    assert told.answer == "no"
    assert told.fact == "It does not apply: the rule is for processed food; this is raw produce."


def test_an_unknown_origin_is_explicit_and_decides_only_where_it_matters() -> None:
    story = Story()
    story.harvest(("ours", 60))
    story.ship(("ours", 60), site=FARM, to=HUB)
    story.receive(("ours", 60), site=HUB)
    story.mix([("ours", 60), ("theirs", 40)], [("mixed", 100)], site=HUB)
    story.ship(("mixed", 100), site=HUB, to=BUYER)
    told = under("ny-30pct", cased(story, "mixed"))
    assert told.answer == "yes"
    assert told.shares
    assert (told.shares.low, told.shares.high) == (Fraction(3, 5), Fraction(1))
    assert told.shares.unknown == Fraction(2, 5)
    raw = under("vt-raw", cased(story, "mixed"))
    assert raw.answer == "no"
    bound = under("ny-gc-raw", cased(story, "mixed"))
    assert bound.answer == "unknown"
    assert "gap" in " ".join(bound.missing)


def test_a_weight_nobody_knows_is_unknown_never_nought() -> None:
    told = under("ny-30pct", case("5", 10))
    assert told.answer == "unknown"
    assert "weighs" in told.missing[0]
    assert under("vt-raw", case("5", 10)).answer == "no"


def test_what_first_shows_at_a_hub_was_grown_nobody_knows_where() -> None:
    story = Story()
    story.harvest(("mixed", 10), site=HUB)
    story.ship(("mixed", 10), site=HUB, to=BUYER)
    told = under("ny-30pct", cased(story, "mixed"))
    assert told.answer == "unknown"
    assert "no farm" in told.missing[0]


def test_distance_is_measured_from_the_buyer_and_without_one_nobody_knows() -> None:
    far = (SITES[0], facility(OTHER_FARM, state="WI", place=FAR), *SITES[2:])
    assert under("usda-ams", case(10, 1)).answer == "yes"
    told = under("usda-ams", case(10, 1, sites=far))
    assert (told.answer, told.missing) == ("unknown", ("the buyer's own policy for mixtures",))
    assert under("usda-ams", case(0, 10, sites=far)).answer == "no"
    away = case(0, 10, buyer="")
    assert under("usda-ams", away).answer == "unknown"


def test_no_fact_tells_a_distance_from_which_a_farm_could_be_found() -> None:
    every = (verdict(case(10, 5), rule) for rule in rules_on(NOW))
    for told in every:
        assert not {"miles from", "km"} & set(told.fact.split())
        assert FARM not in told.fact


def test_a_packhouse_outside_the_radius_fails_stars_though_the_farm_is_inside() -> None:
    day = date(2018, 5, 1)
    inside = under("stars-local", case(10, 0, on=day))
    assert inside.answer == "unknown"
    packed = (*SITES[:2], facility(HUB, FacilityKind.PACKHOUSE, place=FAR), SITES[3])
    told = under("stars-local", case(10, 0, on=day, sites=packed))
    assert told.answer == "no"
    assert "handled" in told.fact


def test_road_is_longer_than_the_legs_and_between_the_two_nobody_knows() -> None:
    """Legs of 300 miles are surely less than 400 as the crow flies, and may be more by road."""
    away = (SITES[0], facility(OTHER_FARM, state="OH", place=("42.5", "-82.4")), *SITES[2:])
    told = under("us-2008-farm-act", case(0, 10, sites=away))
    assert (told.answer, told.missing) == (
        "unknown",
        ("the miles of road: the legs alone do not decide",),
    )
    far = (SITES[0], facility(OTHER_FARM, state="WI", place=FAR), *SITES[2:])
    assert under("us-2008-farm-act", case(0, 10, sites=far)).answer == "no"


def test_the_rule_of_the_claim_day_applies() -> None:
    assert under("vt-pre2021", case(10, 0, on=date(2020, 12, 31))).answer == "yes"
    assert "vt-pre2021" not in {rule.id for rule in rules_on(date(2021, 1, 1))}
    versions = {rules_on(day, ["stars-local"])[0].version for day in (date(2019, 6, 30), NOW)}
    assert versions == {"2.1", "2.2"}


def test_a_product_that_nothing_describes_is_undecided() -> None:
    told = under("ny-30pct", case(10, 0, products=()))
    assert told.answer == "unknown"
    assert "a description of the product" in told.missing
