"""The public value of the package that is kept."""

from pathlib import Path

import pytest

from commonweal.adapters.documents import markdown
from commonweal.align.track import TrackChange
from commonweal.app.align import alignment
from commonweal.app.winwin import offers, publicvalue, solution
from commonweal.model.errors import NotFound, NotYet, UnknownTerm
from commonweal.model.track import TrackKind, TrackState
from commonweal.winwin.item import Item
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled


def words(told: Partnership) -> str:
    return markdown(publicvalue.document(told.user, told.house.node, told.id))


@pytest.mark.requirement(84)
def test_the_account_follows_the_package_and_the_tracks_that_are_done(tmp_path: Path) -> None:
    told = settled(tmp_path / "home")
    who = told.user, told.house.node, told.id
    with pytest.raises(NotYet):
        publicvalue.show(*who)
    solution.solve(*who)
    found = publicvalue.show(*who)
    assert [(each.name, len(each.uses)) for each in found.types] == [("not typed", 1)]
    assert [each.item.id for each in found.costs] == ["consent"]
    alignment.set_track(
        *who,
        TrackChange(
            name="consent",
            kind=TrackKind.LEGAL,
            authority="Council",
            country="NL",
            state=TrackState.DONE,
        ),
    )
    assert publicvalue.show(*who).costs == ()
    with pytest.raises(NotFound):
        publicvalue.show(told.stranger, told.house.node, told.id)


def test_the_document_bears_the_days_the_label_and_names_of_people(tmp_path: Path) -> None:
    told = settled(tmp_path / "home")
    who = told.user, told.house.node, told.id
    with pytest.raises(NotYet):
        publicvalue.document(*who)
    solution.solve(*who)
    text = words(told)
    for said in (
        "# Public value: Flood",
        "As of 2026-03-01. Package of 2026-03-01.",
        "**invented figures**",
        "| Map | Mappers | Telecom | 40 | 60 | 80 | invented, put here by Mappers, 2026-03-01 |",
    ):
        assert said in text, said
    assert "Compute the package again" not in text
    with pytest.raises(NotFound):
        publicvalue.document(told.stranger, told.house.node, told.id)


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!doctype"), ("pdf", b"%PDF"),
                                             ("xlsx", b"PK"), ("md", b"# ")])  # fmt: skip
def test_the_same_account_leaves_as_the_same_file(form: str, begins: bytes, tmp_path: Path) -> None:
    told = settled(tmp_path / "home")
    who = told.user, told.house.node, told.id
    solution.solve(*who)
    made = publicvalue.file(*who, f"value.{form}")
    assert made.lower().startswith(begins.lower())
    assert publicvalue.file(*who, f"value.{form}") == made
    assert publicvalue.file(*who, f"value.{form}", added=True) != made
    with pytest.raises(UnknownTerm):
        publicvalue.file(*who, "value.exe")


def test_the_document_says_what_the_account_leaves_out_and_that_alignment_began_early(
    tmp_path: Path,
) -> None:
    told = settled(tmp_path / "home")
    who = told.user, told.house.node, told.id
    use: dict[str, object] = OFFERS["uses"][0]  # type: ignore[assignment]  # a document
    offers.table(*who, document={**OFFERS, "uses": [use, {**use, "id": "other"}]})
    alignment.override(told.holder, *who[1:], name="A. Jansen", reason="The river rises")
    solution.solve(*who)
    offers.withdraw(*who, item=Item.use("other"))
    text = words(told)
    assert "> Not on the table any more, and not counted: other." in text
    assert "Compute the package again to see whether another is better now." in text
    assert "on the word of A. Jansen (Telecom)" in text
