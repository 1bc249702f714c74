"""What is around the pages of a new project: navigation, colours, direction, and the table."""

from playwright.sync_api import Locator, expect

from report import equal, holds
from scaffold.visiting import PRODUCTS, Visit, Visiting, check
from web.browsing import PHONE

NAVIGATION = "a generated page is in the navigation, which marks it"
COLOURS = "light and dark: as the system has it, or as was chosen, from the first paint on"
TABLE = "the table sorts, pages, searches, filters, hides columns and changes many rows"


def rows(visit: Visit) -> Locator:
    """The rows of the table."""
    return visit.page.locator("tbody").get_by_role("row")


@check(NAVIGATION)
def navigation(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter("/")
        visit.picture("start")
        main = visit.page.get_by_role("navigation", name="Main")
        main.get_by_role("link", name="Products").click()
        visit.is_at(PRODUCTS)
        expect(rows(visit).first).to_be_visible()
        expect(main.locator("[aria-current=page]")).to_have_text("Products")
        visit.picture("products")
        visit.fits()
        visit.open("/")
        visit.page.keyboard.press("Tab")
        expect(visit.page.get_by_role("link", name="Skip to the content")).to_be_focused()
        visit.page.get_by_role("main").get_by_role("link", name="Products").click()
        visit.is_at(PRODUCTS)


@check("on a phone the navigation slides in, and out again with a choice")
def phone(visiting: Visiting) -> None:
    with visiting.visit(viewport=PHONE) as visit:
        visit.enter("/")
        expect(visit.page.get_by_role("navigation", name="Main")).to_be_hidden()
        visit.page.get_by_role("button", name="Open navigation").click()
        dialog = visit.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        visit.picture("phone-navigation")
        dialog.get_by_role("link", name="Products").click()
        visit.is_at(PRODUCTS)
        expect(dialog).to_be_hidden()
        expect(rows(visit).first).to_be_visible()
        visit.fits()
        visit.picture("phone")
        visit.open("/login")
        visit.fits()
        visit.picture("phone-login")


@check(COLOURS)
def colours(visiting: Visiting) -> None:
    with visiting.visit(color_scheme="light") as visit:
        visit.enter()
        light = lightness(visit)
        visit.page.emulate_media(color_scheme="dark")
        dark = lightness(visit)
        holds(light > 0.9 and dark < 0.3, f"the system's colours: {light}, {dark}")
        choose(visit, "Light")
        equal(lightness(visit), light, "the lightness that was chosen")
        choose(visit, "Dark")
        visit.page.emulate_media(color_scheme="light")
        equal(lightness(visit), dark, "the lightness that was chosen")
        expect(rows(visit).first).to_be_visible()
        visit.picture("products-dark")
        visit.page.goto(visit.address + PRODUCTS, wait_until="commit")
        equal(visit.page.locator("html").get_attribute("data-theme"), "dark", "as it arrives")
        visit.page.locator("html[data-started]").wait_for()
        visit.page.get_by_role("button", name="Add product").click()
        visit.picture("add-dark")
        visit.page.keyboard.press("Escape")
        choose(visit, "System")
        equal(lightness(visit), light, "the system's lightness again")
        holds("theme" not in visit.cookies(), "the choice is kept")


def choose(visit: Visit, name: str) -> None:
    """Chooses colours in the header."""
    visit.page.get_by_role("button", name="Colours").click()
    visit.page.get_by_role("menuitemradio", name=name).click()
    visit.page.get_by_role("button", name="Colours").click()
    chosen = visit.page.locator("[role=menuitemradio][aria-checked=true]")
    expect(chosen).to_have_text(name)
    visit.page.keyboard.press("Escape")


def lightness(visit: Visit) -> float:
    """How light the page is, from 0 to 1."""
    return visit.page.evaluate(
        """() => {
          const canvas = document.createElement("canvas").getContext("2d");
          canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
          canvas.fillRect(0, 0, 1, 1);
          return canvas.getImageData(0, 0, 1, 1).data[1] / 255;
        }"""
    )


@check("from right to left all is turned around, and nothing sticks out")
def right_to_left(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter()
        expect(rows(visit).first).to_be_visible()
        visit.page.evaluate("document.documentElement.dir = 'rtl'")
        visit.fits()
        side = visit.page.get_by_role("complementary").bounding_box()
        holds(side and side["x"] > 800, f"the sidebar is at {side}")
        visit.picture("right-to-left")
        visit.page.set_viewport_size(PHONE)
        visit.fits()
        visit.page.get_by_role("button", name="Open navigation").click()
        sheet = visit.page.get_by_role("dialog").bounding_box()
        width = PHONE["width"]
        holds(
            sheet and abs(sheet["x"] + sheet["width"] - width) < 2 and sheet["x"] > 20,
            f"the navigation is at {sheet}",
        )
        visit.picture("right-to-left-phone")


@check(TABLE)
def table(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter()
        page = visit.page
        expect(rows(visit)).to_have_count(20)
        page.get_by_role("button", name="Price").click()
        expect(page.get_by_role("columnheader", name="Price")).to_have_attribute(
            "aria-sort", "ascending"
        )
        page.get_by_role("button", name="Next page").click()
        expect(rows(visit).filter(has_text="Sourdough 2")).to_be_visible()
        page.get_by_label("Search").fill("honey")
        expect(rows(visit)).to_have_count(2)
        page.get_by_label("Search").fill("")
        expect(rows(visit)).to_have_count(20)
        page.get_by_role("combobox", name="Status", exact=True).click()
        page.get_by_role("option", name="Live").click()
        expect(rows(visit).filter(has_text="Draft")).to_have_count(0)
        page.get_by_role("button", name="Columns").click()
        page.get_by_role("menuitemcheckbox", name="Stock").click()
        page.keyboard.press("Escape")
        expect(page.get_by_role("columnheader", name="Stock")).to_be_hidden()
        for row in (0, 1):
            rows(visit).nth(row).get_by_role("checkbox").click()
        visit.picture("selected")
        page.get_by_role("button", name="Deactivate").first.click()
        switches = rows(visit).get_by_role("switch", checked=False)
        expect(switches.nth(1)).to_be_visible()
        changed = [seen for seen in visit.backend.seen if seen.path.endswith("/status")]
        equal(len(changed), 1, "calls that change many rows")


@check("what is not there is said with the status 404")
def lost(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter("/")
        answer = visit.page.goto(f"{visit.address}/nowhere")
        equal(answer and answer.status, 404, "the status")
        expect(visit.page.get_by_role("heading", name="There is no such page")).to_be_visible()
        visit.page.get_by_role("link", name="To the start").click()
        visit.is_at("/")


@check("a form says what is wrong with a field, at the field")
def form(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter("/trial")
        visit.page.get_by_role("button", name="Send").click()
        name = visit.page.get_by_label("Nickname")
        expect(name).to_have_attribute("aria-invalid", "true")
        expect(name).to_be_focused()
        expect(name).to_have_accessible_description("What others see. Too short")
        name.fill("ada")
        visit.page.get_by_role("button", name="Send").click()
        expect(visit.page.get_by_role("region", name="Notifications")).to_contain_text("Hello ada")
        visit.picture("form")
