"""What a browser makes of every kind of picture under the content policy."""

import socket
from collections.abc import Iterator
from contextlib import closing
from threading import Thread

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.adapters import figured
from tests.web.pictured import application

SHOWN = """() => [...document.querySelectorAll(".drawing")]
  .filter((each) => getComputedStyle(each).display !== "none")
  .map((each) => {
    const image = each.querySelector("svg");
    const edge = image.getBoundingClientRect();
    const small = edge.width / image.viewBox.baseVal.width < 0.9;
    const cut = [...image.querySelectorAll("text")].filter((text) => {
      const box = text.getBoundingClientRect();
      return box.left < edge.left - 1 || box.right > edge.right + 1;
    });
    return [each.scrollWidth > each.clientWidth ? "scrolls" : "", cut.length + Number(small)];
  })"""
"""Of every picture shown: whether it scrolls, and how much of it is cut or too small to read."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        app = application(tmp_path_factory.mktemp("served"))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/"
        server.should_exit = True
        thread.join(10)


@pytest.mark.ci
def test_a_browser_draws_them_under_the_policy_and_the_slider_turns_the_days(
    browser: Browser, address: str
) -> None:
    seen = browser.new_page(viewport={"width": 1100, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    seen.on("console", lambda message: said.append(message.text))
    seen.on("pageerror", lambda trouble: said.append(str(trouble)))
    seen.on("request", lambda request: asked.append(request.url))
    seen.goto(address)
    for place in range(len(figured.EVERY)):
        seen.locator("figure").nth(place).locator(".vega-embed:visible svg").wait_for(
            timeout=20_000
        )
    slider = seen.get_by_role("slider")
    marks = seen.locator("figure[id^=figure-flows] svg path[aria-label*=' to ']")
    before = set(marks.evaluate_all("all => all.map(each => each.getAttribute('aria-label'))"))
    assert slider.get_attribute("aria-valuetext") == "2015-04-26"
    slider.focus()
    seen.keyboard.press("ArrowRight")
    seen.get_by_text("2015-04-27", exact=True).first.wait_for()
    after = set(marks.evaluate_all("all => all.map(each => each.getAttribute('aria-label'))"))
    assert slider.get_attribute("aria-valuetext") == "2015-04-27"
    assert before
    assert after
    assert not before & after
    assert Axe().run(seen).response["violations"] == []
    assert said == []
    assert all(each.startswith(address) for each in asked)
    seen.close()


@pytest.mark.ci
def test_without_a_script_the_image_and_the_table_are_there_on_a_phone_too(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    seen = context.new_page()
    seen.goto(address)
    assert seen.get_by_role("img", name="What is shown").count() == len(figured.EVERY)
    seen.locator("figure summary").first.click()
    assert seen.get_by_role("cell", name="deviates").is_visible()
    assert seen.locator("body").evaluate("body => body.scrollWidth") <= 360
    assert [told for told in seen.evaluate(SHOWN) if told != ["", 0]] == [["scrolls", 0]]
    context.close()


def test_a_window_that_becomes_narrow_draws_the_pictures_for_it(
    browser: Browser, address: str
) -> None:
    seen = browser.new_page(viewport={"width": 1100, "height": 900})
    seen.goto(address)
    seen.locator(".drawing.wide.vega-embed").nth(len(figured.EVERY) - 1).wait_for(timeout=20_000)
    assert seen.locator(".drawing.narrow.vega-embed").count() == 0
    seen.set_viewport_size({"width": 360, "height": 740})
    seen.locator(".drawing.narrow.vega-embed").nth(len(figured.EVERY) - 1).wait_for(timeout=20_000)
    assert [told for told in seen.evaluate(SHOWN) if told != ["", 0]] == [["scrolls", 0]]
    seen.close()


def test_where_the_drawing_fails_the_image_stays(browser: Browser, address: str) -> None:
    seen = browser.new_page()
    seen.route("**/vega*.js", lambda route: route.abort())
    seen.goto(address)
    seen.wait_for_load_state("networkidle")
    assert Axe().run(seen).response["violations"] == []
    assert seen.get_by_role("img", name="What is shown").count() == len(figured.EVERY)
    seen.close()
