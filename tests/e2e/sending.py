"""Forms: which there are, how a browser fills and sends one, and which it got through."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, Response

from commonweal.app.node import Node
from commonweal.web import agree, returns
from tests.web.browsers import forms_of

ACTS: Mapping[str, Iterable[str]] = {
    "/c/{id}/agree/{agreement}/{act}": agree.ACTS,
    "/c/{id}/returns/{owed}/{act}": returns.ANSWERS,
}
"""Addresses that name what is done -> its names; each is a form of its own."""
_WRONG = 400


def every_form(node: Node) -> frozenset[str]:
    """Every address of the pages that takes a form; what varies in it stays in braces."""
    return frozenset(
        found.replace("{act}", act) for found in forms_of(node) for act in ACTS.get(found, ("",))
    )


@contextmanager
def script_free(browser: Browser, forms: Iterable[str], promised: set[str]) -> Iterator[Page]:
    """A page of a browser that runs no script; whoever uses it sends the forms they promised."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(15_000)
    taken: set[str] = set()

    def note(answer: Response) -> None:
        if answer.request.method == "POST" and answer.status < _WRONG:
            taken.add(_form(answer.url, forms))

    context.on("response", note)
    yield page
    context.close()
    assert promised <= taken, f"not sent, or refused: {sorted(promised - taken)}"


def said(page: Page) -> str:
    """What the page says was done."""
    return page.locator(".said").first.inner_text().strip()


def opened(page: Page, form: str) -> Locator:
    """A form of the page, with what it is folded into unfolded."""
    found = page.locator(form)
    for fold in (*page.locator(f"details:has({form})").all(), *found.locator("details").all()):
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
    return found


def sent(form: Locator, **typed: str) -> None:
    """Fill fields by name and send the form."""
    for name, text in typed.items():
        form.locator(f"[name='{name.replace('_', '-')}']").fill(text)
    pressed(form.locator("button").last)


def pressed(what: Locator) -> None:
    """Press a button or a link, and wait until all of the page that answers is there.

    The browser says that it went as soon as an answer begins; counting then finds half a page.
    """
    what.click()
    what.page.wait_for_load_state()


def chosen(form: Locator, name: str, value: str) -> None:
    """Choose in a list or among buttons, whichever the form has."""
    field = form.locator(f"[name='{name}']").first
    if field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(value)
    else:
        form.locator(f"[name='{name}'][value='{value}']").check()


def _form(url: str, forms: Iterable[str]) -> str:
    """The form at an address of the browser; the one with the fewest gaps, if several fit."""
    path = re.sub(r"^\w+://[^/]+|[?#].*$", "", url)
    for form in sorted(forms, key=lambda each: each.count("{")):
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", form), path):
            return form
    return path
