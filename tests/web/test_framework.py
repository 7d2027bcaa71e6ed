"""The framework for a reader in the browser."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest
from starlette.testclient import TestClient

from commonweal.diagnose.findings import findings
from commonweal.diagnose.framework import framework
from tests.app.houses import house
from tests.web.visits import seen, visit

MOST_BYTES = 400_000


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = house(tmp_path_factory.mktemp("framework") / "home")
    with visit(home.node, home.party("Anyone")) as browser:
        yield browser


def table(reader: TestClient, name: str) -> list[list[str]]:
    return list(csv.reader(StringIO(reader.get(f"/framework?table={name}&as=csv").text)))


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.requirement(1, 2, 3, 4, 5)
def test_every_statement_of_the_framework_stands_on_the_page(reader: TestClient) -> None:
    answer = reader.get("/framework")
    words = seen(answer)
    known = framework()
    assert len(answer.content) < MOST_BYTES
    assert f"Version {known.version}" in words
    told = [cell.text for row in known.dimensions for cell in row.poles.values()]
    told += [cell.plain for row in known.dimensions for cell in row.poles.values()]
    told += [each.text for each in known.mechanisms]
    told += [each.text for each in known.government_roles]
    told += [each.text for each in known.incentives]
    told += [each.text for each in known.decision_rules]
    told += [each.text for each in known.framework.limits]
    told += [each.text for each in known.framework.tensions]
    told += [each.text for each in known.surrounding.challenges.items]
    assert [each for each in told if plain(each) not in words] == []


@pytest.mark.requirement(17, 35, 47)
def test_what_the_cases_show_stands_under_each_cell_and_in_full(reader: TestClient) -> None:
    words = seen(reader.get("/framework"))
    for case in findings().cases:
        for each in case.dimensions:
            assert words.count(plain(each.finding)) >= 2
        assert case.title in words
        assert case.process_note.text in words
        assert case.government.text in words


@pytest.mark.requirement(70)
def test_csr_policies_are_marked_as_not_the_papers_and_dated(reader: TestClient) -> None:
    answer = reader.get("/framework")
    words = seen(answer)
    assert "Not the paper's" in words
    for each in framework().csr_options:
        assert each.source in words
        assert f'datetime="{each.dated.isoformat()}"' in answer.text


def test_what_is_ours_is_marked_and_what_is_the_papers_has_its_place(reader: TestClient) -> None:
    page = reader.get("/framework").text
    mark = '<span class="ours">ours</span>'
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = table.split("<td>")[1:]
    assert len(cells) == 24
    for each in cells:
        statement, quote = each.split('<p class="plain">')
        assert mark not in statement
        assert '<small class="src">T1' in statement
        assert mark in quote
    status = page.partition("Prospective")[2]
    assert status.index(mark) < status.index("</dd>")


def test_the_cells_and_the_findings_are_exported(reader: TestClient) -> None:
    cells = table(reader, "framework")
    assert len(cells) == 1 + 24
    assert cells[1][-3:] == ["3", "0", "1"]
    found = table(reader, "findings")
    assert len(found) == 1 + 24
    assert [row[4] for row in found[1:]].count("deviates") == 4
    assert reader.get("/framework?table=framework&as=xlsx").content[:2] == b"PK"


def test_every_page_leads_to_it(reader: TestClient) -> None:
    assert 'href="/framework"' in reader.get("/framework").text.partition("<footer>")[2]
    for id in ("what", "platforms", "questions", "cases", "mechanisms", "government", "options"):
        page = reader.get("/framework").text
        assert f'href="#{id}"' in page
        assert f'id="{id}"' in page


def test_who_can_see_it_is_said(reader: TestClient) -> None:
    assert "Who can see this: everybody on this node" in seen(reader.get("/framework"))
