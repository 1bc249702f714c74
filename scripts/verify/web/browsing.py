"""Chromium with the page of an entity, as a user meets it: by role, label and name."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from api import API, USERS
from database import Database
from entity import PRODUCTS
from processes import program_path
from report import holds
from web.gateway import Gateway

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 740}

# Milliseconds until a check gives up: the machine may be busy.
PATIENCE = 10_000
expect.set_options(timeout=PATIENCE)

# What the choices of selects say.
CHOICES = {"": "None", "live": "Live", "draft": "Draft", "1": "Tea"}

# Chromium says these of every answer that a check asks for.
EXPECTED = re.compile(r"Failed to load resource|React DevTools")


def fits(page: Page) -> None:
    """Fails when a page is wider than the window."""
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    holds(wide <= window, f"the page is {wide} pixels wide in a window of {window}")


@dataclass
class Browsing:
    """A running Chromium, the served frontend, and what is behind it."""

    address: str
    gateway: Gateway
    api: API
    screenshots: Path

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
    def window(
        self, query: str = "", size: dict[str, int] = DESKTOP, path: str = PRODUCTS
    ) -> Iterator["Window"]:
        """A new window, on the list; what its console complained of fails the check."""
        context = self.browser.new_context(
            extra_http_headers={"Authorization": f"Bearer {USERS[1]}"},
            # Neither the server's time zone nor its language: a difference between the two first
            # renders would show.
            timezone_id="Asia/Riyadh",
            locale="en-GB",
            viewport=size,
        )
        context.set_default_timeout(PATIENCE)
        window = Window(self, context.new_page())
        try:
            window.open(path + query)
            yield window
            window.console_is_clean()
        except Exception as error:
            shown = window.failed()
            raise AssertionError(
                f"{str(error).partition('Aria snapshot')[0]}see {shown}"
            ) from error
        finally:
            context.close()


class Window:
    """One page. Everything is found as assistive technology would find it."""

    def __init__(self, browsing: Browsing, page: Page) -> None:
        self.browsing = browsing
        self.gateway = browsing.gateway
        self.api = browsing.api
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def database(self) -> Database:
        """The database behind the backend."""
        return self.api.database

    def open(self, path: str) -> None:
        """Another page."""
        self.page.goto(self.browsing.address + path)
        self.page.locator("html[data-started]").wait_for()

    def row(self, text: str) -> Locator:
        """The rows of the table that contain a text."""
        return self.page.locator("tbody").get_by_role("row").filter(has_text=text)

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """A button by a pattern of its name."""
        return (within or self.page).get_by_role("button", name=re.compile(name, re.IGNORECASE))

    @property
    def dialog(self) -> Locator:
        """The dialog that is open."""
        return self.page.get_by_role("dialog")

    def add(self) -> None:
        """Opens the sheet for a new product."""
        self.button("^add product$").click()
        self.dialog.wait_for()

    def edit(self, text: str) -> None:
        """Opens the sheet of the product in a row."""
        self.button("^edit", self.row(text)).click()
        self.dialog.wait_for()

    def field(self, name: str) -> Locator:
        """The input of a field, by its name on the wire. A button that stands for one has none."""
        return self.dialog.locator(f'[name="{name}"], button[id$="-{name}"]')

    def fill(self, values: dict[str, Any]) -> None:
        """Types or chooses values."""
        for name, value in values.items():
            field = self.field(name)
            if isinstance(value, bool):
                field.set_checked(value)
            elif self._chooses(field):
                self.choose(field, CHOICES[value])
            else:
                field.fill(value)

    def select(self, label: str) -> Locator:
        """The select with a label."""
        return self.page.get_by_role("combobox", name=label, exact=True)

    def choose(self, select: Locator, label: str) -> None:
        """Chooses what says this, in an element of HTML or in a list that opens."""
        if select.evaluate("element => element.tagName") == "SELECT":
            select.select_option(label=label)
        else:
            select.click()
            self.page.get_by_role("option", name=label, exact=True).click()

    def chosen(self, select: Locator, label: str) -> None:
        """Waits until this is chosen."""
        if select.evaluate("element => element.tagName") == "SELECT":
            expect(select.locator("option:checked")).to_have_text(label)
        else:
            expect(select).to_have_text(label)

    def _chooses(self, field: Locator) -> bool:
        return field.evaluate(
            "element => element.tagName === 'SELECT' || element.role === 'combobox'"
        )

    def save(self) -> None:
        """Presses the button that sends the form."""
        self.button("^(save|add|create)", self.dialog).click()

    def saved(self) -> None:
        """Saves, and waits until the sheet is gone."""
        self.save()
        self.dialog.wait_for(state="hidden")

    def message(self, name: str) -> str:
        """What is said to be wrong with a field; nothing when it is right."""
        if self.field(name).get_attribute("aria-invalid") != "true":
            return ""
        ids = (self.field(name).get_attribute("aria-describedby") or "").split()
        texts = [self.page.locator(f'[id="{each}"]').inner_text() for each in ids]
        return " ".join(texts).strip()

    def failed(self) -> Path:
        """Keeps a screenshot and what assistive technology would read; the path of the former."""
        number = len(list(self.browsing.screenshots.glob("failed-*.png"))) + 1
        self.picture(f"failed-{number}")
        text = self.page.locator("body").aria_snapshot()
        (self.browsing.screenshots / f"failed-{number}.txt").write_text(text)
        return self.browsing.screenshots / f"failed-{number}.png"

    def picture(self, name: str) -> None:
        """Keeps a screenshot."""
        self.page.screenshot(path=self.browsing.screenshots / f"{name}.png")

    def fits(self) -> None:
        """Fails when the page is wider than the window."""
        fits(self.page)

    def console_is_clean(self) -> None:
        """Fails with what the console complained of: React's warnings are findings."""
        holds(not self.complaints, "console: " + "\n".join(self.complaints)[:1500])

    def forgive(self, pattern: str) -> None:
        """Drops complaints that a check brought about."""
        self.complaints = [each for each in self.complaints if not re.search(pattern, each)]

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning") and not EXPECTED.search(message.text):
            self.complaints.append(message.text)


Check = Callable[[Browsing], None]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Registers a check under a name."""

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register
