"""Every form once, in a browser that runs no script; each does what it says."""

import pytest
from playwright.sync_api import Page

from tests.app.sheets import ROW, sheet
from tests.e2e.demo import Demo
from tests.e2e.sending import chosen, opened, pressed, said, sent
from tests.e2e.visitor import act_as, collaboration

SCHOOL, HUB, CUSTOMS = "School district (invented)", "Food hub (invented)", "Dutch Customs"
A_MINUTE = 60


@pytest.mark.sends(
    "/act-as",
    "/start",
    "/c/{id}/events",
    "/c/{id}/parties",
    "/c/{id}/end",
)
def test_a_collaboration_is_started_filled_and_ended(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, "Flowminder")
    plain.goto(f"{demo.address}/start")
    form = plain.locator("main form").first
    form.locator("[name=title]").fill("Flood maps, by hand")
    form.locator("[name=issue]").fill("Who is cut off, and where")
    form.locator("[name=roles][value=user]").check()
    pressed(form.locator("button").last)
    base = plain.url.partition("?")[0]

    events = opened(plain, "form[action$='/events']")
    events.locator("select[name=kind], [name=kind]").first.select_option("request")
    sent(events, text="They ask again", source="minutes")
    assert "Noted" in said(plain)

    parties = opened(plain, "form[action$='/parties']")
    parties.locator("[name=kind]").first.select_option("business")
    parties.locator("[name=roles][value=holder]").check()
    sent(parties, name="River Telecom, by hand")
    assert "The party is in" in said(plain)

    plain.goto(base)
    end = opened(plain, "form[action$='/end']")
    end.locator("[name=sure]").check()
    pressed(end.locator("button"))
    assert "ended" in said(plain)


@pytest.mark.sends("/c/{id}/diagnose/ratings")
def test_ratings_are_taken_from_a_file_and_taken_away(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, CUSTOMS)
    plain.goto(demo.address + collaboration(plain, demo) + "/diagnose/respondents")
    form = opened(plain, "form[action$='/diagnose/ratings']")
    rows = sheet(ROW.replace("Ann", "Ann by file").replace("Telecom", CUSTOMS))
    form.locator("input[type=file]").set_input_files(
        {"name": "ratings.csv", "mimeType": "text/csv", "buffer": rows}
    )
    pressed(form.locator("button"))
    assert "The ratings of the file are in" in said(plain)
    with plain.expect_download() as taken:
        pressed(plain.locator("a[href$='/ratings.csv']"))
    assert "Ann by file" in taken.value.path().read_text(encoding="utf-8")


@pytest.mark.sends("/c/{id}/winwin/figures", "/c/{id}/winwin/purposes", "/c/{id}/winwin/star")
def test_a_figure_is_changed_put_back_and_a_use_described(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, CUSTOMS)
    plain.goto(demo.address + collaboration(plain, demo) + "/winwin/offers")
    row = plain.locator("#figure-elements-0-cost")
    before = row.locator("[name=low]").input_value()
    row.locator("[name=low]").fill("9")
    row.locator("[name=source]").fill("our count")
    pressed(row.locator("button"))
    assert plain.locator(".said").count() == 1
    assert row.locator("[name=source][value='our count']").count() == 1
    pressed(plain.locator("tr.was button"))
    assert row.locator("[name=low]").input_value() == before
    assert row.locator("[name=source][value='our count']").count() == 0

    sent(opened(plain, "form[action$='/winwin/star']"), worth="10")
    assert "One star counts as 10 thousand EUR" in plain.content()
    form = opened(plain, "form[action$='/purposes']").first
    chosen(form, "value-type", "safety")
    chosen(form, "stage", "analysis")
    sent(form, indicator="pests found at the border")
    assert "Saved" in said(plain)
    assert "pests found at the border" in plain.locator("tr.purpose").first.inner_text()


@pytest.mark.sends("/c/{id}/winwin/packages")
def test_offers_are_weighed_and_a_package_is_kept(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, CUSTOMS)
    page = demo.address + collaboration(plain, demo) + "/winwin"
    plain.goto(page)
    switches = plain.locator(".what-if form")
    switches.locator("input[type=checkbox]").first.check()
    pressed(switches.locator("button"))
    assert "falls to" in plain.locator("#effect").inner_text()

    plain.goto(page)
    pressed(plain.locator("form[action$='/packages'] button"))
    assert "computed and kept" in said(plain)


