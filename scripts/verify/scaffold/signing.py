"""Signing in and out: cookies, renewal, and who gets where."""

import json

import httpx
from playwright.sync_api import expect

from report import equal, holds
from scaffold.standin import EMAIL
from scaffold.visiting import PRODUCTS, Visiting, check

SIGN_IN = "who is not signed in is led to the login, and back"
COOKIES = "no script of the page can read a token"
RENEWAL = "a session is renewed once, however many ask at the same time"
RETURN = "nobody is sent to another site after signing in"
ENDED = "a session that has ended leads to the login, and calls are answered with 401"
JSON_ONLY = "a form of another site cannot sign anybody in"


@check(SIGN_IN)
def sign_in(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.open(f"{PRODUCTS}?page=2")
        visit.is_at("/login?next=%2Fsetting%2Fproducts%3Fpage%3D2")
        visit.picture("login")
        visit.sign_in(password="wrong")
        expect(visit.page.get_by_role("alert")).to_have_text("Email or password is wrong")
        expect(visit.page.get_by_label("Email")).to_be_focused()
        visit.picture("login-refused")
        visit.sign_in()
        visit.is_at(f"{PRODUCTS}?page=2")
        expect(visit.page.get_by_role("cell", name="Sourdough 2", exact=True)).to_be_visible()
        expect(visit.page.get_by_role("link", name="Account of Ada Lovelace")).to_be_visible()


@check(COOKIES)
def cookies(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter()
        found = visit.cookies()
        for name in ("access_token", "refresh_token"):
            cookie = found[name]
            holds(cookie["httpOnly"], f"{name} can be read by scripts")
            equal(cookie["sameSite"], "Lax", f"SameSite of {name}")
            equal(cookie["path"], "/", f"path of {name}")
        page = visit.page.content() + json.dumps(
            visit.page.evaluate("[document.cookie, {...localStorage}, {...sessionStorage}]")
        )
        holds("access-1" not in page and "refresh-1" not in page, "the page has a token in it")


@check(RENEWAL)
def renewal(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter()
        visit.backend.end_access()
        visit.context.clear_cookies(name="access_token")
        answers = visit.page.evaluate(
            """() => Promise.all(
                 Array.from({ length: 8 }, () => fetch("/api/setting/products?page=1&per_page=5"))
               ).then((all) => all.map((each) => each.status))"""
        )
        equal(answers, [200] * 8, "the answers")
        equal(visit.asked("refresh"), 1, "calls of the backend's refresh")
        equal(visit.cookies()["access_token"]["value"], "access-2", "the new access token")
        equal(visit.cookies()["refresh_token"]["value"], "refresh-2", "the new refresh token")
        # A page itself, which renders with the new token at once.
        visit.backend.end_access()
        visit.context.clear_cookies(name="access_token")
        visit.open("/account")
        expect(visit.page.get_by_role("definition").first).to_have_text("Ada Lovelace")
        equal(visit.asked("refresh"), 2, "calls of the backend's refresh")


@check(RETURN)
def return_path(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        for given in ("//evil.example", "/\\evil.example", "https://evil.example", "/login"):
            visit.open(f"/login?next={given}")
            visit.sign_in()
            visit.is_at("/")
            visit.context.clear_cookies()


@check(ENDED)
def ended(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter()
        visit.backend.end_access()
        visit.backend.refresh.clear()
        visit.context.clear_cookies(name="access_token")
        status, body = visit.page.evaluate(
            """() => fetch("/api/setting/products")
                 .then(async (answer) => [answer.status, await answer.json()])"""
        )
        equal(status, 401, "the status")
        equal(body, {"detail": "Your session has ended. Sign in again."}, "the body")
        holds("refresh_token" not in visit.cookies(), "the cookie of the ended session is kept")
        visit.open(PRODUCTS)
        visit.is_at("/login?next=%2Fsetting%2Fproducts")


@check("signing out ends the session here and in the backend")
def sign_out(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter("/account")
        visit.page.get_by_role("button", name="Sign out").click()
        visit.is_at("/login")
        equal(visit.backend.refresh, {}, "refresh tokens of the backend")
        holds(not {"access_token", "refresh_token"} & visit.cookies().keys(), "cookies are kept")
        visit.open(PRODUCTS)
        visit.is_at("/login?next=%2Fsetting%2Fproducts")


@check("an account is made, and signed in with; what is wrong is said at its field")
def register(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.open("/login?next=/account")
        visit.page.get_by_role("link", name="Create one").click()
        visit.is_at("/register?next=%2Faccount")
        visit.picture("register")
        visit.page.get_by_label("Name").fill("Grace Hopper")
        visit.page.get_by_label("Email").fill("grace@elsewhere.org")
        visit.page.get_by_label("Password").fill("a long enough one")
        visit.page.get_by_role("button", name="Create account").click()
        email = visit.page.get_by_label("Email")
        expect(email).to_have_attribute("aria-invalid", "true")
        expect(email).to_be_focused()
        expect(email).to_have_accessible_description("Must be of example")
        email.fill(EMAIL)
        visit.page.get_by_role("button", name="Create account").click()
        expect(visit.page.get_by_role("alert")).to_have_text("There is an account with this email")
        email.fill("grace@example.com")
        visit.page.get_by_role("button", name="Create account").click()
        visit.is_at("/account")
        expect(visit.page.get_by_role("definition").first).to_have_text("Grace Hopper")


@check("a backend that is not there costs nobody their session")
def unreachable(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.enter()
        visit.backend.drops = True
        visit.context.clear_cookies(name="access_token")
        visit.open("/account")
        expect(visit.page.get_by_text("Your account could not be loaded.")).to_be_visible()
        holds("refresh_token" in visit.cookies(), "the session is gone")
        visit.open("/login")
        visit.sign_in()
        expect(visit.page.get_by_role("alert")).to_have_text("The backend cannot be reached")
        visit.backend.drops = False
        visit.open("/account")
        expect(visit.page.get_by_role("definition").first).to_have_text("Ada Lovelace")


@check(JSON_ONLY)
def json_only(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        body = json.dumps({"email": EMAIL, "password": "x"})
        for route in ("login", "register"):
            answer = httpx.post(
                f"{visit.address}/api/auth/{route}",
                content=body,
                headers={"Content-Type": "text/plain"},
            )
            equal(answer.status_code, 400, f"the status of {route}")
        equal(visit.backend.seen, [], "what the backend was asked")


@check("a program with a token of its own needs no cookie")
def programs(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        token = visit.backend.issue(EMAIL)
        address = f"{visit.address}/api/setting/products?page=1&per_page=5"
        given = {"Authorization": f"Bearer {token}"}
        equal(httpx.get(address, headers=given).status_code, 200, "with a token")
        equal(httpx.get(address).status_code, 401, "without")
        basic = {"Authorization": "Basic eDp5"}
        equal(httpx.get(address, headers=basic).status_code, 401, "with another scheme")


@check("a container learns that the process answers, without a backend or a session")
def health(visiting: Visiting) -> None:
    with visiting.visit() as visit:
        visit.backend.drops = True
        answer = httpx.get(f"{visit.address}/api/health")
        equal((answer.status_code, answer.json()), (200, {"status": "ok"}), "the answer")
