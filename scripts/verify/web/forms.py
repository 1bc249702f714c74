"""The sheets: what is typed arrives, what is wrong is said."""

import json

from playwright.sync_api import expect

from entity import DEFAULTS, PRODUCTS, product
from report import equal, holds
from web.browsing import DESKTOP, PHONE, Browsing, Window, check
from web.gateway import Answer

# What is typed into each field, and how the backend has it then.
TYPED = {
    "descriptionEn": "Loose leaves, 250 g",
    "descriptionAr": "أوراق سائبة",
    "price": "12.35",
    "stock": "7",
    "weight": "0.257",
    "featured": True,
    "publishedAt": "2024-01-31T15:00",
    "releasedOn": "2024-02-29",
    "attributes": '{"origin": "الصين", "grades": [1, 2.5, null]}',
    "status": "live",
    "categoryId": "1",
    "isActive": False,
}
STORED = TYPED | {
    "price": 12.35,
    "stock": 7,
    "weight": 0.257,
    "publishedAt": "2024-01-31T12:00:00Z",
    "attributes": {"origin": "الصين", "grades": [1, 2.5, None]},
    "categoryId": 1,
}

# What the backend refuses, field by field, on top of what is required.
WRONG = {
    "nameEn": ["", "   ", "x" * 65],
    "nameAr": ["", "ض" * 65],
    "sku": ["x" * 33],
    "price": ["", "-0.01", "1.005", "100000000", "x"],
    "stock": ["-1", "1.5", "2147483648", "x"],
    "weight": ["-1", "x"],
    "externalId": ["x", "123e4567-e89b-12d3-a456"],
    "attributes": ["{", "[]", "5"],
}
# What it accepts, at its bounds.
RIGHT = {
    "nameEn": "x" * 64,
    "nameAr": "ض" * 64,
    "price": "99999999.99",
    "stock": "2147483647",
    "weight": "1e3",
    "attributes": "{}",
}


def unique(**changes: object) -> dict[str, object]:
    """Values that no other product has, and that a row can be found by."""
    made = product()
    # Of one length: a search for one must not find another.
    number = made["sku"].removeprefix("TEA-").rjust(6, "0")
    return {
        "nameEn": f"Mint {number}",
        "nameAr": f"نعناع {number}",
        "sku": number,
        "externalId": made["externalId"],
    } | changes


@check("add: what is typed arrives, Arabic included")
def add(browsing: Browsing) -> None:
    own = unique()
    with browsing.window(f"?search={own['sku']}") as window:
        window.add()
        equal(window.field("nameAr").get_attribute("dir"), "rtl", "direction")
        window.fill(own | TYPED)
        window.picture("add")
        window.saved()
        row = window.row(str(own["nameEn"]))
        expect(row).to_have_count(1)
        expect(row).to_contain_text(str(own["nameAr"]))
        expect(row).to_contain_text("Tea")
        [found] = window.api.get(PRODUCTS, search=own["sku"])["items"]
        window.api.stored(found["id"], own | STORED)


@check("add: what is left empty has its default")
def add_least(browsing: Browsing) -> None:
    own = unique()
    names = {name: own[name] for name in ("nameEn", "nameAr")}
    with browsing.window() as window:
        window.add()
        window.fill(names | {"price": "1"})
        window.saved()
        [found] = window.api.get(PRODUCTS, search=own["nameEn"])["items"]
        window.api.stored(found["id"], DEFAULTS | names | {"price": 1})


@check("add: what the backend would refuse is said before it is sent")
def validation(browsing: Browsing) -> None:
    with browsing.window() as window:
        window.add()
        window.save()
        for name in ("nameEn", "nameAr", "price"):
            expect(window.field(name)).to_have_attribute("aria-invalid", "true")
        window.picture("validation")
        for name, values in WRONG.items():
            for value in values:
                _refused(window, name, value)
        sent = [each for each in window.gateway.seen if each.method == "POST"]
        equal(sent, [], "sent")


def _refused(window: Window, name: str, value: str) -> None:
    window.fill({"nameEn": "x", "nameAr": "x", "price": "1"})
    before = window.field(name).input_value()
    window.field(name).evaluate("element => element.removeAttribute('maxlength')")
    window.fill({name: value})
    window.save()
    holds(window.message(name), f"{name}: {value[:40]!r} is accepted")
    window.fill({name: before})


@check("add: what the backend accepts at its bounds is accepted")
def bounds(browsing: Browsing) -> None:
    own = unique()
    with browsing.window() as window:
        for changes in ({"nameAr": "😀" * 64}, RIGHT):
            window.add()
            window.fill(RIGHT | {"sku": own["sku"] if changes is RIGHT else ""} | changes)
            window.save()
            # Wrong values are seen at once; right ones are sent, and the sheet goes.
            wrong = window.dialog.locator('[aria-invalid="true"]').all()
            equal([each.get_attribute("name") for each in wrong], [], "refused")
            window.dialog.wait_for(state="hidden")
        [found] = window.api.get(PRODUCTS, search=own["sku"])["items"]
        expected = {"price": 99_999_999.99, "stock": 2**31 - 1, "weight": 1000.0, "attributes": {}}
        window.api.stored(found["id"], RIGHT | expected)


