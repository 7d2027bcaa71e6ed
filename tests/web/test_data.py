"""Datasets in the browser: files are brought, attached, or refused with a sentence."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app import collaboration, data, drop
from commonweal.model.dataset import Dataset
from commonweal.model.may import READ
from commonweal.model.party import Role
from tests.web.browsers import OWN
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, refused, said, seen, visit

TOLD = {"drop": "papers", "title": "Papers", "sensitivity": "commercial", "synthetic": "yes"}
PAPERS = (("invoice.xml", b"<a/>"), ("list.xml", b"<b/>"))


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One with a drop, that no test changes."""
    made = settled(tmp_path_factory.mktemp("still") / "home", tabled=False)
    with visit(made.house.node, made.holder) as browser:
        assert said(bring(browser, made)) == "brought"
    return made


@pytest.fixture(scope="module")
def browsing(still: Partnership) -> Iterator[TestClient]:
    with visit(still.house.node, still.holder) as made:
        yield made


@pytest.fixture
def holder(told: Partnership) -> Iterator[TestClient]:
    with visit(told.house.node, told.holder) as made:
        yield made


def bring(
    browser: TestClient, told: Partnership, *files: tuple[str, bytes], name: str = "papers"
) -> Any:
    return browser.post(
        f"{told.page}/data/drops",
        data={"name": name},
        files=[("files", each) for each in files or PAPERS],
    )


def attach(browser: TestClient, told: Partnership, lane: str = "trade", **changed: str) -> Any:
    return browser.post(f"{told.page}/data/datasets/{lane}", data={**TOLD, **changed})


def left(told: Partnership) -> list[str]:
    """What lies in the place of the drops, workplaces included."""
    root = told.house.node.home / "drop"
    return sorted(path.name for path in root.rglob("*") if not path.name.startswith("par_"))


def test_files_are_brought_and_attached_and_everyone_sees_the_dataset(
    told: Partnership, holder: TestClient
) -> None:
    page = f"{told.page}/data"
    assert "No files are here yet" in seen(holder.get(page))
    answer = bring(holder, told)
    assert (done(answer), said(answer)) == (page, "brought")
    words = seen(holder.get(f"{page}?lane=trade"))
    assert "invoice.xml, list.xml" in words
    assert "ready" in words
    answer = attach(holder, told)
    assert (done(answer), said(answer)) == (page, "attached")
    words = seen(holder.get(page))
    assert "Papers" in words
    assert "synthetic" in words
    with visit(told.house.node, told.user) as other:
        words = seen(other.get(page))
        assert "Papers" in words
        assert "invoice.xml" not in words
        assert "yours has another role" in words
        assert "Papers" in seen(other.get(told.page))


def test_no_page_names_a_folder_of_this_machine(
    told: Partnership, holder: TestClient, tmp_path: Path
) -> None:
    bring(holder, told)
    attach(holder, told)
    bring(holder, told, ("x.txt", b"x"), name="wrong")
    answers = [
        holder.get(f"{told.page}/data?lane=trade"),
        attach(holder, told, drop="wrong"),
        attach(holder, told, lane="mobility", drop="wrong"),
        attach(holder, told, lane="food", drop="wrong"),
        holder.get(f"{told.page}/data?table=drops&as=csv"),
    ]
    assert not any(str(tmp_path) in each.text for each in answers)


def test_settings_and_names_of_columns_are_kept(told: Partnership, holder: TestClient) -> None:
    bring(holder, told, ("areas.geojson", AREAS), ("events.csv", b"MSISDN,at,cell\n"))
    assert "subscriber" in seen(holder.get(f"{told.page}/data?lane=mobility"))
    fixed = {"setting-country": "977", "column-subscriber": "MSISDN"}
    assert said(attach(holder, told, lane="mobility", **fixed)) == "attached"
    (made,) = data.catalogue(told.holder, told.house.node, told.id)
    assert made.settings == (("country", "977"),)
    assert made.columns == (("subscriber", "MSISDN"),)
    assert "country=977" in seen(holder.get(f"{told.page}/data"))


AREAS = (
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "a"},'
    b'"geometry": {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}}]}'
)


@pytest.mark.parametrize(
    ("files", "name", "status", "words"),
    [
        ((("../x.xml", b""),), "papers", 422, "holds a slash"),
        ((("..", b""),), "papers", 422, "begins with a dot"),
        (((".ssh", b""),), "papers", 422, "begins with a dot"),
        ((("a.xml", b""), ("A.xml", b"")), "papers", 422, "Two files would be called"),
        ((("a.xml", b""), ("a.xml", b"")), "papers", 422, "Two files would be called"),
        ((("con.xml", b""),), "papers", 422, "for a device"),
        ((("x" * 201, b""),), "papers", 422, "longer than 200 bytes"),
        ((("<b>.xml", b""),), "papers", 422, "holds one of"),
        ((("a.xml", b""),), "", 422, "cannot be the name of a drop"),
        ((("a.xml", b""),), "../papers", 422, "cannot be the name of a drop"),
        ((("a.xml", b""),), "x" * 65, 422, "cannot be the name of a drop"),
        ((("a.xml", b""),), "papers", 409, "There is a drop 'papers' already"),
    ],
)
def test_hostile_files_are_refused_and_leave_nothing(
    files: tuple[tuple[str, bytes], ...],
    name: str,
    status: int,
    words: str,
    still: Partnership,
    browsing: TestClient,
) -> None:
    before = left(still)
    refused(bring(browsing, still, *files, name=name), status, words, {"name": name})
    assert left(still) == before


