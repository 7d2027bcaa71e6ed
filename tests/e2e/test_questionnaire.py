"""The questionnaire in a browser: a newcomer logs in, a respondent has a link and no account."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from commonweal.app import login, people
from commonweal.diagnose.answers import MOTIVE, QUESTIONS, REVIEW
from commonweal.model.ids import PartyId
from commonweal.model.party import NOBODY, OPERATOR, Actor
from commonweal.model.person import Right
from tests.app.houses import house
from tests.app.journey import rate
from tests.app.peopled import CHEAP, PASSWORD
from tests.e2e.house import answering
from tests.e2e.sending import opened, pressed, said, sent
from tests.e2e.walk import amiss
from tests.web.partnership import Partnership, partnership

ANSWER = "/c/{id}/diagnose/answer"
ASKED = "/c/{id}/diagnose/respondents"
PLATFORMS = ("resource_dependence", "social_issue", "societal_sector")
SENTENCE = "It stands in the minutes of the start."

READ_A_MINUTE = 238
"""Words of prose that adults read silently (Brysbaert 2019, the mean of 190 studies)."""
TYPED_A_MINUTE, SECONDS_A_CHOICE = 200, 3
"""Letters that someone types who does so every day; what one choice takes: our assumption."""
MINUTES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A collaboration in a house where people log in, and the address at which it answers."""

    told: Partnership
    address: str

    @property
    def page(self) -> str:
        """Its first step."""
        return f"{self.address}{self.told.page}/diagnose"

    def logged_in(self, page: Page, actor: Actor, name: str) -> None:
        """Let someone in by the cookie of their login."""
        node, party = self.told.house.node, PartyId(str(actor.party))
        _, link = people.invite(OPERATOR, node, party, name=name, rights=list(Right))
        token = login.accept(NOBODY, node, token=link, name=name, password=PASSWORD)
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "weal_session", "value": token, "url": self.address}])


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Asking]:
    bare = house(tmp_path / "home")
    made = replace(bare, node=replace(bare.node, passwords=CHEAP))
    told = partnership(made, tabled=False)
    with answering(made.node) as address:
        yield Asking(told=told, address=address)


@dataclass(slots=True, kw_only=True)
class Effort:
    """What a person does on the way: words they read, things they choose, letters they type."""

    lines: set[str] = field(default_factory=set)
    """What was read; a line that stands on every page is read once and known from then on."""
    choices: int = 0
    letters: int = 0

    def look(self, page: Page) -> None:
        """Read all of the page that is not folded away."""
        for part in page.locator("main > :not(nav)").all():
            self.lines |= set(part.inner_text().splitlines())

    @property
    def words(self) -> int:
        """How many words were read."""
        return sum(len(line.split()) for line in self.lines)

    @property
    def minutes(self) -> float:
        """How long that takes a slow person."""
        chosen = self.choices * SECONDS_A_CHOICE / 60
        return self.words / READ_A_MINUTE + self.letters / TYPED_A_MINUTE + chosen


@pytest.mark.ci
@pytest.mark.requirement(6, 10, 11)
@pytest.mark.sends("/start", f"{ANSWER}/{{page}}", f"{ANSWER}/hand-in")
def test_a_newcomer_founds_a_collaboration_and_answers_all_in_under_ten_minutes(
    plain: Page, here: Asking
) -> None:
    effort = Effort()
    here.logged_in(plain, here.told.user, "Newcomer")
    plain.goto(f"{here.address}/start")
    effort.look(plain)
    form = plain.locator("#start")
    form.locator("[name=roles][value=holder]").check()
    effort.choices += 2
    effort.letters += len("Flood maps")
    sent(form, title="Flood maps")
    plain.goto(f"{plain.url.partition('?')[0]}/diagnose/answer")
    effort.look(plain)
    pressed(plain.get_by_role("link", name="Begin"))
    _answered(plain, effort, pages=len(QUESTIONS))
    assert "8 of 8 questions have all three ratings" in plain.locator("main").inner_text()
    effort.look(plain)
    effort.choices += 1
    pressed(plain.get_by_role("button", name="Hand in"))
    assert "answers are in" in said(plain)
    pressed(plain.get_by_role("link", name="See the result"))
    assert "Social Issue platform" in plain.locator("h1").inner_text()
    print(effort.words, effort.choices, effort.letters, f"{effort.minutes:.1f} min")
    assert effort.minutes < MINUTES


@pytest.mark.sends(ASKED, "/answer/{token}/{page}", "/answer/{token}/hand-in")
@pytest.mark.sends("/answer/{token}/withdrawal")
def test_someone_with_a_link_and_no_account_answers_stops_comes_back_and_takes_it_back(
    plain: Page, here: Asking
) -> None:
    here.logged_in(plain, here.told.user, "Who asks")
    link = _invited(plain, here, "Asha Rai")
    plain.context.clear_cookies()
    plain.goto(link)
    assert "Mappers asks you, Asha Rai, to answer for Telecom" in plain.locator("main").inner_text()
    pressed(plain.get_by_role("link", name="Begin"))
    _answered(plain, Effort(), pages=3)
    plain.goto(link)
    assert "4 of 9 pages are saved" in plain.locator("main").inner_text()
    pressed(plain.get_by_role("link", name="Go on where you stopped"))
    assert "Question 4 of 8" in plain.locator("main").inner_text()
    pressed(plain.get_by_role("link", name="Back", exact=True))
    assert plain.locator("[name=social_issue][value='3']").is_checked()
    assert plain.locator("[name=text]").input_value() == SENTENCE
    plain.goto(f"{link}/{REVIEW}")
    pressed(plain.get_by_role("button", name="Hand in"))
    assert "answers are in" in said(plain)
    words = plain.locator("main").inner_text()
    assert "Not enough to tell" in words
    assert SENTENCE in words
    form = plain.locator("#withdrawal")
    pressed(form.locator("button"))
    assert "must be ticked" in plain.locator(".wrong").inner_text()
    plain.locator("#withdrawal [name=sure]").check()
    pressed(plain.locator("#withdrawal button"))
    assert "taken back" in plain.locator("h1").inner_text()
    plain.goto(link)
    assert "leads to no questionnaire" in plain.locator("main").inner_text()


