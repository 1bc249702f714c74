"""The list: state in the address, actions on rows, and what is shown while nothing is there."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from report import equal, holds
from web.browsing import DESKTOP, PHONE, Browsing, Window, check
from web.forms import unique
from web.gateway import Answer


def address(window: Window) -> dict[str, str]:
    """The query of the address."""
    query = parse_qs(urlsplit(window.page.url).query)
    return {name: values[0] for name, values in query.items()}


def named(window: Window) -> list[str]:
    """The names in the rows, in order."""
    rows = window.page.locator("tbody").get_by_role("row").all_inner_texts()
    return [found[0] for text in rows if (found := re.search(r"Mint \S+", text))]


def some(browsing: Browsing, count: int, **changes: object) -> tuple[str, list[dict[str, object]]]:
    """Products that one search finds: the search, and they themselves, from cheap to dear."""
    word = str(unique()["sku"])
    made = []
    for number in range(count):
        own = unique(nameAr=f"نعناع {word}", price=number + 1.5) | changes
        made.append(browsing.api.new(**own))
    return word, made


@check("sort: by a column, both ways, and Back")
def sort(browsing: Browsing) -> None:
    word, made = some(browsing, 3)
    names = [each["nameEn"] for each in made]
    with browsing.window(f"?search={word}") as window:
        expect(window.row(word)).to_have_count(3)
        header = window.page.get_by_role("columnheader", name=re.compile("^price", re.IGNORECASE))
        first = window.page.locator("tbody tr").first
        orders = {"price": names, "-price": names[::-1]}
        seen = []
        for _ in orders:
            before = window.page.url
            header.get_by_text("Price").click()
            window.page.wait_for_url(lambda url, before=before: url != before)
            seen.append(address(window)["sort"])
            expect(first).to_contain_text(str(orders[seen[-1]][0]))
            equal(named(window), orders[seen[-1]], seen[-1])
        equal(set(seen), set(orders), "sort")
        window.page.go_back()
        expect(first).to_contain_text(str(orders[seen[0]][0]))
        equal(address(window)["sort"], seen[0], "address")


@check("search: Arabic, when typing pauses")
def search(browsing: Browsing) -> None:
    word, _ = some(browsing, 2)
    text = f"نعناع {word}"
    with browsing.window() as window:
        expect(window.page.locator("tbody tr").first).to_be_visible()
        window.gateway.seen.clear()
        window.page.get_by_role("searchbox").press_sequentially(text, delay=20)
        expect(window.row(word)).to_have_count(2)
        expect(window.page.locator("tbody tr")).to_have_count(2)
        asked = [each for each in window.gateway.seen if "search=" in each.path]
        # One, unless the machine stalls while it types.
        holds(len(asked) < len(text) / 2, f"{len(asked)} requests for {len(text)} letters")
        equal(address(window)["search"], text, "address")
        window.page.get_by_role("searchbox").fill("")
        expect(window.page.locator("tbody tr")).not_to_have_count(2)
        equal(address(window).get("search", ""), "", "address")


@check("filter: by choice, and in the address")
def filters(browsing: Browsing) -> None:
    word = str(unique()["sku"])
    arabic = {"nameAr": f"نعناع {word}"}
    kinds = {
        "Status": ("status", "live", "Live", unique(**arabic, status="live", categoryId=None)),
        "Category": ("category_id", "1", "Tea", unique(**arabic, status="draft", categoryId=1)),
    }
    own = {"featured": False}
    made = {label: browsing.api.new(**(kind[3] | own)) for label, kind in kinds.items()}
    with browsing.window(f"?search={word}") as window:
        expect(window.row(word)).to_have_count(2)
        for label, (name, value, shown, _) in kinds.items():
            choice = window.select(label)
            window.choose(choice, shown)
            expect(window.row(word)).to_have_count(1)
            expect(window.row(word)).to_contain_text(made[label]["nameEn"])
            equal(address(window)[name], value, "address")
            window.choose(choice, "All")
            expect(window.row(word)).to_have_count(2)


@check("pages: there and back, and of another size")
def pages(browsing: Browsing) -> None:
    word, _ = some(browsing, 12)
    with browsing.window(f"?search={word}&per_page=10&sort=price") as window:
        expect(window.row(word)).to_have_count(10)
        expect(window.button("previous")).to_be_disabled()
        window.button("next").click()
        expect(window.row(word)).to_have_count(2)
        equal(address(window)["page"], "2", "address")
        expect(window.button("next")).to_be_disabled()
        window.page.reload()
        expect(window.row(word)).to_have_count(2)
        window.button("previous").click()
        expect(window.row(word)).to_have_count(10)
        window.choose(window.select("Rows per page"), "50")
        expect(window.row(word)).to_have_count(12)
        equal(address(window)["per_page"], "50", "address")
        window.picture("list")
        window.page.get_by_role("searchbox").fill("nothing has this name")
        expect(window.row(word)).to_have_count(0)
        holds(address(window).get("page", "1") == "1", "a new search starts at page 1")


@check("the address is enough to show the same list; nonsense in it is harmless")
def addresses(browsing: Browsing) -> None:
    word, made = some(browsing, 2)
    query = f"?search={word}&sort=-price&status=live&category_id=1&is_active=true"
    with browsing.window(query) as window:
        expect(window.row(word)).to_have_count(2)
        equal(named(window), [each["nameEn"] for each in made[::-1]], "order")
        equal(window.page.get_by_role("searchbox").input_value(), word, "search")
        window.chosen(window.select("Status"), "Live")
        window.chosen(window.select("Category"), "Tea")
    with browsing.window(
        "?page=x&per_page=0&sort=nothing&status=gone&category_id=-1&a=1&a=2"
    ) as window:
        expect(window.page.locator("tbody tr").first).to_be_visible()
        expect(window.page.get_by_role("alert")).to_have_count(0)
    with browsing.window(f"?search={word}&page=99") as window:
        expect(window.row(word)).to_have_count(2)


@check("the switch in a row, also when the backend refuses")
def toggle(browsing: Browsing) -> None:
    word, [made] = some(browsing, 1)
    with browsing.window(f"?search={word}") as window:
        switch = window.row(word).get_by_role("switch")
        expect(switch).to_be_checked()
        switch.click()
        expect(switch).not_to_be_checked()
        window.api.stored(made["id"], {"isActive": False})
        window.gateway.answer = Answer(403, b'{"detail": "Only on weekdays"}')
        switch.click()
        expect(window.page.get_by_text("Only on weekdays")).to_be_visible()
        expect(switch).not_to_be_checked()


@check("several at once: selected, deactivated, activated")
def bulk(browsing: Browsing) -> None:
    word, made = some(browsing, 3)
    with browsing.window(f"?search={word}") as window:
        expect(window.row(word)).to_have_count(3)
        for box in (
            window.row(word)
            .get_by_role("checkbox", name=re.compile("^select", re.IGNORECASE))
            .all()[:2]
        ):
            box.check()
        expect(window.page.get_by_text(re.compile(r"\b2\b.*selected")).first).to_be_visible()
        window.picture("selected")
        window.button("^deactivate").click()
        expect(window.row(word).get_by_role("switch", checked=False)).to_have_count(2)
        expect(window.row(word).get_by_role("switch", checked=True)).to_have_count(1)
        window.page.get_by_role("checkbox", name=re.compile("select all", re.IGNORECASE)).check()
        expect(window.page.get_by_text(re.compile(r"\b3\b.*selected")).first).to_be_visible()
        window.button("^activate").click()
        expect(window.row(word).get_by_role("switch", checked=True)).to_have_count(3)
        for each in made:
            window.api.stored(each["id"], {"isActive": True})
        expect(window.page.get_by_text(re.compile(r"\b[1-9].*selected"))).to_have_count(0)


@check("delete: asked first, then gone")
def delete(browsing: Browsing) -> None:
    word, made = some(browsing, 2)
    name = made[0]["nameEn"]
    with browsing.window(f"?search={word}") as window:
        window.button("^delete", window.row(name)).click()
        expect(window.dialog).to_contain_text(str(name))
        window.picture("delete")
        window.button("^cancel", window.dialog).click()
        window.dialog.wait_for(state="hidden")
        expect(window.row(word)).to_have_count(2)
        window.button("^delete", window.row(name)).click()
        window.button("^delete", window.dialog).click()
        expect(window.row(word)).to_have_count(1)
        equal(bool(window.database.product(made[0]["id"])["is_deleted"]), True, "SQL is_deleted")


@check("an empty list says so")
def empty(browsing: Browsing) -> None:
    with browsing.window("?search=nothing%20has%20this%20name") as window:
        words = re.compile(r"no (products|results|matching)|nothing", re.IGNORECASE)
        expect(window.page.get_by_text(words).first).to_be_visible()
        window.picture("empty")


@check("on a phone and from right to left the list fits")
def phone(browsing: Browsing) -> None:
    word, _ = some(browsing, 3)
    for name, size in (("phone", PHONE), ("list-rtl", None)):
        with browsing.window(f"?search={word}", size or DESKTOP) as window:
            if not size:
                window.page.evaluate("document.documentElement.dir = 'rtl'")
            expect(window.row(word)).to_have_count(3)
            window.picture(name)
            window.fits()
