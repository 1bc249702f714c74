"""Faults put into a generated frontend; a named check must catch each."""

import re
from dataclasses import dataclass

from report import holds
from web.failures import SECRET
from web.frontend import Frontend

ROUTES = "app/api/setting/products"
PAGE = "app/(pages)/setting/products"
TYPES = "lib/types/api/product.ts"
ANYWHERE = "**/*.ts*"

# The checks that read the frontend, and need no servers.
TYPE_CHECK = "the frontend type-checks, and exports what Next.js calls"
DIRECTIVES = "`use client` is where it is needed, and only there"
REACT = "the types of React 18 and 19 both have what is used"
CLASSES = "every utility class is known"
CONSOLE = "an empty list says so"
# The check for which the page is made to fail on the server.
SERVER = "a page that fails on the server: said without its reason, and tried again"


@dataclass(frozen=True)
class FrontendMutation:
    """One fault: what is replaced in which files, and the check that catches it."""

    name: str
    # A pattern of paths below the directory that `@/` stands for, a pattern, its replacement.
    edits: list[tuple[str, str, str]]
    caught_by: str

    def apply(self, frontend: Frontend) -> None:
        """Puts the fault in; fails when there is nothing to replace."""
        for paths, pattern, replacement in self.edits:
            replaced = 0
            for path in frontend.matching(paths):
                text, count = re.subn(pattern, replacement, path.read_text(), flags=re.MULTILINE)
                path.write_text(text)
                replaced += count
            holds(replaced, f"{paths} has nothing like {pattern}")


FAILING = rf"""\1const server = globalThis as {{ hasFailed?: boolean }};
\1const isFirst = !server.hasFailed;
\1server.hasFailed = true;
\1if (isFirst) throw new Error("{SECRET}");
"""

# Not a fault to catch: what SERVER needs.
FAILS_ONCE = FrontendMutation(
    "a page that fails on the server once",
    [
        (
            f"{PAGE}/page.tsx",
            r"^( +)(const query = )",
            FAILING + r"\1\2",
        )
    ],
    SERVER,
)

READ = [
    FrontendMutation(
        "params that are no promise",
        [(f"{ROUTES}/[[]id[]]/route.ts", r"params: Promise<(\{.*?\})>", r"params: \1")],
        TYPE_CHECK,
    ),
    FrontendMutation(
        "params of another name than the directory",
        [(f"{ROUTES}/[[]id[]]/route.ts", r"\bid\b", "productId")],
        TYPE_CHECK,
    ),
    FrontendMutation(
        "searchParams that are no promise",
        [(f"{PAGE}/page.tsx", r"searchParams: Promise<(.*)>", r"searchParams: \1")],
        TYPE_CHECK,
    ),
    FrontendMutation(
        "a helper exported by a route",
        [(f"{ROUTES}/route.ts", r"\Z", "\nexport const limit = 100;\n")],
        TYPE_CHECK,
    ),
    FrontendMutation(
        "a field with another name in the types", [(TYPES, r"\bstock\b", "inStock")], TYPE_CHECK
    ),
    FrontendMutation(
        "a number typed string", [(TYPES, r"\bprice: number", "price: string")], TYPE_CHECK
    ),
    FrontendMutation(
        "a field that may be null typed as if not",
        [(TYPES, r"\bsku\?: string \| null", "sku?: string")],
        TYPE_CHECK,
    ),
    FrontendMutation(
        "a column of a field that is none",
        [(f"{PAGE}/**/columns.tsx", r'accessorKey: "sku"', 'accessorKey: "code"')],
        TYPE_CHECK,
    ),
    FrontendMutation(
        "a property that DataTable does not have",
        [(f"{PAGE}/**/*.tsx", r"\bgetRowId=", "getRowKey=")],
        TYPE_CHECK,
    ),
    FrontendMutation(
        "an import of what is not installed",
        [
            (
                f"{PAGE}/**/*-table.tsx",
                r'\A("use client";\n)',
                r'\1import { toast } from "react-hot-toast";\ntoast("");\n',
            )
        ],
        TYPE_CHECK,
    ),
    FrontendMutation(
        "columns without `use client`",
        [(f"{PAGE}/**/*-table.tsx", r'\A"use client";\n', "")],
        DIRECTIVES,
    ),
    FrontendMutation(
        "a page that says `use client`",
        [(f"{PAGE}/page.tsx", r"\A", '"use client";\n')],
        DIRECTIVES,
    ),
    FrontendMutation(
        "a type that React 19 does not have",
        [(f"{PAGE}/page.tsx", r"(export default function \w+\(.*\)) \{", r"\1: JSX.Element {")],
        REACT,
    ),
    FrontendMutation(
        "a misspelt class", [(f"{PAGE}/page.tsx", r'className="', 'className="text-xxl ')], CLASSES
    ),
]

