"""The ledger's file; the rules it serves are tested in `test_disclosure.py`."""

import json
from collections.abc import Callable
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.errors import Invalid, Tampered
from commonweal.model.ids import DatasetId, ReleaseId
from commonweal.use.disclosure import disclose
from commonweal.use.ledger import Published, read_published, told, written
from tests.use.attack import Where, finding, in_ledger, rule

DAY = ("2015-04-26", "A1")


def ledger() -> Published:
    counts: dict[Where, int] = {
        (DAY, "a"): 100,
        (DAY, "b"): 30,
        (DAY, "c"): 4,
        (("2015-04-27", "A1"), "a"): 15,
    }
    return in_ledger(disclose(finding(counts), rule()), min_days="3", zone="Asia/Kathmandu")


def as_bytes(document: object) -> bytes:
    return json.dumps(document, indent=1, sort_keys=True).encode()


def test_it_holds_what_was_told_and_none_of_what_was_hidden() -> None:
    assert dict(ledger().cells) == {
        (DAY, "a"): 100,
        (DAY, "other"): 34,
        (("2015-04-27", "A1"), "other"): None,
    }


def test_it_comes_back_from_its_file_as_it_was() -> None:
    assert read_published(as_bytes(written(ledger()))) == ledger()


texts = st.text(max_size=6)


@given(
    rows=st.dictionaries(
        st.tuples(st.lists(texts, max_size=3).map(tuple), texts.filter(lambda key: key != "other")),
        st.integers(1, 10**15),
    ),
    settings=st.dictionaries(texts, texts),
    frame=texts,
)
def test_any_ledger_comes_back_from_its_file(
    rows: dict[tuple[tuple[str, ...], str], int | None], settings: dict[str, str], frame: str
) -> None:
    made = Published(
        release=ReleaseId("rel_1"),
        dataset=DatasetId("dat_1"),
        version="v",
        definition="mobility/1",
        settings=tuple(sorted(settings.items())),
        table="flows",
        frame=frame,
        cells=MappingProxyType({**rows, (("wholly", "withheld"), "other"): None}),
    )
    assert read_published(as_bytes(written(made))) == made


Change = Callable[[dict[str, object]], object]


def changed(**fields: object) -> Change:
    return lambda document: document.update(fields)


def groups(*people: object) -> Change:
    return changed(groups=[{"group": list(DAY), "people": each} for each in people])


@pytest.mark.parametrize(
    "change",
    [
        changed(v=2),
        changed(v=True),
        changed(extra="x"),
        changed(table=None),
        changed(release=7),
        changed(settings=[["min_days", "3"]]),
        changed(settings={"min_days": 3}),
        changed(groups={}),
        changed(groups=[{"group": "2015-04-26", "people": {}}]),
        changed(groups=[{"group": [1], "people": {"a": 20}}]),
        changed(groups=[{"people": {"a": 20}}]),
        lambda document: document.pop("frame"),
        groups({"a": 0}),
        groups({"a": -20}),
        groups({"a": 10**15 + 1}),
        groups({"a": 20.5}),
        groups({"a": 20.0}),
        groups({"a": True}),
        groups({"a": "20"}),
        groups([["a", 20]]),
    ],
)
def test_a_ledger_of_another_form_is_refused(change: Change) -> None:
    document = written(ledger())
    change(document)
    with pytest.raises(Invalid) as refused:
        read_published(as_bytes(document))
    assert "cannot be read" in refused.value.detail
    assert refused.value.hint


@pytest.mark.parametrize("change", [groups({"a": None}), groups({}), groups({"a": 20}, {"b": 20})])
def test_a_ledger_that_no_release_can_have_told_is_refused(change: Change) -> None:
    document = written(ledger())
    change(document)
    with pytest.raises(Tampered, match="no release can have told"):
        read_published(as_bytes(document))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b'{"v": 1',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"v": ' + b"9" * 5000 + b"}",
        as_bytes(written(ledger())).replace(b'"v": 1', b'"v": 1, "v": 1'),
        as_bytes(written(ledger())).replace(b'"a": 100', b'"a": 100, "a": 90'),
        as_bytes(written(ledger())).replace(b"100", b"NaN"),
    ],
    ids=range(10),
)
def test_bytes_that_are_no_ledger_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        read_published(data)


@given(data=st.binary(max_size=200))
def test_no_bytes_make_it_fail_otherwise(data: bytes) -> None:
    with pytest.raises(Invalid):
        read_published(data)


def test_only_groups_that_told_a_count_of_that_table_are_looked_up() -> None:
    both = {DAY, ("2015-04-27", "A1")}
    found = told([ledger(), ledger()], "flows", both)
    assert found.keys() == {DAY}
    assert [(dict(each.shown), each.other) for each in found[DAY]] == [({"a": 100}, 34)] * 2
    assert told([ledger()], "residents", both) == {}
    assert told([ledger()], "flows", set()) == {}
