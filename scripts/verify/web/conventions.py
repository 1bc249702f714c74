"""What Next.js asks of the text of a frontend, which types do not tell."""

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from report import holds
from web.frontend import Frontend
from web.styles import unknown_classes
from web.typescript import SPECIAL

DIRECTIVE = re.compile(r"""\A(?:\s|//.*\n|/\*.*?\*/)*["']use client["']""", re.DOTALL)
IMPORT = re.compile(r"""^(?:import|export)\s(?!type\b)[^;"']*?["']([^"']+)["']""", re.MULTILINE)
HOOK = re.compile(r"(?<![\w.])use[A-Z]\w*\s*(?:<[^()]*>)?\(")
HANDLER = re.compile(r"(?<![\w.])on[A-Z]\w*=\{")
CONTEXT = re.compile(r"\bcreateContext\b")

# Modules that must not reach the browser.
SERVER_ONLY = {"server-only", "next/headers"}


class Modules:
    """The modules of a frontend, and which side of the boundary each is on."""

    def __init__(self, frontend: Frontend) -> None:
        self.frontend = frontend
        self.texts = {path: path.read_text() for path in frontend.files(".ts", ".tsx")}

    def is_client(self, path: Path) -> bool:
        """Whether a module says that it is for the browser."""
        return bool(DIRECTIVE.search(self.texts[path]))

    def imports(self, path: Path) -> set[Path | str]:
        """What a module imports for its values: files, else names."""
        return {self._resolved(path, name) for name in IMPORT.findall(self.texts[path])}

    @cached_property
    def on_server(self) -> set[Path]:
        """What Next.js itself calls, and all that it imports this side of the boundary."""
        called = [
            path
            for path in self.texts
            if path.stem in SPECIAL and self.frontend.app in path.parents
        ]
        return self._reached(called, stop=self.is_client)

    @cached_property
    def in_browser(self) -> set[Path]:
        """All modules for the browser, and all that they import."""
        return self._reached([path for path in self.texts if self.is_client(path)])

    def _reached(
        self, start: list[Path], stop: Callable[[Path], bool] = lambda _: False
    ) -> set[Path]:
        found: set[Path] = set()
        open_ = [path for path in start if not stop(path)]
        while open_:
            path = open_.pop()
            found.add(path)
            for other in self.imports(path):
                if isinstance(other, Path) and other not in found and not stop(other):
                    open_.append(other)
        return found

    def _resolved(self, path: Path, name: str) -> Path | str:
        if name.startswith("@/"):
            base = self.frontend.alias / name[2:]
        elif name.startswith("."):
            base = (path.parent / name).resolve()
        else:
            return name
        for candidate in (base, *(base.with_name(base.name + end) for end in (".ts", ".tsx"))):
            if candidate in self.texts:
                return candidate
        for index in ("index.ts", "index.tsx"):
            if base / index in self.texts:
                return base / index
        return name


def check_directives(frontend: Frontend) -> None:
    """`use client` is where it is needed, and not where it would cost the server its part."""
    modules = Modules(frontend)
    problems = []
    for path in sorted(modules.on_server):
        text = _code(modules.texts[path])
        for what, pattern in (("a hook", HOOK), ("a handler", HANDLER), ("a context", CONTEXT)):
            if found := pattern.search(text):
                problems.append(f"{_shown(frontend, path)}: {what} on the server: {found[0]}")
    for path in sorted(modules.texts):
        if path.stem in SPECIAL and path.stem != "error" and modules.is_client(path):
            problems.append(f"{_shown(frontend, path)}: is for the server, and says `use client`")
        if path.stem == "error" and not modules.is_client(path):
            problems.append(f"{_shown(frontend, path)}: must say `use client`")
    problems += [
        f"{_shown(frontend, path)}: reaches the browser, and imports {name}"
        for path in sorted(modules.in_browser)
        for name in sorted(SERVER_ONLY & {str(each) for each in modules.imports(path)})
    ]
    holds(not problems, "\n".join(problems))


def check_react(frontend: Frontend) -> None:
    """Nothing that React 19's types lost, and nothing that 18's lack."""
    old = {
        r"(?<![\w.])JSX\.": "the global JSX namespace is gone in 19",
        r"\bReact\.JSX\b": "18 has no React.JSX",
        r"\buseRef(<[^()]*>)?\(\)": "19 wants an argument",
        r"\buseFormState\b|\buseActionState\b": "only one of both has it",
        r"\b(defaultProps|propTypes)\s*=": "19 ignores it",
    }
    problems = [
        f"{_shown(frontend, path)}: {found[0]}: {why}"
        for path in frontend.files(".tsx")
        for pattern, why in old.items()
        if (found := re.search(pattern, _code(path.read_text())))
    ]
    holds(not problems, "\n".join(problems))


def check_classes(frontend: Frontend) -> None:
    """Every utility class is one that the style sheet knows: a misspelt one shows nothing."""
    unknown = sorted(unknown_classes(frontend))
    holds(not unknown, f"unknown classes: {' '.join(unknown)}")


def _code(text: str) -> str:
    """A module without its comments."""
    return re.sub(r"/\*(?s:.*?)\*/|(?<![:\"'])//.*", "", text)


def _shown(frontend: Frontend, path: Path) -> str:
    return str(path.relative_to(frontend.root))
