import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.errors import Invalid
from commonweal.share.filenames import SEALED, FileNames

PARTS = st.sampled_from(["a", "b", "a.sealed", "b.sealed", "c"])
NAMES = st.lists(PARTS, min_size=1, max_size=3).map("/".join)


@pytest.mark.parametrize(
    "name",
    ["events.parquet", "2015/04/25.csv", ".hidden", "a b.csv", "Nepāl/घटना.csv", "a.sealed", "..a"],
)
def test_names_as_people_give_them_are_kept(name: str) -> None:
    assert FileNames().add(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../b",
        "a/..",
        ".",
        "./a",
        "a/./b",
        "a//b",
        "a/",
        "a\\..\\b",
        "a\x00b",
        "a\nb",
        "a\x1b[2K",
        "a\u202eb",
        "a\ud800",
        " a",
        "a ",
        "a/ /b",
        "a" * 201,
        "é" * 101,
        "a/" * 500 + "a",
    ],
    ids=ascii,
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(Invalid, match="cannot be the name of a delivered file"):
        FileNames().add(name)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("a", "a"),
        ("a", "a/b"),
        ("a/b", "a"),
        ("a/b/c", "a"),
        ("a", "a.sealed/b"),
        ("a.sealed/b", "a"),
    ],
)
def test_names_that_cannot_lie_side_by_side_are_refused(before: str, name: str) -> None:
    names = FileNames()
    names.add(before)
    with pytest.raises(Invalid, match="another file or folder of the delivery has it"):
        names.add(name)


def test_reserved_names_are_taken() -> None:
    for name in (".listing", ".listing/x"):
        with pytest.raises(Invalid, match="has it"):
            FileNames(".listing").add(name)


@given(st.lists(NAMES, max_size=6))
def test_accepted_names_make_a_tree_both_plain_and_sealed(names: list[str]) -> None:
    accepted = FileNames()
    kept = []
    for name in names:
        try:
            kept.append(accepted.add(name))
        except Invalid:
            continue
    for ending in ("", SEALED):
        files = {name + ending for name in kept}
        assert len(files) == len(kept)
        assert not any(other.startswith(f"{file}/") for file in files for other in files)
