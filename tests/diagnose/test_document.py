import msgspec
import pytest

from commonweal.diagnose.document import Src, Told, all_of, decoded, known, once
from commonweal.model.errors import Invalid, UnknownTerm


class Note(Told, frozen=True, kw_only=True):
    text: str
    src: Src = ("OURS",)


def read(text: str) -> Note:
    return decoded(text, Note, called="note.yaml")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("text: [", "content at line 2"),
        ("- a list", "Expected `object`"),
        ("text: a\ntext: b", "the key 'text' stands twice in the mapping at line 1"),
        ("text: a\nweight: 2", "weight"),
        ("src: [T1]", "text"),
        ("text: a\nsrc: []", "length >= 1"),
        ("text: a\nsrc: [T6]", "src[0]"),
        ("text: a\nsrc: [S4.9]", "src[0]"),
        ("text: a\nsrc: [page 3]", "src[0]"),
        ("text: 2007-02-30", "day is out of range"),
        ("text: !!python/object/apply:os.system [ls]", "could not determine a constructor"),
        ("[" * 5000, "note.yaml cannot be read"),
        ("? [a, b]\n: c", "note.yaml cannot be read"),
    ],
)
def test_a_document_that_is_wrong_is_refused_in_a_sentence_that_names_it(
    text: str, says: str
) -> None:
    with pytest.raises(Invalid) as refused:
        read(text)
    assert refused.value.detail.startswith("note.yaml cannot be read: ")
    assert says in refused.value.detail
    assert "\n" not in refused.value.detail
    assert refused.value.hint
    assert refused.value.fields["field"] == "note.yaml"


@pytest.mark.parametrize("place", ["T1", "T5", "S1", "S7", "S4.1", "S5.3", "ABS", "OURS"])
def test_every_table_and_section_of_the_paper_is_a_place(place: str) -> None:
    assert read(f"text: a\nsrc: [{place}]").src == (place,)


def test_what_is_told_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        read("text: a").text = "b"  # type: ignore[misc]


def test_lists_are_checked_for_what_is_missing_twice_or_unknown() -> None:
    all_of("words", ["a", "b"], ["a", "b"])
    once("words", ["a", "b"])
    known("word", ["a"], ["a", "b"])
    with pytest.raises(Invalid, match="The words are b, a") as refused:
        all_of("words", ["b", "a"], ["a", "b"])
    assert "a, b" in refused.value.hint
    with pytest.raises(Invalid, match="Among the words, a stands twice"):
        once("words", ["a", "b", "a"])
    with pytest.raises(UnknownTerm, match="word is 'c'"):
        known("word", ["a", "c"], ["a", "b"])


def test_a_document_holds_plain_values_alone() -> None:
    assert msgspec.to_builtins(read("text: a")) == {"text": "a", "src": ("OURS",)}