@pytest.mark.ci
@pytest.mark.sends("/c/{id}/winwin/withdrawals", "/c/{id}/winwin/files")
def test_an_offer_is_withdrawn_and_put_back_from_a_file(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, CUSTOMS)
    plain.goto(demo.address + collaboration(plain, demo) + "/winwin/offers")
    with plain.expect_download() as taken:
        pressed(plain.locator("#offers ~ p a[href$='.yaml']"))
    pressed(plain.locator("a[href*='withdrawal?item=service']").first)
    assert "You withdraw" in plain.locator("main").inner_text()
    pressed(plain.locator("form[action$='/withdrawals'] button"))
    assert "off the table" in said(plain)
    assert plain.locator("a[href*='withdrawal?item=service']").count() == 1

    form = opened(plain, "form[action$='/files']")
    form.locator("input[type=file]").set_input_files(taken.value.path())
    pressed(form.locator("button"))
    assert "on the table" in said(plain)
    assert plain.locator("a[href*='withdrawal?item=service']").count() == 2


@pytest.mark.ci
@pytest.mark.sends("/c/{id}/winwin/limit", "/c/{id}/winwin/limit/withdrawals")
def test_a_private_limit_is_kept_and_taken_back(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, "FloraHolland")
    page = demo.address + collaboration(plain, demo) + "/winwin/offers"
    plain.goto(page)
    sent(plain.locator("form[action$='/limit']"), least="0.5")
    assert "No other party sees it" in said(plain)
    assert "0.5 thousand EUR" in plain.locator("#own-limit").inner_text()
    act_as(plain, demo, "Importer A (invented)")
    plain.goto(page)
    assert "0.5" not in plain.locator("#own-limit").inner_text()
    act_as(plain, demo, "FloraHolland")
    plain.goto(page)
    pressed(plain.locator("form[action$='/limit/withdrawals'] button"))
    assert "taken back" in said(plain)


@pytest.mark.sends("/c/{id}/align/tracks", "/c/{id}/align/{track}/steps")
def test_a_track_is_set_and_its_steps_are_ticked(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, CUSTOMS)
    plain.goto(demo.address + collaboration(plain, demo) + "/align")
    form = opened(plain, "form[action$='/tracks']").last
    chosen(form, "kind", "legal")
    chosen(form, "state", "open")
    sent(form, name="by-hand", authority="Someone", country="NL", steps="Draft it\nPublish it")
    assert "track is set" in said(plain)
    card = plain.locator("article.track", has_text="by-hand")
    card.locator("summary", has_text="steps").click()
    steps = card.locator("form[action$='/steps']")
    steps.locator("label", has_text="Draft it").click()
    pressed(steps.locator("button"))
    assert "ticks are kept" in said(plain)
    assert "1 of 2 steps" in plain.locator("article.track", has_text="by-hand").inner_text()


@pytest.mark.ci
@pytest.mark.sends("/c/{id}/align/override")
def test_alignment_is_begun_before_its_time_with_a_reason(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, CUSTOMS)
    plain.goto(f"{demo.address}/start")
    form = plain.locator("main form").first
    for name, text in (("title", "Another lane, by hand"), ("issue", "Who waits at the border")):
        form.locator(f"[name={name}]").fill(text)
    for name, text in (
        ("guest-1", "Grower, by hand"),
        ("kind-1", "business"),
        ("role-1", "holder"),
    ):
        field = form.locator(f"[name={name}]")
        field.fill(text) if name == "guest-1" else field.select_option(text)
    pressed(form.locator("button").last)
    plain.goto(plain.url.partition("?")[0] + "/align")
    sent(opened(plain, "#override"), name="A. Jansen", reason="The law lapses in May, by hand")
    assert "Alignment may begin" in said(plain)
    assert "on the word of A. Jansen" in plain.locator("main").inner_text()


@pytest.mark.sends(
    "/c/{id}/share/requests", "/c/{id}/use/grants/{grant}/runs", "/c/{id}/use/{release}/decisions"
)
def test_data_is_asked_for_used_and_decided_on(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, SCHOOL)
    base = demo.address + collaboration(plain, demo)
    plain.goto(f"{base}/share")
    form = plain.locator("#request")
    form.locator("label", has_text="Lots received").first.click()
    form.locator("[name=purpose]").select_option("origin-certification")
    form.locator("[name=mode][value=visit]").check()
    pressed(form.locator("button"))
    assert said(plain) == "Granted."

    plain.goto(f"{base}/use")
    pressed(plain.locator("form[action$='/runs'] button").first)
    for _ in range(A_MINUTE):
        if plain.locator("a.button").count():
            break
        plain.wait_for_timeout(1000)
        plain.goto(plain.url)
    pressed(plain.locator("a.button"))
    sent(plain.locator("#decision"), text="Order the same, by hand")
    assert "decision is recorded" in said(plain)


