"""An explanation as pictures."""

from dataclasses import replace

from commonweal.model.ids import ExplanationId
from commonweal.winwin.explain.explanation import explanation
from commonweal.winwin.explain.picture import figure_words, lost_without, swings
from tests.winwin.invented import AT, BODY, HOLDER, NOW, element, figure, service, table, use

NAMES = {HOLDER: "Holder", BODY: "Body"}
GIVEN = table(
    [element("records", figure(10))],
    [use("map", 50, user=BODY)],
    [
        service(
            "report",
            1,
            {HOLDER: figure(15, 10, 20)},
            provider=BODY,
            needs_uses=["map"],
            needs_tracks=["link"],
        )
    ],
    {"link": figure(3, 2, 6)},
)
FOUND = explanation(GIVEN, NOW, name=ExplanationId("exp_invented"), at=AT, names=NAMES)


def test_a_swing_goes_from_the_lower_public_value_to_the_higher_around_that_of_now() -> None:
    (only,) = swings(FOUND, GIVEN, NAMES).ranges
    assert only.category == "Track link: cost while it is not done"
    assert (only.low, only.likely, only.high) == (43, 46, 47)
    assert swings(FOUND, GIVEN, NAMES).around == 46


def test_a_figure_that_flips_the_answer_stands_first_and_is_marked() -> None:
    benefit = figure(15, 5, 20)
    given = replace(GIVEN, services=(replace(GIVEN.services[0], benefits=(
        replace(GIVEN.services[0].benefits[0], value=benefit),)),))  # fmt: skip
    found = explanation(given, NOW, name=FOUND.id, at=AT)
    first, second = swings(found, given, NAMES).ranges
    assert first.category == "invented: gain of who receives it, Holder"
    assert second.category == "Track link: cost while it is not done"
    assert first.marked
    assert not second.marked


def test_a_picture_says_that_its_figures_are_invented_and_how_many_it_leaves_out() -> None:
    for drawn in (swings(FOUND, GIVEN, NAMES), lost_without(FOUND, NAMES)):
        assert (drawn.caption.label, drawn.caption.unit) == ("invented", "points")
        assert drawn.caption.on == "2015-04-26"
    assert swings(FOUND, GIVEN, NAMES).caption.note == (
        "1 of 7 figures are shown: those that were tried and move the public value."
    )


def test_what_is_lost_without_each_party_goes_by_its_name() -> None:
    drawn = lost_without(FOUND, NAMES)
    assert {bar.category: bar.value for bar in drawn.bars} == {"Holder": 46, "Body": 46}
    assert drawn.most == 46


def test_a_figure_is_named_by_the_text_of_what_it_belongs_to_and_whose_it_is() -> None:
    given = replace(GIVEN, services=(replace(GIVEN.services[0], text="Where the network failed"),))
    assert figure_words(given, NAMES)["services[0].benefits[0].value"] == (
        "Where the network failed: gain of who receives it, Holder"
    )
