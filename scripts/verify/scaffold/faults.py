"""Faults that are put into a scaffolded frontend, and the check that must catch each."""

from dataclasses import dataclass
from pathlib import Path

from report import holds
from scaffold.shell import COLOURS, NAVIGATION
from scaffold.signing import COOKIES, ENDED, JSON_ONLY, RENEWAL, RETURN, SIGN_IN


@dataclass(frozen=True)
class Fault:
    """A text in a file, and what it is replaced by."""

    name: str
    path: str
    old: str
    new: str
    caught_by: str

    def apply(self, root: Path) -> None:
        """Spoils a frontend; the text must stand there once."""
        path = root / self.path
        text = path.read_text()
        holds(text.count(self.old) == 1, f"{self.path} has {text.count(self.old)} times {self.old}")
        path.write_text(text.replace(self.old, self.new))


FAULTS = [
    Fault(
        "everybody is let in",
        "proxy.ts",
        "if (!refreshToken) return signedOut(request);",
        "if (!refreshToken) return NextResponse.next();",
        SIGN_IN,
    ),
    Fault(
        "each request renews the session for itself",
        "lib/auth/backend.ts",
        "if (open) return open;",
        "",
        RENEWAL,
    ),
    Fault(
        "a form lacks `use client`",
        "app/(auth)/_components/login-form.tsx",
        '"use client";\n',
        "",
        "`use client` is where it is needed",
    ),
    Fault(
        "a class says left",
        "components/navigation/sidebar.tsx",
        "px-3",
        "pl-3",
        "no class says left or right",
    ),
    Fault(
        "scripts can read the tokens",
        "lib/auth/cookies.ts",
        "httpOnly: true",
        "httpOnly: false",
        COOKIES,
    ),
    Fault(
        "the address decides where to go after signing in",
        "lib/auth/paths.ts",
        'if (url.origin !== base || isPublic(url.pathname)) return "/";\n'
        "  return url.pathname + url.search;",
        "return path;",
        RETURN,
    ),
    Fault(
        "the page renders with the token that ran out",
        "proxy.ts",
        "NextResponse.next({ request: { headers } })",
        "NextResponse.next()",
        RENEWAL,
    ),
    Fault(
        "the cookies of a session that ended are kept",
        "proxy.ts",
        "      clearTokens(response.cookies);\n",
        "",
        ENDED,
    ),
    Fault(
        "any content type is taken for JSON",
        "lib/auth/handlers.ts",
        '  if (!type.startsWith("application/json")) return null;\n',
        "",
        JSON_ONLY,
    ),
    Fault(
        "the colours that were chosen come late",
        "app/layout.tsx",
        'data-theme={theme === "light" || theme === "dark" ? theme : undefined}',
        "data-chosen={theme}",
        COLOURS,
    ),
    Fault(
        "the page that is shown is not marked",
        "components/navigation/navigation-links.tsx",
        'aria-current={isCurrent ? "page" : undefined}',
        "",
        NAVIGATION,
    ),
    Fault(
        "a colour is missing in the theme",
        "app/globals.css",
        "  --color-card: var(--card);\n",
        "",
        "the theme has all colours",
    ),
    Fault(
        "a package is not listed",
        "package.json",
        '    "sonner": "^2.0.0",\n',
        "",
        "packages are listed that are imported",
    ),
    Fault(
        "a page takes its query for a value",
        "app/(auth)/login/page.tsx",
        "(await searchParams).next",
        "searchParams.next",
        "it type-checks",
    ),
]
