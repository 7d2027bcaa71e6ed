from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.use.trade.consignment import Document, DocumentKind
from commonweal.use.trade.link import linked
from tests.use.trade.builders import declaration, findings, item, line, packing, paper, told, worked


def test_a_declaration_leads_to_its_invoices_and_they_to_their_packing_lists() -> None:
    one, two = paper("INV-1", line()), paper("INV-2", line())
    pack = packing("PL-1", line(), cites=("INV-2",))
    (component,) = linked([two, pack, one], [declaration("D", names=("INV-1", "INV-2"))]).components
    (consignment,) = component.consignments
    assert set(consignment.links) == {
        "invoice INV-1: the declaration names it as supporting document N935",
        "invoice INV-2: the declaration names it as supporting document N935",
        "packing list PL-1: it cites invoice INV-2",
    }


def test_a_paper_is_linked_by_the_air_waybill_only_if_one_declaration_has_it() -> None:
    loose = paper("INV-9", line(), cites=("176-12345675",))
    alone = linked([loose], [declaration("D", names=())])
    assert alone.components[0].consignments[0].links == (
        "invoice INV-9: it cites the same air waybill 176-12345675",
    )
    two = [declaration("D", names=()), declaration("E", item(), names=())]
    assert [each.number.value for each in linked([loose], two).unlinked] == ["INV-9"]


def test_a_paper_that_no_declaration_leads_to_is_unlinked() -> None:
    found = linked([paper("INV-7", line())], [declaration("D")])
    assert [each.number.value for each in found.unlinked] == ["INV-7"]


def test_of_two_sellers_with_one_invoice_number_the_declarations_exporter_is_meant() -> None:
    ours, theirs = paper("INV-1", line()), paper("INV-1", line(), seller="Chui Flora Ltd")
    (component,) = linked([theirs, ours], [declaration("D")]).components
    assert component.consignments[0].documents == (ours,)


def test_where_several_sellers_have_the_number_and_none_is_meant_nothing_is_guessed() -> None:
    papers = [paper("INV-1", line(), seller=name) for name in ("Chui Flora", "Jua Stems")]
    (found,) = findings(declaration("D", item()), *papers)
    assert found.type == "document_missing"
    assert found.sentence == (
        "The declaration names invoice INV-1 (N935), "
        "and several of that number do not tell which is meant."
    )


def test_a_reissue_replaces_the_earlier_issue_and_is_reported() -> None:
    early = paper("INV-1", line(stems=2000, amount="900.00"), issued=date(2024, 2, 28))
    late = paper("INV-1", line(), issued=date(2024, 3, 1))
    for papers in ([early, late], [late, early]):
        (found,) = findings(declaration("D", item()), *papers)
        assert found.type == "duplicate_document"
        assert found.sentence == (
            "Invoice INV-1 is there twice with different content: the one dated 2024-03-01 was "
            "compared, the one dated 2024-02-28 was not."
        )


def test_a_named_invoice_that_nobody_shared_is_missing_and_excuses_what_more_is_declared() -> None:
    declared = declaration("D", item(), item("2", stems=700, net="31"), names=("INV-1", "INV-2"))
    (found,) = findings(declared, paper("INV-1", line()))
    assert (found.type, found.document) == ("document_missing", "INV-2")


def test_an_invoice_that_two_declarations_divide_is_one_component_that_closes() -> None:
    invoice = paper("INV-1", line("1"), line("2", stems=700, net="30", gross="36", amount="310.00"))
    declared = [
        declaration("D", item()),
        declaration("E", item(stems=700, net="30", gross="36", value="310.00")),
    ]
    assert len(linked([invoice], declared).components) == 1
    assert findings(declared, invoice) == []
    only_one = findings(declared[:1], invoice)
    assert told(only_one) == [("missing_line", "")]


def test_an_amendment_is_set_aside() -> None:
    found = linked([], [declaration("D", function="13")])
    assert (len(found.components), len(found.set_aside)) == (0, 1)


def test_a_credit_note_reduces_what_was_invoiced() -> None:
    invoice = paper("INV-1", line(product="P1"))
    credit = paper(
        "CN-1", line(product="P1", amount="100.00"), kind=DocumentKind.CREDIT_NOTE, cites=("INV-1",)
    )
    declared = declaration("D", item(value="400.00"))
    assert told(findings(declared, invoice)) == [("undervaluation", "1")]
    assert findings(declared, invoice, credit) == []


def test_a_credit_that_was_not_declared_is_told_and_one_above_the_invoice_is_no_green() -> None:
    def credit(amount: str) -> Document:
        own = line(amount=amount)
        return paper("CN-1", own, kind=DocumentKind.CREDIT_NOTE, cites=("INV-1",))

    declared, invoice = declaration("D", item()), paper("INV-1", line())
    (found,) = findings(declared, invoice, credit("50.00"))
    assert "comes to EUR 450.00 (EUR 500.00 less EUR 50.00 of credits)" in found.sentence
    (case,) = worked(declared, invoice, credit("900.00"))
    assert case.verdict.channel.value == "orange"


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_files_changes_nothing(order: list[int]) -> None:
    papers = [
        paper("INV-1", line()),
        paper("INV-1", line(stems=900), issued=date(2024, 2, 1)),
        packing("PL-1", line(), cites=("INV-1",)),
        paper("INV-2", line(stems=500)),
        packing("PL-2", line(stems=500), cites=("INV-2",)),
        paper("INV-3", line()),
    ]
    declared = [declaration("D", item()), declaration("E", item(), names=("INV-2",))]
    shuffled = [papers[at] for at in order]
    assert linked(shuffled, declared[:: 1 if order[0] else -1]) == replace(linked(papers, declared))
    assert [each.findings for each in worked(declared, *shuffled)] == [
        each.findings for each in worked(declared, *papers)
    ]