def test_a_form_without_a_chosen_file_says_so(still: Partnership, browsing: TestClient) -> None:
    part = 'Content-Disposition: form-data; name="files"; filename=""'
    answer = browsing.post(
        f"{still.page}/data/drops",
        content=f"--x\r\n{part}\r\n\r\n\r\n--x--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    refused(answer, 422, "Choose at least one file")


def test_too_much_is_refused_and_leaves_nothing(
    told: Partnership, holder: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonweal.adapters.filling.MOST_BYTES", 1 << 20)
    refused(bring(holder, told, ("a.xml", b"x" * (1 << 20)), ("b.xml", b"y")), 422, "More than")
    assert left(told) == []


@pytest.mark.parametrize(
    ("changed", "lane", "status", "words"),
    [
        ({"drop": "absent"}, "trade", 422, "is not among the choices"),
        ({"drop": ".."}, "trade", 422, "is not among the choices"),
        ({"title": ""}, "trade", 422, "nothing is given"),
        ({"title": "x" * 201}, "trade", 422, "at most 200"),
        ({"sensitivity": "secret"}, "trade", 422, "is not among the choices"),
        ({"sensitivity": ""}, "trade", 422, "nothing is given"),
        ({"holder": "par_other"}, "trade", 422, "a field that this page does not know"),
        ({"place": "/etc"}, "trade", 422, "a field that this page does not know"),
        ({"setting-forged": "1"}, "trade", 422, "a field that this page does not know"),
        ({}, "forged", 422, "lane is 'forged'"),
        ({}, "mobility", 422, "The folder has no events"),
        ({}, "food", 422, "The folder has no events"),
    ],
)
def test_what_will_not_do_is_not_attached(
    changed: dict[str, str],
    lane: str,
    status: int,
    words: str,
    still: Partnership,
    browsing: TestClient,
) -> None:
    refused(attach(browsing, still, lane=lane, **changed), status, words)
    assert not still.house.node.records.find(Dataset)
    assert "papers" in left(still)


def test_a_drop_is_deleted_unless_it_is_attached(told: Partnership, holder: TestClient) -> None:
    removal = f"{told.page}/data/drops/removal"
    bring(holder, told)
    refused(holder.post(removal, data={"drop": "papers"}), 422, "must be ticked")
    assert said(holder.post(removal, data={"drop": "papers", "sure": "yes"})) == "deleted"
    assert left(told) == []
    bring(holder, told)
    attach(holder, told)
    answer = holder.post(removal, data={"drop": "papers", "sure": "yes"})
    refused(answer, 422, "is not among the choices")
    assert "papers" in left(told)


def test_the_drop_of_another_reads_like_one_that_is_not_there(
    told: Partnership, holder: TestClient
) -> None:
    other = told.house.party("Other telecom")
    assert other.party
    collaboration.join(
        told.user, told.house.node, told.id, party=other.party, roles=frozenset({Role.HOLDER})
    )
    bring(holder, told)
    with visit(told.house.node, other) as browser:
        assert "papers" not in seen(browser.get(f"{told.page}/data?lane=trade"))
        theirs, absent = (attach(browser, told, drop=name).text for name in ("papers", "absent"))
        assert theirs.replace("papers", "absent") == absent
        gone = {"drop": "papers", "sure": "yes"}
        refused(browser.post(f"{told.page}/data/drops/removal", data=gone), 422, "not among")
    assert len(drop.roster(told.holder, told.house.node)) == 1


def test_who_holds_nothing_here_brings_and_attaches_nothing(told: Partnership) -> None:
    with visit(told.house.node, told.user) as user:
        refused(bring(user, told), 403, "with the role `holder`")
        refused(attach(user, told), 422, "is not among the choices")
        assert "Bring the files" not in seen(user.get(f"{told.page}/data?lane=trade"))
    with visit(told.house.node, told.stranger) as stranger:
        for answer in (bring(stranger, told), attach(stranger, told)):
            assert "that you can see" in seen(answer, 404)
        seen(stranger.get(f"{told.page}/data"), 404)
    assert left(told) == []


def test_who_may_only_read_sees_the_drops_and_changes_nothing(
    told: Partnership, holder: TestClient
) -> None:
    bring(holder, told)
    before = left(told)
    with visit(told.house.node, replace(told.holder, rights=READ)) as reader:
        words = seen(reader.get(f"{told.page}/data?lane=trade"))
        assert "invoice.xml" in words
        assert "Bring the files" not in words
        refused(bring(reader, told, name="mine"), 403, "the right to act")
        refused(attach(reader, told), 403, "the right to act")
        gone = {"drop": "papers", "sure": "yes"}
        refused(reader.post(f"{told.page}/data/drops/removal", data=gone), 403, "right to act")
    assert left(told) == before


def test_after_the_end_the_page_says_so_and_attaches_nothing(
    told: Partnership, holder: TestClient
) -> None:
    bring(holder, told)
    collaboration.end(told.user, told.house.node, told.id)
    assert "no dataset is added to it" in seen(holder.get(f"{told.page}/data"))
    refused(attach(holder, told), 403, "has ended")


def test_a_form_from_another_site_brings_nothing(told: Partnership, holder: TestClient) -> None:
    answer = holder.post(
        f"{told.page}/data/drops",
        data={"name": "papers"},
        files=[("files", PAPERS[0])],
        headers={**OWN, "Sec-Fetch-Site": "cross-site"},
    )
    assert "was not sent from a page of this node" in seen(answer, 403)
    assert left(told) == []


@pytest.mark.parametrize("lane", ["..", "a b", "x" * 65])
def test_a_lane_in_the_address_that_cannot_be_one_is_a_sentence(
    lane: str, still: Partnership, browsing: TestClient
) -> None:
    answer = browsing.get(f"{still.page}/data", params={"lane": lane})
    assert "The address is wrong" in seen(answer, 422)
