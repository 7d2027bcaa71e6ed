"""How a drop and its files may be called."""

import pytest
from hypothesis import given
from hypothesis.strategies import text

from commonweal.model.drop import LONGEST, drop_name, file_name
from commonweal.model.errors import Invalid

HOSTILE = {
    "": "is empty",
    "..": "begins with a dot",
    ".": "begins with a dot",
    "../x": "holds a slash",
    "/etc/passwd": "holds a slash",
    "a\\b": "holds a slash",
    "C:\\x.csv": "holds a slash",
    ".htaccess": "begins with a dot",
    "~work": "begins with a dot, a tilde",
    " x": "begins with",
    "x ": "ends with",
    "x.": "ends with",
    "a\x00b": "cannot be shown",
    "a\nb": "cannot be shown",
    "a\u202eb": "cannot be shown",
    "a\ud800": "cannot be shown",
    "a:b": "holds one of",
    "CON": "for a device",
    "nul.csv": "for a device",
    "Lpt1.tar.gz": "for a device",
    "x" * (LONGEST + 1): "longer than",
    "é" * (LONGEST // 2 + 1): "longer than",
}


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_of_a_file_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        file_name(name)
    assert HOSTILE[name] in refused.value.detail
    assert refused.value.detail.isprintable()


@pytest.mark.parametrize(
    "name", ["events.csv", "Événements 2026.csv", "a-b_c.tar.gz", "console.csv"]
)
def test_a_plain_name_is_kept(name: str) -> None:
    assert file_name(name) == name


def test_two_spellings_of_one_letter_are_one_name() -> None:
    assert file_name("e\u0301.csv") == file_name("\u00e9.csv") == "\u00e9.csv"


@given(name=text(max_size=300))
def test_a_name_that_is_taken_is_one_part_of_a_path_and_takes_itself_again(name: str) -> None:
    try:
        kept = file_name(name)
    except Invalid:
        return
    assert not {"/", "\\", "\0"} & set(kept)
    assert kept.strip(".")
    assert len(kept.encode()) <= LONGEST
    assert file_name(kept) == kept


@pytest.mark.parametrize("name", ["", "..", "a b", "a/b", "a.b", "é", "x" * 65, "~x", "a\n"])
def test_a_name_that_no_drop_can_have_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="cannot be the name of a drop"):
        drop_name(name)
