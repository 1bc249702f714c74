"""A new project's pages in Chromium, with a stand-in of the backend behind them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from processes import program_path
from report import holds
from scaffold.standin import EMAIL, PASSWORD, StandIn
from web.browsing import DESKTOP, EXPECTED, PATIENCE, fits
from web.bundles import NextServer

PRODUCTS = "/setting/products"
NAMES = [
    "Green tea", "Black tea", "Espresso beans", "Filter coffee", "Cocoa powder", "Oat milk",
    "Honey", "Rye bread", "Sourdough", "Olive oil", "Sea salt", "Pepper",
]  # fmt: skip


def products(count: int = 30) -> list[dict[str, Any]]:
    """Rows of the entity that is generated into the project."""
    return [
        {
            "id": number + 1,
            "nameEn": f"{NAMES[number % 12]} {number // 12 + 1}",
            "nameAr": "شاي أخضر",
            "price": 4.5 + number,
            "stock": number * 3,
            "status": "live" if number % 2 else "draft",
            "isActive": number % 4 != 1,
        }
        for number in range(count)
    ]


@dataclass
class Visiting:
    """A bundled frontend, Chromium, and where pictures are kept."""

    out: Path
    pictures: Path

    def __enter__(self) -> Self:
        self.playwright = sync_playwright().start()
        self.browser: Browser = self.playwright.chromium.launch(
            executable_path=program_path("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.close()
        self.playwright.stop()

    @contextmanager
    def visit(self, **options: Any) -> Iterator["Visit"]:
        """A new browser before a new server with a new backend; its console must stay clean."""
        with StandIn(products()) as backend, NextServer(self.out, backend.address) as server:
            context = self.browser.new_context(**{"viewport": DESKTOP} | options)
            context.set_default_timeout(PATIENCE)
            visit = Visit(context, server.address, backend, self.pictures)
            try:
                yield visit
                holds(not visit.complaints, "console: " + "\n".join(visit.complaints)[:1500])
            finally:
                context.close()


class Visit:
    """One page of one visitor."""

    def __init__(
        self, context: BrowserContext, address: str, backend: StandIn, pictures: Path
    ) -> None:
        self.context = context
        self.address = address
        self.backend = backend
        self.pictures = pictures
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> None:
        """Another page, once the browser has taken over."""
        self.page.goto(self.address + path)
        self.page.locator("html[data-started]").wait_for()

    def sign_in(self, email: str = EMAIL, password: str = PASSWORD) -> None:
        """Fills in the form that is shown, and sends it."""
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()

    def enter(self, path: str = PRODUCTS) -> None:
        """Signs in on the way to a page."""
        self.open(path)
        self.sign_in()
        self.is_at(path)
        self.page.locator("html[data-started]").wait_for()

    def is_at(self, path: str) -> None:
        """Waits for an address."""
        expect(self.page).to_have_url(self.address + path)

    def cookies(self) -> dict[str, Any]:
        """The cookies of the browser, by name."""
        return {each["name"]: each for each in self.context.cookies()}

    def asked(self, route: str) -> int:
        """How often the backend was asked for a route of sessions."""
        return sum(seen.path.endswith(f"/auth/{route}") for seen in self.backend.seen)

    def picture(self, name: str) -> None:
        """Keeps a screenshot, with all that moves at rest."""
        self.page.wait_for_timeout(250)
        self.page.screenshot(path=self.pictures / f"scaffold-{name}.png")

    def fits(self) -> None:
        """Fails when the page is wider than the window."""
        fits(self.page)

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning") and not EXPECTED.search(message.text):
            self.complaints.append(message.text)


Check = Callable[[Visiting], None]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Registers a check under a name."""

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register
