"""The other forms of a home behind a log-in, each sent once by a browser that runs no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from commonweal.app import agree
from commonweal.model.agreement import ClauseTerm, Mode
from commonweal.model.ids import AgreementId, KeyId
from tests.app.journey import WORLD, agreed, granted
from tests.e2e.house import Home, home
from tests.e2e.sending import opened, pressed, said, sent

pytestmark = pytest.mark.ci


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with home(tmp_path_factory.mktemp("house")) as made:
        yield made


def _put_in_force(here: Home, mode: Mode) -> AgreementId:
    told = here.told
    return agreed(
        told.house, told.user, told.holder, told.collaboration, told.dataset, mode, count=2
    )


@pytest.mark.sends("/c/{id}/members")
def test_a_party_that_is_known_is_let_in(plain: Page, here: Home) -> None:
    here.logged_in(plain, here.told.user, "Who lets in")
    plain.goto(here.page)
    form = opened(plain, "form[action$='/members']")
    form.locator("label", has_text="Stranger").click()
    form.locator("[name=roles][value=funder]").check()
    pressed(form.locator("button"))
    assert "The party is in" in said(plain)
    assert "funder" in plain.locator("tr", has_text="Stranger").inner_text()


@pytest.mark.sends("/c/{id}/winwin/uses", "/c/{id}/winwin/services")
def test_data_its_use_and_a_service_in_return_are_offered(plain: Page, here: Home) -> None:
    here.logged_in(plain, here.told.user, "Who offers")
    plain.goto(f"{here.page}/winwin/offers")
    use = opened(plain, "form[action$='/uses']")
    use.locator("label", has_text="Records").click()
    use.locator("#use-user label", has_text="City").click()
    _offered(use, "Map for the city", private="3", public="40", risk="1")
    assert "on the table" in said(plain)
    service = opened(plain, "form[action$='/services']")
    service.locator("#service-provider label", has_text="City").click()
    service.locator("#service-recipients label", has_text="Telecom").click()
    service.locator("[name=uses]").last.check()
    _offered(service, "Faster permits", cost="1", value="5")
    assert "on the table" in said(plain)
    offers = plain.locator("section[aria-labelledby=offers]").inner_text()
    assert "Map for the city" in offers
    assert "Faster permits" in offers


def _offered(form: Locator, text: str, **figures: str) -> None:
    """Say what is offered, with each figure as low, likely and high, and send it."""
    ranges = {
        f"{figure}_{bound}": value
        for figure, value in figures.items()
        for bound in ("low", "likely", "high")
    }
    sent(form, text=text, source="invented", **ranges)


@pytest.mark.sends("/c/{id}/share/grants/{grant}/deliveries")
def test_what_was_granted_is_handed_over(plain: Page, here: Home) -> None:
    _put_in_force(here, Mode.DELIVER)
    granted(here.told.house, here.told.user, here.told.dataset, Mode.DELIVER)
    here.logged_in(plain, here.told.user, "Who receives")
    plain.goto(f"{here.page}/share")
    pressed(plain.locator("form[action$='/deliveries'] button").last)
    here.work_off()
    plain.goto(plain.url)
    pressed(plain.locator("a.button"))
    assert plain.url.endswith("/share#deliveries")


@pytest.mark.sends("/jobs/{id}/cancel", "/jobs/{id}/resume", "/c/{id}/use/grants/{grant}/runs")
def test_long_work_is_stopped_and_taken_up_again(plain: Page, here: Home) -> None:
    _put_in_force(here, Mode.VISIT)
    granted(here.told.house, here.told.user, here.told.dataset, Mode.VISIT)
    here.logged_in(plain, here.told.user, "Who runs")
    plain.goto(f"{here.page}/use")
    form = opened(plain, "form[action$='/runs']").last
    for name, value in WORLD.settings().items():
        form.locator(f"[name='{name}']").fill(value)
    pressed(form.locator("button"))
    pressed(plain.get_by_role("button", name="Cancel"))
    assert "ancelled" in plain.locator("main").inner_text()
    pressed(plain.get_by_role("button", name="Take it up again"))
    here.work_off()
    plain.goto(plain.url)
    pressed(plain.locator("a.button"))
    assert "What was found" in plain.locator("main").inner_text()


@pytest.mark.sends("/c/{id}/agree/{agreement}/signatures", "/c/{id}/agree/{agreement}/withdraw")
def test_a_signature_made_elsewhere_is_attached_and_its_agreement_withdrawn(
    plain: Page, here: Home
) -> None:
    told, node = here.told, here.node
    assert told.holder.party
    before = agree.show(told.user, node, told.agreement)[0]
    terms = [
        (each.term, each.values) for each in before.clauses if each.term is not ClauseTerm.COUNT
    ]
    made = agree.draft(told.user, node, told.collaboration, title="Elsewhere", terms=terms).id
    document = agree.export(told.user, node, made)
    key = KeyId(str(told.holder.person))
    text = agree.sign_document(told.holder, node, document=document, key=key)
    here.logged_in(plain, told.user, "Who attaches")
    plain.goto(f"{here.page}/agree/{made}")
    sent(opened(plain, "form[action$='/signatures']"), signature=text)
    assert "Signed" in said(plain)
    pressed(opened(plain, "form[action$='/withdraw']").locator("button"))
    assert "Withdrawn" in said(plain)


@pytest.mark.sends("/c/{id}/returns/{owed}/waive")
def test_a_return_is_asked_for_no_longer(plain: Page, here: Home) -> None:
    here.logged_in(plain, here.told.holder, "Who waives")
    plain.goto(f"{here.page}/returns")
    pressed(plain.locator("form[action$='/waive'] button").first)
    assert plain.locator(".said").count() == 1
    assert "waived" in plain.locator("main").inner_text()
