"""What is shown while the list or the page is on its way, and when either fails."""

import json
import re

from playwright.sync_api import Route, expect

from entity import PRODUCTS
from report import equal, holds
from web.browsing import Browsing, check
from web.gateway import Answer
from web.lists import some

# A list that no page can show.
NONSENSE = {"items": [None], "total": 1, "page": 1, "perPage": 20, "totalPages": 1}

# The reason of a fault that is put into the page.
SECRET = "the password of the database is wrong"


@check("while it loads, the page says so")
def loading(browsing: Browsing) -> None:
    word, _ = some(browsing, 1)
    browsing.gateway.delay = 1.5
    with browsing.window(f"?search={word}") as window:
        busy = window.page.locator('[aria-busy="true"]')
        busy = busy.or_(window.page.get_by_text(re.compile("loading", re.IGNORECASE)))
        expect(busy.first).to_be_attached()
        window.picture("loading")
        expect(window.row(word)).to_have_count(1)
        expect(busy).to_have_count(0)


@check("a list that cannot be loaded: said, and tried again")
def failing(browsing: Browsing) -> None:
    word, _ = some(browsing, 1)
    for drops, answer in ((False, Answer(500, b"oops")), (True, None)):
        browsing.gateway.drops, browsing.gateway.answer = drops, answer
        with browsing.window(f"?search={word}") as window:
            expect(window.page.get_by_role("alert").first).to_be_visible()
            window.picture("error")
            # It told the console about what it could not load, as it should.
            window.complaints.clear()
            window.gateway.pass_on()
            window.button("try again|retry").click()
            expect(window.row(word)).to_have_count(1)
            expect(window.page.get_by_role("alert")).to_have_count(0)


@check("a page that fails in the browser: said, and tried again")
def crashing(browsing: Browsing) -> None:
    word, _ = some(browsing, 1)
    browsing.gateway.answer = Answer(200, json.dumps(NONSENSE).encode())
    with browsing.window(f"?search={word}") as window:
        alert = window.page.get_by_role("alert")
        expect(alert).to_contain_text("could not be shown")
        expect(alert.get_by_role("heading", name="Products")).to_be_visible()
        window.picture("error-page")
        with window.page.expect_response(re.compile(f"api{PRODUCTS}")):
            window.button("try again").click()
        expect(alert).to_contain_text("could not be shown")
        window.gateway.pass_on()
        window.button("try again").click()
        expect(window.row(word)).to_have_count(1)
        expect(alert).to_have_count(0)
        window.forgive("reading 'id'|error occurred in the <")


@check("while the page is on its way, it says so")
def arriving(browsing: Browsing) -> None:
    word, _ = some(browsing, 1)
    held: list[Route] = []
    is_held = True

    def hold(route: Route) -> None:
        if is_held:
            held.append(route)
        else:
            route.continue_()

    with browsing.window(path="/") as window:
        # As a link to the page would.
        window.page.evaluate(f"next.router.prefetch('{PRODUCTS}')")
        window.page.wait_for_load_state("networkidle")
        window.page.route(re.compile(PRODUCTS), hold)
        window.page.evaluate(f"next.router.push('{PRODUCTS}?search={word}')")
        expect(window.page.get_by_role("heading", name="Products")).to_be_visible()
        expect(window.page.get_by_role("status")).to_have_text("Loading…")
        expect(window.page.get_by_role("searchbox")).to_have_count(0)
        window.picture("loading-page")
        holds(held, "nothing was asked of the server")
        is_held = False
        for route in held:
            route.continue_()
        expect(window.row(word)).to_have_count(1)
        expect(window.page.get_by_text("Loading…")).to_have_count(0)
        equal(window.page.get_by_role("searchbox").input_value(), word, "search")


def crashing_on_server(browsing: Browsing) -> None:
    """Fails unless a page that threw on the server once is shown when it is tried again."""
    word, _ = some(browsing, 1)
    with browsing.window(f"?search={word}") as window:
        expect(window.page.get_by_role("alert")).to_contain_text("could not be shown")
        holds(SECRET not in window.page.content(), "the browser is told the reason")
        window.button("try again").click()
        expect(window.row(word)).to_have_count(1)
        expect(window.page.get_by_role("alert")).to_have_count(0)
        window.forgive("Server Components render|error occurred in the <|entire root")