@pytest.mark.ci
@pytest.mark.sends(f"{ASKED}/{{questionnaire}}/revoke", f"{ASKED}/{{assessment}}/withdrawal")
def test_an_invitation_is_revoked_and_what_was_entered_is_erased(plain: Page, here: Asking) -> None:
    rate(here.told.house, here.told.user, here.told.id)
    here.logged_in(plain, here.told.user, "Who asks")
    link = _invited(plain, here, "Asha Rai")
    pressed(plain.locator("tr", has_text="Asha Rai").get_by_role("button", name="Revoke"))
    assert "is revoked" in said(plain)
    pressed(plain.get_by_role("link", name="Erase the answers"))
    plain.locator("#erasure [name=sure]").check()
    pressed(plain.locator("#erasure button"))
    assert "erased" in said(plain)
    assert "(name erased)" in plain.locator("#respondents").inner_text()
    plain.goto(link)
    assert "leads to no questionnaire" in plain.locator("main").inner_text()


@pytest.mark.ci
@pytest.mark.sends("/c/{id}/diagnose/reading", f"{ANSWER}/withdrawal")
def test_who_reads_first_answers_no_more_and_who_answered_takes_it_back(
    plain: Page, here: Asking
) -> None:
    rate(here.told.house, here.told.user, here.told.id)
    here.logged_in(plain, here.told.holder, "Reader")
    plain.goto(here.page)
    assert "Social Issue platform" not in plain.locator("main").inner_text()
    pressed(opened(plain, "form[action$='/reading']").locator("button"))
    assert "answer no more" in said(plain)
    assert "Social Issue platform" in plain.locator("h1").inner_text()
    plain.goto(f"{here.page}/answer")
    assert "you answer no more" in plain.locator("main").inner_text()

    here.logged_in(plain, here.told.holder, "Respondent")
    plain.goto(f"{here.page}/answer/2")
    _rated(plain)
    plain.goto(f"{here.page}/answer/{REVIEW}")
    pressed(plain.get_by_role("button", name="Hand in"))
    plain.locator("#withdrawal [name=sure]").check()
    pressed(plain.locator("#withdrawal button"))
    assert "taken back" in plain.locator("h1").inner_text()


@pytest.mark.ci
def test_its_pages_are_readable_by_everyone_and_fit_a_phone(browser: Browser, here: Asking) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True) as context:
        page = context.new_page()
        here.logged_in(page, here.told.user, "Who asks")
        page.goto(f"{here.page}/respondents")
        assert amiss(page) == ()
        link = _invited(page, here, "Asha Rai")
        assert amiss(page) == ()
        for base in (f"{here.page}/answer", link):
            for number in ("", f"/{MOTIVE}", "/2", f"/{REVIEW}"):
                page.goto(f"{base}{number}")
                assert amiss(page) == ()
        page.goto(f"{link}/2")
        _rated(page)
        page.locator("[aria-current=page]", has_text="2").wait_for()
        page.goto(f"{link}/{REVIEW}")
        pressed(page.get_by_role("button", name="Hand in"))
        page.locator(".said").wait_for()
        assert amiss(page) == ()


def _answered(page: Page, effort: Effort, *, pages: int) -> None:
    """Fill the page of motives and so many questions, as they come."""
    effort.look(page)
    page.locator("[name=reasons][value=responsibility]").check()
    page.locator("[name=motivations][value=society]").check()
    page.locator("[name=closeness][value=inside]").check()
    pressed(page.locator("#why button"))
    effort.choices += 4
    for _ in range(pages):
        effort.look(page)
        effort.choices += len(PLATFORMS) + 1
        effort.letters += len(SENTENCE)
        _rated(page)


def _rated(page: Page) -> None:
    """Rate the three statements of a page, say what shows it, go on."""
    for platform, value in zip(PLATFORMS, "130", strict=True):
        page.locator(f"[name={platform}][value='{value}']").check()
    page.locator("[name=text]").fill(SENTENCE)
    pressed(page.locator("#answer button"))


def _invited(page: Page, here: Asking, name: str) -> str:
    """Invite someone to answer for Telecom; the link that is shown."""
    page.goto(f"{here.page}/respondents")
    form = page.locator("#invite")
    form.locator("label", has_text="Telecom").click()
    sent(form, respondent=name)
    found = re.search(r"http\S+/answer/[\w-]+", page.locator(".link").inner_text())
    assert found
    return found[0]