HANDLED = [
    FrontendMutation(
        "a route without status pass-through",
        [(ANYWHERE, r"status: upstream\.status", "status: 200")],
        "every status passes through, for every method",
    ),
    FrontendMutation(
        "204 with a body",
        [
            (
                ANYWHERE,
                r"return new Response\(upstream\.body, \{\n\s*status: upstream\.status,",
                ("return Response.json(await upstream.json().catch(() => null), {"
                " status: upstream.status,"),
            )
        ],
        "204 has no body, for every method",
    ),
    FrontendMutation(
        "a backend that is down thrown through",
        [(ANYWHERE, r"unstable_rethrow\(error\)", "throw error")],
        "a backend that hangs up is 502 with JSON",
    ),
    FrontendMutation(
        "an id as it came",
        [(ANYWHERE, r"\.map\(encodeURIComponent\)", "")],
        "an id does not lead to another path",
    ),
    FrontendMutation(
        "dots for an id",
        [(ANYWHERE, r"\^\\\.\{0,2\}\$", "^$")],
        "an id does not lead to another path",
    ),
    FrontendMutation(
        "a query that is dropped",
        [(ANYWHERE, r" \+ request\.nextUrl\.search", "")],
        "the list gets the query unchanged",
    ),
    FrontendMutation(
        "headers of the connection passed back",
        [(ANYWHERE, r'headers: type \? \{ "Content-Type": type \} : undefined', "headers: upstream.headers")],
        "a compressed answer can be read",
    ),
    FrontendMutation(
        "an update sent to the list",
        [
            (
                f"{ROUTES}/[[]id[]]/route.ts",
                r"(function PUT\((?s:.*?))proxyToBackend\(request, PATH, id\)",
                r"\1proxyToBackend(request, PATH)",
            )
        ],
        "the user and the body are passed on, to the right path",
    ),
]  # fmt: skip

SHOWN = [
    FrontendMutation(
        "a field with another name in the whole frontend",
        [(ANYWHERE, r"\bstock\b", "inStock")],
        "add: what is typed arrives, Arabic included",
    ),
    FrontendMutation(
        "a search for every letter",
        [(f"{PAGE}/**/*.tsx", r", 300\)", ", 0)")],
        "search: Arabic, when typing pauses",
    ),
    FrontendMutation(
        "a page that is tried again in the browser only",
        [(f"{PAGE}/error.tsx", r"router\.refresh\(\);", "")],
        SERVER,
    ),
    FrontendMutation(
        "a page of which only a part is tried again",
        [(f"{PAGE}/error.tsx", r"\breset\(\);", "")],
        "a page that fails in the browser: said, and tried again",
    ),
    FrontendMutation(
        "two first renders that differ",
        [(f"{PAGE}/page.tsx", r"(export default function)", r"\1"),
         (f"{PAGE}/**/*-toolbar.tsx", r"Add product", '{typeof window === "undefined" ? "New" : "Add product"}')],
        CONSOLE,
    ),
]  # fmt: skip
