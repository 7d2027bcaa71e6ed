import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from commonweal.adapters.pictures import bundle, drawing
from commonweal.adapters.pictures.press import Press, press
from commonweal.model.errors import Invalid, Unavailable
from commonweal.model.figure import Edge, Figure, table
from tests.adapters import figured


def test_a_drawing_holds_spec_image_table_and_caption() -> None:
    figure = figured.graph()
    made = drawing(figure)
    assert (made.name, made.caption, made.instead) == ("trace", figured.CAPTION, "")
    assert [each.room.name for each in made.pictures] == ["wide", "narrow"]
    for each in made.pictures:
        assert each.spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
        assert each.svg.startswith("<svg")
        assert f'id="p{made.hash[:8]}-{each.room.name}' in each.svg or "id=" not in each.svg
    assert made.table.rows[0] == ("Finger Lakes Farm", "Kettle", "620 kg")
    json.dumps([each.spec for each in made.pictures], allow_nan=False)


def test_who_asks_for_pictures_never_loads_what_draws_them() -> None:
    asked = "import sys, commonweal.app.picture; print({'altair', 'vl_convert'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_the_same_figure_is_drawn_once_and_another_has_another_hash() -> None:
    one, again, other = (
        drawing(each) for each in (figured.bars(), figured.bars(), figured.chain())
    )
    assert one.pictures is again.pictures
    assert one.hash != other.hash
    assert one.hash != drawing(figured.bars("other words")).hash


@pytest.mark.parametrize("figure", figured.NONE, ids=lambda each: type(each).__name__)
def test_an_empty_figure_gives_a_sentence(figure: Figure) -> None:
    made = drawing(figure)
    assert made.instead.startswith("There is nothing to draw")
    assert made.pictures == ()


def test_a_figure_that_cannot_be_drawn_gives_a_sentence_and_its_table() -> None:
    figure = figured.graph()
    circle = drawing(replace(figure, edges=(*figure.edges, Edge(source="s", target="f"))))
    assert "circle" in circle.instead
    assert len(circle.table.rows) == 5
    nowhere = drawing(replace(figure, edges=(Edge(source="s", target="x"),)))
    assert "does not have" in nowhere.instead
    broken = drawing(replace(figured.bars(), most=float("nan")))
    assert broken.instead
    assert broken.pictures == ()


def test_the_table_beside_a_picture_is_readable_text_and_counts_its_rows() -> None:
    made = drawing(replace(figured.flowmap("a\u202eb" + "x" * 1_000, count=450), places=()))
    assert made.instead == "This figure names a place or a node that it does not have."
    made = drawing(figured.chain("a\u202eb" + "x" * 1_000, count=450))
    assert (len(made.table.rows), made.rows) == (200, 450)
    assert str(made.table.rows[0][2]).startswith("a bxx")
    assert len(str(made.table.rows[0][2])) == 300
    assert drawing(figured.ranges()).table.rows[0][2:] == ("−9", "−3", "4")
    assert table(figured.ranges()).rows[0][2:] == (-9, -3, 4)


def test_a_picture_too_wide_for_a_phone_scrolls_and_others_are_fitted_in() -> None:
    assert [each.scrolls for each in drawing(figured.graph()).pictures] == [False, True]
    assert [each.scrolls for each in drawing(figured.points()).pictures] == [False, False]


def test_the_table_tells_a_chance_in_per_cent_and_none_where_nothing_comes_about() -> None:
    figure = figured.points()
    surest = replace(figure.points[1], share=0.9996)
    rows = drawing(replace(figure, points=(figure.points[0], surest, figure.points[3]))).table.rows
    assert [row[2] for row in rows] == ["79 %", "99 %", ""]


def test_points_of_which_none_has_a_chance_give_a_sentence() -> None:
    figure = figured.points()
    for point in (figure.points[3], replace(figure.points[0], share=None)):
        made = drawing(replace(figure, points=(point,)))
        assert made.instead == "There is nothing to draw: no point has a chance."
        assert made.pictures == ()


def test_many_pages_at_once_get_their_own_pictures() -> None:
    figures = [figured.chain(f"act {number}") for number in range(6)]
    found: dict[int, str] = {}

    def ask(number: int) -> None:
        found[number] = press().pictures(figures[number], str(number))[0].svg

    threads = [Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(6):
        assert f"act {number}" in found[number]


def test_a_process_that_ended_is_followed_by_another() -> None:
    press().pictures(figured.chain("before"), "before")
    press().close()
    assert "after" in press().pictures(figured.chain("after"), "after")[0].svg


def test_a_process_that_does_not_answer_is_told_in_a_sentence() -> None:
    silent = Press((sys.executable, "-c", "raise SystemExit(1)"))
    with pytest.raises(Unavailable, match="without an answer"):
        silent.pictures(figured.chain(), "x")
    absent = Press(("/nowhere/at/all",))
    with pytest.raises(Unavailable, match="does not start"):
        absent.pictures(figured.chain(), "x")


def test_what_the_process_refuses_leaves_it_running() -> None:
    figure = figured.graph()
    with pytest.raises(Invalid):
        press().pictures(replace(figure, edges=(Edge(source="f", target="f"),)), "loop")
    assert press().pictures(figure, "graph")[0].svg


def test_the_bundle_is_named_by_its_content_kept_and_made_anew_if_it_was_changed(
    tmp_path: Path,
) -> None:
    name, content = bundle(tmp_path)
    assert b"vegaEmbed" in content
    (kept,) = tmp_path.rglob("vega-*.js")
    assert kept.name == name
    assert bundle(tmp_path) == (name, content)
    kept.write_bytes(b"alert(1)")
    assert bundle(tmp_path) == (name, content)