def test_a_request_for_another_purpose_is_refused(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, SCHOOL)
    plain.goto(demo.address + collaboration(plain, demo) + "/share")
    form = plain.locator("#request")
    form.locator("label", has_text="Lots received").first.click()
    form.locator("[name=purpose]").select_option("research")
    pressed(form.locator("button"))
    assert "Refused" in said(plain)
    assert "Refused by clause" in plain.locator("main").inner_text()


@pytest.mark.sends(
    "/c/{id}/agree/drafts",
    "/c/{id}/agree/{agreement}/sign",
    "/c/{id}/agree/{agreement}/suspend",
    "/c/{id}/agree/{agreement}/resume",
    "/c/{id}/agree/{agreement}/complete",
)
def test_an_agreement_is_drafted_signed_suspended_resumed_and_completed(
    plain: Page, demo: Demo
) -> None:
    act_as(plain, demo, SCHOOL)
    page = demo.address + collaboration(plain, demo) + "/agree"
    plain.goto(page)
    form = opened(plain, "#draft")
    form.locator("label", has_text="Lots received").first.click()
    form.locator("[name=recipient]").select_option(label=SCHOOL)
    form.locator("[name=purpose][value=origin-certification]").check()
    form.locator("[name=mode][value=visit]").check()
    form.locator("fieldset[id$=revocable] label", has_text=HUB).click()
    sent(form, title="By hand", first="2026-01-01", last="2035-12-31", count="5")
    assert "drafted" in said(plain)
    draft = plain.url.partition("?")[0]
    pressed(plain.get_by_role("button", name="Sign for"))
    assert said(plain) == "Signed."
    act_as(plain, demo, HUB)
    plain.goto(draft)
    pressed(plain.get_by_role("button", name="Sign for"))
    assert "active" in plain.locator(".facts").first.inner_text()
    pressed(plain.get_by_role("button", name="Suspend"))
    assert "Suspended" in said(plain)
    pressed(plain.get_by_role("button", name="Resume"))
    assert "Resumed" in said(plain)
    pressed(opened(plain, "form[action$='/complete']").locator("button"))
    assert "Completed" in said(plain)


@pytest.mark.sends(
    "/c/{id}/returns/promises",
    "/c/{id}/returns/{owed}/deliveries",
    "/c/{id}/returns/{owed}/confirm",
)
def test_a_return_is_promised_recorded_and_confirmed(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, SCHOOL)
    page = demo.address + collaboration(plain, demo) + "/returns"
    plain.goto(page)
    form = opened(plain, "#promise")
    for name, choice in (("agreement", 1), ("recipient", 0)):
        field = form.locator(f"select[name='{name}']")
        if field.count():
            field.select_option(index=1) if name == "agreement" else field.select_option(label=HUB)
        elif name == "agreement":
            form.locator(f"[name='{name}']").nth(choice - 1).check()
        else:
            form.locator("label", has_text=HUB).click()
    sent(form, text="A letter, by hand", likely="1", source="us", unit="letters", due="2026-12-31")
    assert "promised" in said(plain)
    fold = plain.locator("details", has_text="A letter, by hand").last
    fold.locator("summary").click()
    record = fold.locator("form")
    sent(record, likely="1", source="us", evidence="the letter")
    assert "recorded" in said(plain)
    act_as(plain, demo, HUB)
    plain.goto(page)
    pressed(plain.locator("tr", has_text="A letter, by hand").get_by_role("button", name="Confirm"))
    assert said(plain) == "Confirmed."


def test_the_log_is_verified_and_a_table_filtered(plain: Page, demo: Demo) -> None:
    act_as(plain, demo, CUSTOMS)
    plain.goto(demo.address + collaboration(plain, demo) + "/account")
    pressed(plain.get_by_role("button", name="Verify the log now"))
    assert "so does every record" in plain.locator("#verify").inner_text()
    find = plain.locator("#log form[role=search]")
    find.locator("input").fill("granted")
    pressed(find.locator("button"))
    rows = plain.locator("#log tbody tr").all_inner_texts()
    assert rows
    assert all("granted" in each for each in rows)
