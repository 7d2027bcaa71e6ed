"""A business case is approved inside: its form, sent by a browser that runs no script."""

import pytest
from playwright.sync_api import Page

from tests.e2e.demo import Demo
from tests.e2e.sending import chosen, pressed, said, sent
from tests.e2e.visitor import act_as, collaboration

SCHOOL, HUB = "School district (invented)", "Food hub (invented)"


@pytest.mark.ci
@pytest.mark.requirement(29)
@pytest.mark.sends("/c/{id}/winwin/reviews")
def test_a_case_is_read_approved_and_seen_as_approved_by_another(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, HUB)
    page = demo.address + collaboration(plain, demo) + "/winwin/cases"
    plain.goto(page)
    pressed(plain.locator("#cases tbody a").first)
    assert f"Business case of {HUB}" in plain.locator("h1").inner_text()
    form = plain.locator("#review")
    chosen(form, "state", "approved")
    sent(form, by="board of the hub", note="by hand")
    assert "how far your case is" in said(plain)
    with plain.expect_download() as taken:
        pressed(plain.locator(".takeaway a", has_text="PDF"))
    assert taken.value.path().read_bytes().startswith(b"%PDF")

    act_as(plain, demo, SCHOOL)
    plain.goto(page)
    row = plain.locator("#cases tbody tr", has_text=HUB)
    assert "board of the hub" in row.inner_text()
    pressed(row.locator("a"))
    assert "approved by board of the hub" in plain.locator("main").inner_text()
    assert "by hand" not in plain.locator("main").inner_text()