@check("edit: shows what is stored, changes what was changed")
def edit(browsing: Browsing) -> None:
    created = browsing.api.new(**unique(), publishedAt="2024-01-31T12:00:17Z")
    with browsing.window(f"?search={created['sku']}") as window:
        window.edit(created["nameEn"])
        for name in ("nameEn", "nameAr", "sku", "descriptionAr", "releasedOn", "externalId"):
            equal(window.field(name).input_value(), created[name], name)
        holds(window.field("publishedAt").input_value().startswith("2024-01-31T15:00"), "time")
        equal(json.loads(window.field("attributes").input_value()), created["attributes"], "JSON")
        window.fill({"nameAr": "شاي أسود", "stock": "3", "status": "draft"})
        window.saved()
        expect(window.row("شاي أسود")).to_have_count(1)
        changed = {"nameAr": "شاي أسود", "stock": 3, "status": "draft"}
        kept = {name: created[name] for name in created.keys() & product().keys()}
        window.api.stored(created["id"], kept | changed)


@check("edit: what is emptied is null")
def emptied(browsing: Browsing) -> None:
    created = browsing.api.new(**unique())
    names = ["descriptionAr", "weight", "publishedAt", "releasedOn", "attributes", "categoryId"]
    with browsing.window(f"?search={created['sku']}") as window:
        window.edit(created["nameEn"])
        window.fill(dict.fromkeys(names, ""))
        window.saved()
        window.api.stored(created["id"], dict.fromkeys(names))


@check("a value that is taken: the sheet stays, and says which")
def taken(browsing: Browsing) -> None:
    held, other = browsing.api.new(**unique()), browsing.api.new(**unique())
    with browsing.window(f"?search={other['sku']}") as window:
        window.edit(other["nameEn"])
        window.fill({"sku": held["sku"], "stock": "77"})
        window.save()
        expect(window.dialog.get_by_text("taken").first).to_be_visible()
        equal(window.field("stock").input_value(), "77", "what was typed")
        window.picture("taken")
        window.fill({"sku": other["sku"]})
        window.saved()
        window.api.stored(other["id"], {"stock": 77, "sku": other["sku"]})


@check("a refusal that only the backend knows is shown at its field")
def refused(browsing: Browsing) -> None:
    detail = [{"loc": ["body", "sku"], "msg": "Not one of ours", "type": "value_error"}]
    own = unique()
    with browsing.window() as window:
        window.add()
        names = ("nameEn", "nameAr", "sku")
        window.fill({name: own[name] for name in names} | {"price": "1"})
        window.gateway.answer = Answer(422, json.dumps({"detail": detail}).encode())
        window.save()
        expect(window.dialog.get_by_text("Not one of ours").first).to_be_visible()
        window.gateway.answer = Answer(500, b"oops")
        window.save()
        expect(window.dialog.get_by_role("alert").first).to_be_visible()
        window.gateway.pass_on()
        window.saved()
        equal(window.api.get(PRODUCTS, search=own["nameEn"])["total"], 1, "stored")


@check("a form is sent once, however often its button is pressed")
def sent_once(browsing: Browsing) -> None:
    own = unique()
    with browsing.window() as window:
        window.add()
        window.fill({"nameEn": own["nameEn"], "nameAr": "x", "price": "1"})
        window.gateway.delay = 0.3
        window.button("^(save|add|create)", window.dialog).dblclick()
        window.dialog.wait_for(state="hidden")
        window.gateway.pass_on()
        equal(window.api.get(PRODUCTS, search=own["nameEn"])["total"], 1, "stored")


@check("the sheet from right to left, and on a phone")
def directions(browsing: Browsing) -> None:
    for name, size in (("sheet-rtl", None), ("sheet-phone", PHONE)):
        with browsing.window("?search=nothing", size or DESKTOP) as window:
            if not size:
                window.page.evaluate("document.documentElement.dir = 'rtl'")
            window.add()
            window.fill({"nameAr": "شاي أخضر", "descriptionAr": "أوراق سائبة، ٢٥٠ غ"})
            window.picture(name)
            window.fits()


@check("Escape closes the sheet, and the button has the focus again")
def escape(browsing: Browsing) -> None:
    with browsing.window() as window:
        window.add()
        window.page.keyboard.press("Escape")
        window.dialog.wait_for(state="hidden")
        expect(window.button("^add product$")).to_be_focused()
        window.add()
        equal(window.field("nameEn").input_value(), "", "a new form")
