"""A walk through one collaboration by its menu, and what stands on each of its pages."""

from dataclasses import dataclass
from typing import cast

from playwright.sync_api import Page

from tests.e2e.demo import Demo
from tests.e2e.sending import pressed
from tests.e2e.visitor import act_as

MENU = ("Diagnose", "Win-win", "Align", "Agree", "Share", "Use", "Returns", "Account")
_ROWS = """section => {
  const cells = (row) => [...row.cells].map((each) => each.innerText.trim());
  const [head, ...rows] = [...section.querySelectorAll("table tr")].map(cells);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at], cell])));
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guided:
    """A visitor who takes the steps of one collaboration in the order of its menu."""

    page: Page

    def step(self, name: str) -> str:
        """Go on to a step; the words of its page."""
        pressed(self.page.locator("nav.journey").get_by_role("link", name=name))
        current = self.page.locator("nav.journey [aria-current=page]").inner_text()
        assert current.split()[-1] == name
        return self.words

    @property
    def words(self) -> str:
        """The words of the page, without the menu."""
        return self.page.locator("main").inner_text()

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a table, by the heads of its columns; a long one is unfolded first."""
        folded = self.page.locator(f"details.more:not([open]):has(section#{table}) > summary")
        if folded.count():
            folded.click()
        return cast("list[dict[str, str]]", self.page.locator(f"section#{table}").evaluate(_ROWS))

    def column(self, table: str, name: str) -> list[str]:
        """One column of a table, from the top."""
        return [each[name] for each in self.rows(table)]

    def acts(self) -> list[str]:
        """What the log of the party tells about the collaboration, the oldest first."""
        return self.column("log", "act")[::-1]


def guided(page: Page, demo: Demo, party: str, title: str) -> Guided:
    """Act for a party and open its collaboration of that title, from the start page."""
    act_as(page, demo, party)
    pressed(page.get_by_role("link", name=title, exact=True).first)
    page.locator("nav.journey ol a").nth(len(MENU) - 1).wait_for()
    steps = page.locator("nav.journey ol a").all_inner_texts()
    assert tuple(each.split()[-1] for each in steps) == MENU
    return Guided(page=page)
