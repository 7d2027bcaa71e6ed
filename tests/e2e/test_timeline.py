"""The forms of the timeline, in a browser that runs no script."""

import pytest
from playwright.sync_api import Page

from tests.e2e.demo import Demo
from tests.e2e.sending import opened, said, sent
from tests.e2e.visitor import act_as


@pytest.mark.ci
@pytest.mark.sends("/c/{id}/diagnose/timeline/events", "/c/{id}/diagnose/timeline/pool/{asked}")
def test_an_event_is_noted_and_requests_are_joined(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, "NCell")
    plain.goto(f"{demo.address}/start")
    begun = plain.locator("main form").first
    begun.locator("[name=roles][value=holder]").check()
    sent(begun, title="Asked by many, by hand", issue="Who is cut off, and where")
    plain.locator("nav.journey").wait_for()
    plain.goto(f"{plain.url.partition('?')[0]}/diagnose/timeline")

    for asker in ("Growers' union", "Port authority"):
        form = opened(plain, "form#event")
        form.locator("[name=kind]").select_option("request")
        form.locator("[name=asked][value^='par_']").check()
        sent(form, text="May we see the arrivals?", source="a letter", askers=asker)
        assert "Noted" in said(plain)
    assert "askers compete" in plain.locator("main").inner_text()

    form = opened(plain, "form[action*='/pool/']")
    sent(form, source="a meeting")
    assert "joined into one" in said(plain)
    assert "have joined their requests" in plain.locator("main").inner_text()
