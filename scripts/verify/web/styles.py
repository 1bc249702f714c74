"""A style sheet for the utility classes that a frontend uses: enough of Tailwind to look at pages."""

import re
from collections.abc import Iterator

from web.frontend import Frontend
from web.utilities import declarations

BASE = """\
*,::before,::after,::backdrop{box-sizing:border-box;margin:0;padding:0;border:0 solid}
html{line-height:1.5;font-family:"Noto Sans","Noto Sans Arabic",sans-serif}
h1,h2,h3,h4{font-size:inherit;font-weight:inherit}
ol,ul,menu{list-style:none}
table{border-collapse:collapse;text-indent:0}
button,input,select,textarea{font:inherit;color:inherit;background-color:transparent;border-radius:0}
a{color:inherit;text-decoration:inherit}
svg,img{display:block;vertical-align:middle}
[hidden]{display:none!important}
dialog{color:inherit}
"""

WIDTHS = {"sm": 40, "md": 48, "lg": 64, "xl": 80, "2xl": 96}

MEDIA = (
    {name: f"@media (width>={size}rem)" for name, size in WIDTHS.items()}
    | {f"max-{name}": f"@media (width<{size}rem)" for name, size in WIDTHS.items()}
    | {
        "dark": "@media (prefers-color-scheme:dark)",
        "motion-safe": "@media (prefers-reduced-motion:no-preference)",
        "motion-reduce": "@media (prefers-reduced-motion:reduce)",
        "hover": "@media (hover:hover)",
    }
)
SELECTORS = {
    "hover": "&:hover",
    "focus": "&:focus",
    "focus-visible": "&:focus-visible",
    "focus-within": "&:focus-within",
    "active": "&:active",
    "disabled": "&:disabled",
    "enabled": "&:enabled",
    "checked": "&:checked",
    "indeterminate": "&:indeterminate",
    "invalid": "&:invalid",
    "user-invalid": "&:user-invalid",
    "first": "&:first-child",
    "last": "&:last-child",
    "odd": "&:nth-child(odd)",
    "even": "&:nth-child(even)",
    "empty": "&:empty",
    "open": "&[open]",
    "placeholder": "&::placeholder",
    "backdrop": "&::backdrop",
    "before": "&::before",
    "after": "&::after",
    "rtl": '&:where(:dir(rtl),[dir="rtl"] *)',
    "ltr": '&:where(:dir(ltr),[dir="ltr"] *)',
    "group-hover": ".group:hover &",
    "peer-checked": ".peer:checked ~ &",
    "peer-disabled": ".peer:disabled ~ &",
}


# What only Tailwind's compiler understands.
TAILWINDS_OWN = ("@import", "@theme", "@custom-variant", "@utility", "@plugin", "@source")


def style_sheet(frontend: Frontend) -> str:
    """The rules of all classes that are known, in the order Tailwind gives them: media last.

    Without Tailwind, the project's own style sheets."""
    if frontend.major("tailwindcss") is None:
        plain = [path for path in frontend.files(".css") if not path.name.endswith(".module.css")]
        return "\n".join(path.read_text() for path in plain)
    rules = {token: rule for token in _words(frontend) if (rule := _rule(token))}
    ordered = sorted(rules.values(), key=lambda rule: (rule[0], rule[1]))
    own = "".join(_plain_rules(path.read_text()) for path in frontend.files(".css"))
    return BASE + own + "".join(f"{text}\n" for _, _, text in ordered)


def _plain_rules(text: str) -> str:
    """What a project's style sheet says without Tailwind's help: its variables, mostly."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    blocks, depth, begin = [], 0, 0
    for index, letter in enumerate(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0 and letter in "};":
            blocks.append(text[begin : index + 1].strip())
            begin = index + 1
    return "".join(f"{block}\n" for block in blocks if not block.startswith(TAILWINDS_OWN))


def unknown_classes(frontend: Frontend) -> set[str]:
    """What stands in a `className="..."` and is no utility known here."""
    found: set[str] = set()
    for path in frontend.files(".tsx"):
        for value in re.findall(r'className="([^"]*)"', path.read_text()):
            found |= {token for token in value.split() if not _rule(token)}
    return found - {"group", "peer", "dark", "sr-only", "no-scrollbar"}


def _words(frontend: Frontend) -> Iterator[str]:
    """Everything in quotes that could be a class, once."""
    seen: set[str] = set()
    for path in frontend.files(".ts", ".tsx"):
        for literal in re.findall(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`]*)`', path.read_text()):
            seen.update(" ".join(literal).split())
    yield from sorted(seen)


def _rule(token: str) -> tuple[int, int, str] | None:
    """A rule with what decides its place: the number of its media query, of its selectors."""
    *variants, utility = _parts(token)
    important = utility.startswith("!") or utility.endswith("!")
    found = declarations(utility.strip("!"))
    if not found:
        return None
    body = ";".join(f"{name}:{value}{'!important' * important}" for name, value in found.items())
    selector, media = "&", []
    for variant in reversed(variants):
        wrapped = _selector(variant)
        if wrapped is None and variant not in MEDIA:
            return None
        selector = (wrapped or "&").replace("&", selector)
        media += [MEDIA[variant]] if variant in MEDIA else []
    escaped = "." + re.sub(r"([^\w-])", r"\\\1", re.sub(r"^(\d)", r"\\3\1 ", token))
    # Space between children is set on the children.
    child = ">:not(:last-child)" if re.match(r"(space|divide)-", utility) else ""
    text = f"{selector.replace('&', escaped)}{child}{{{body}}}"
    for query in media:
        text = f"{query}{{{text}}}"
    place = max((list(MEDIA).index(name) + 1 for name in variants if name in MEDIA), default=0)
    return place, len(variants), text


def _parts(token: str) -> list[str]:
    """Variants and utility: what colons outside brackets separate."""
    parts, depth = [""], 0
    for letter in token:
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(letter, 0)
        if letter == ":" and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _selector(variant: str) -> str | None:
    if variant in SELECTORS:
        return SELECTORS[variant]
    if found := re.fullmatch(r"(aria|data)-\[([\w-]+)=([\w-]+)\]", variant):
        return f'&[{found[1]}-{found[2]}="{found[3]}"]'
    if found := re.fullmatch(r"aria-([\w-]+)", variant):
        return f'&[aria-{found[1]}="true"]'
    if found := re.fullmatch(r"data-([\w-]+)", variant):
        return f"&[data-{found[1]}]"
    if found := re.fullmatch(r"(has|not)-\[(.+)\]", variant):
        return f"&:{found[1]}({found[2].replace('_', ' ')})"
    if found := re.fullmatch(r"\[(.*&.*)\]", variant):
        return found[1].replace("_", " ")
    return None
