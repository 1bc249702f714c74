"""The declarations of a utility class, after Tailwind's documented naming scheme."""

import re
from fractions import Fraction

Declarations = dict[str, str]

# Lightness of a shade, and how strong its colour is.
SHADES = {
    50: (0.985, 0.1),
    100: (0.96, 0.25),
    200: (0.92, 0.4),
    300: (0.87, 0.6),
    400: (0.75, 0.85),
    500: (0.64, 1),
    600: (0.56, 1),
    700: (0.48, 0.9),
    800: (0.4, 0.75),
    900: (0.32, 0.6),
    950: (0.22, 0.4),
}
# Chroma and hue.
HUES = {
    "neutral": (0, 0),
    "gray": (0.02, 264),
    "zinc": (0.01, 286),
    "slate": (0.04, 257),
    "stone": (0.01, 58),
    "red": (0.23, 27),
    "orange": (0.2, 47),
    "amber": (0.17, 70),
    "yellow": (0.17, 90),
    "green": (0.2, 149),
    "emerald": (0.16, 163),
    "teal": (0.13, 184),
    "sky": (0.16, 237),
    "blue": (0.22, 260),
    "indigo": (0.23, 277),
    "violet": (0.25, 293),
    "rose": (0.24, 16),
}
# The names that component libraries give their colours.
NAMED = {
    "white": "white",
    "black": "black",
    "transparent": "transparent",
    "current": "currentcolor",
    "background": "white",
    "foreground": "oklch(0.15 0 0)",
    "card": "white",
    "popover": "white",
    "primary": "oklch(0.21 0 0)",
    "primary-foreground": "oklch(0.98 0 0)",
    "secondary": "oklch(0.97 0 0)",
    "muted": "oklch(0.97 0 0)",
    "muted-foreground": "oklch(0.55 0 0)",
    "accent": "oklch(0.97 0 0)",
    "accent-foreground": "oklch(0.21 0 0)",
    "destructive": "oklch(0.58 0.24 27)",
    "border": "oklch(0.92 0 0)",
    "input": "oklch(0.92 0 0)",
    "ring": "oklch(0.7 0 0)",
}

FIXED: dict[str, Declarations] = {
    "truncate": {"overflow": "hidden", "text-overflow": "ellipsis", "white-space": "nowrap"},
    "sr-only": {
        "position": "absolute",
        "width": "1px",
        "height": "1px",
        "overflow": "hidden",
        "clip-path": "inset(50%)",
        "white-space": "nowrap",
    },
    "hidden": {"display": "none"},
    "uppercase": {"text-transform": "uppercase"},
    "capitalize": {"text-transform": "capitalize"},
    "italic": {"font-style": "italic"},
    "underline": {"text-decoration-line": "underline"},
    "line-through": {"text-decoration-line": "line-through"},
    "tabular-nums": {"font-variant-numeric": "tabular-nums"},
    "antialiased": {"-webkit-font-smoothing": "antialiased"},
    "grow": {"flex-grow": "1"},
    "shrink": {"flex-shrink": "1"},
    "transition": {"transition": "all 150ms"},
    "transform": {},
    "animate-pulse": {"opacity": ".6"},
    "animate-spin": {"rotate": "45deg"},
    "outline": {"outline": "1px solid"},
    "outline-none": {"outline": "none"},
    "outline-hidden": {"outline": "2px solid transparent"},
    "flex-1": {"flex": "1"},
    "flex-auto": {"flex": "auto"},
    "flex-none": {"flex": "none"},
    "break-words": {"overflow-wrap": "break-word"},
    "break-all": {"word-break": "break-all"},
    "cursor-default": {"cursor": "default"},
    "border-collapse": {"border-collapse": "collapse"},
    "border-separate": {"border-collapse": "separate"},
    "border-spacing-0": {"border-spacing": "0"},
    "list-none": {"list-style": "none"},
    "animate-none": {"animation": "none"},
    "table-fixed": {"table-layout": "fixed"},
    "table-auto": {"table-layout": "auto"},
    "min-h-screen": {"min-height": "100vh"},
    "font-mono": {"font-family": "monospace"},
    "font-sans": {"font-family": "sans-serif"},
}

KEYWORDS = {
    "display": "block inline inline-block flex inline-flex grid inline-grid contents table table-cell",
    "position": "static relative absolute fixed sticky",
    "visibility": "visible invisible",
    "isolation": "isolate",
}
# A prefix, its property, and what the rest of the name stands for.
CHOICES: dict[str, tuple[str, dict[str, str]]] = {
    "items": ("align-items", {"start": "flex-start", "end": "flex-end"}),
    "self": ("align-self", {"start": "flex-start", "end": "flex-end"}),
    "justify": (
        "justify-content",
        {"start": "flex-start", "end": "flex-end", "between": "space-between", "around": "space-around"},
    ),
    "content": ("align-content", {"between": "space-between"}),
    "overflow": ("overflow", {}),
    "overflow-x": ("overflow-x", {}),
    "overflow-y": ("overflow-y", {}),
    "overscroll": ("overscroll-behavior", {}),
    "whitespace": ("white-space", {}),
    "cursor": ("cursor", {}),
    "select": ("user-select", {}),
    "pointer-events": ("pointer-events", {}),
    "resize": ("resize", {"y": "vertical", "x": "horizontal"}),
    "appearance": ("appearance", {}),
    "object": ("object-fit", {}),
    "align": ("vertical-align", {}),
    "field-sizing": ("field-sizing", {}),
    "scheme": ("color-scheme", {}),
}
WORDS = (
    "start end center baseline stretch between around auto hidden visible scroll clip contain none all "
    "normal nowrap pre pre-wrap pre-line default pointer not-allowed wait grab text x y cover fill "
    "top middle bottom light dark content fixed"
).split()

SIDES = {
    "": [""],
    "x": ["-inline"],
    "y": ["-block"],
    "t": ["-top"],
    "b": ["-bottom"],
    "l": ["-left"],
    "r": ["-right"],
    "s": ["-inline-start"],
    "e": ["-inline-end"],
}
SIZES = {
    "w": ["width"],
    "h": ["height"],
    "size": ["width", "height"],
    "min-w": ["min-width"],
    "min-h": ["min-height"],
    "max-w": ["max-width"],
    "max-h": ["max-height"],
    "gap": ["gap"],
    "gap-x": ["column-gap"],
    "gap-y": ["row-gap"],
    "inset": ["inset"],
    "inset-x": ["inset-inline"],
    "inset-y": ["inset-block"],
    "top": ["top"],
    "right": ["right"],
    "bottom": ["bottom"],
    "left": ["left"],
    "start": ["inset-inline-start"],
    "end": ["inset-inline-end"],
    "basis": ["flex-basis"],
    "space-x": ["margin-inline-end"],
    "space-y": ["margin-block-end"],
    "underline-offset": ["text-underline-offset"],
    "translate-x": ["--x"],
    "translate-y": ["--y"],
}
CONTAINERS = {
    "3xs": 16, "2xs": 18, "xs": 20, "sm": 24, "md": 28, "lg": 32, "xl": 36, "2xl": 42, "3xl": 48,
    "4xl": 56, "5xl": 64, "6xl": 72, "7xl": 80,
}  # fmt: skip
TEXTS = {"xs": 0.75, "sm": 0.875, "base": 1, "lg": 1.125, "xl": 1.25, "2xl": 1.5, "3xl": 1.875, "4xl": 2.25}
WEIGHTS = {"light": 300, "normal": 400, "medium": 500, "semibold": 600, "bold": 700}
RADII = {"xs": 2, "sm": 4, "": 4, "md": 6, "lg": 8, "xl": 12, "2xl": 16, "full": 9999, "none": 0}
SHADOWS = {"2xs": 1, "xs": 2, "sm": 3, "": 3, "md": 6, "lg": 12, "xl": 24, "2xl": 40, "none": 0}
LEADINGS = {"none": "1", "tight": "1.25", "snug": "1.375", "normal": "1.5", "relaxed": "1.625"}


def declarations(utility: str) -> Declarations | None:
    """What a class declares; nothing when it is not known."""
    for read in (_fixed, _choice, _size, _text, _colour, _border, _effect, _grid):
        found = read(utility)
        if found is not None:
            return found or {"--none": "0"}
    return None


def _fixed(utility: str) -> Declarations | None:
    if utility in FIXED:
        return FIXED[utility]
    for name, values in KEYWORDS.items():
        if utility in values.split():
            return {name: {"invisible": "hidden"}.get(utility, utility)}
    return None


def _choice(utility: str) -> Declarations | None:
    for prefix, (name, values) in CHOICES.items():
        rest = utility.removeprefix(f"{prefix}-")
        if rest != utility and (rest in values or rest in WORDS):
            return {name: values.get(rest, rest)}
    return None


def length(value: str, percent_of: str = "100%") -> str | None:
    """A length as classes name it: 4, 1.5, px, full, 1/2, auto, [20rem]."""
    if found := re.fullmatch(r"\[(.+)\]", value):
        return found[1].replace("_", " ")
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return f"{float(value) / 4:g}rem"
    if re.fullmatch(r"\d+/\d+", value):
        return f"{float(Fraction(value)) * 100:.4g}%"
    words = {"px": "1px", "full": percent_of, "auto": "auto", "fit": "fit-content", "min": "min-content"}
    return (words | {"max": "max-content", "none": "none"}).get(value)


def _size(utility: str) -> Declarations | None:
    negative = utility.startswith("-")
    utility = utility.removeprefix("-")
    found = re.fullmatch(r"([mp])([xytblrse]?)-(.+)", utility)
    if found:
        names = [f"{ {'m': 'margin', 'p': 'padding'}[found[1]] }{side}" for side in SIDES[found[2]]]
        return _lengths(names, length(found[3]), negative)
    for prefix in sorted(SIZES, key=len, reverse=True):
        rest = utility.removeprefix(f"{prefix}-")
        if rest == utility:
            continue
        value = length(rest)
        if rest in CONTAINERS and prefix in ("max-w", "min-w", "w", "basis"):
            value = f"{CONTAINERS[rest]}rem"
        axis = "w" if "w" in prefix else "h"
        if screen := re.fullmatch(r"screen|([sld]?)v[hw]", rest):
            value = f"100{screen[1] or ''}v{axis}"
        return _lengths(SIZES[prefix], value, negative)
    return None


def _lengths(names: list[str], value: str | None, negative: bool) -> Declarations | None:
    if value is None:
        return None
    found = {name: f"calc({value} * -1)" if negative else value for name in names}
    if names[0] in ("--x", "--y"):
        found["translate"] = "var(--x,0) var(--y,0)"
    return found


def _text(utility: str) -> Declarations | None:
    kind, _, rest = utility.partition("-")
    if kind == "text":
        size, _, leading = rest.partition("/")
        if size in TEXTS:
            found = {"font-size": f"{TEXTS[size]}rem"}
            return found | ({"line-height": length(leading) or leading} if leading else {})
        if rest in ("start", "end", "left", "right", "center", "justify"):
            return {"text-align": rest}
        if rest in ("wrap", "nowrap", "balance", "pretty"):
            return {"text-wrap": rest}
    if kind == "font" and rest in WEIGHTS:
        return {"font-weight": str(WEIGHTS[rest])}
    if kind == "leading" and (value := LEADINGS.get(rest) or length(rest)):
        return {"line-height": value}
    if kind == "tracking":
        return {"letter-spacing": {"tight": "-.025em", "wide": ".025em"}.get(rest, "normal")}
    if clamp := re.fullmatch(r"line-clamp-(\d)", utility):
        shown = {"overflow": "hidden", "display": "-webkit-box", "-webkit-box-orient": "vertical"}
        return shown | {"-webkit-line-clamp": clamp[1]}
    return None


def colour(name: str) -> str | None:
    """A colour as classes name it: red-600, white, muted-foreground, black/40."""
    name, _, opacity = name.partition("/")
    found = NAMED.get(name)
    if shade := re.fullmatch(r"([a-z]+)-(\d+)", name):
        if shade[1] not in HUES or int(shade[2]) not in SHADES:
            return None
        (chroma, hue), (light, strength) = HUES[shade[1]], SHADES[int(shade[2])]
        found = f"oklch({light} {chroma * strength:.3f} {hue})"
    if found and opacity:
        return f"color-mix(in oklab,{found} {opacity.strip('[]')}%,transparent)"
    return found


COLOURED = {
    "text": "color",
    "bg": "background-color",
    "border": "border-color",
    "divide": "border-color",
    "outline": "outline-color",
    "accent": "accent-color",
    "fill": "fill",
    "stroke": "stroke",
    "caret": "caret-color",
    "ring": "--ring",
    "ring-offset": "--offset",
    "decoration": "text-decoration-color",
    "border-t": "border-top-color",
    "border-b": "border-bottom-color",
}


def _colour(utility: str) -> Declarations | None:
    for prefix, name in COLOURED.items():
        rest = utility.removeprefix(f"{prefix}-")
        if rest != utility and (value := colour(rest)):
            return {name: value}
    return None


def _border(utility: str) -> Declarations | None:
    if found := re.fullmatch(r"border(?:-([xytblrse]))?(?:-(\d+))?", utility):
        side = SIDES[found[1] or ""][0]
        return {f"border{side}-width": f"{found[2] or 1}px", f"border{side}-style": "solid"}
    if found := re.fullmatch(r"divide-([xy])(?:-(\d+))?", utility):
        side = {"x": "-inline-end", "y": "-block-end"}[found[1]]
        return {f"border{side}": f"{found[2] or 1}px solid"}
    if utility in ("border-dashed", "border-dotted", "border-solid", "border-none"):
        return {"border-style": utility.removeprefix("border-")}
    if found := re.fullmatch(r"rounded(?:-([tblrse]{1,2}))?(?:-(\w+))?", utility):
        size = f"{RADII[found[2] or '']}px" if (found[2] or "") in RADII else None
        return {"border-radius": size} if size else None
    return None


def _effect(utility: str) -> Declarations | None:
    if found := re.fullmatch(r"(opacity|z|order|duration|delay|rotate|scale)-\[?(-?[\d.]+)\w*\]?", utility):
        kind, number = found[1], float(found[2])
        return {
            "opacity": {"opacity": f"{number / 100:g}"},
            "z": {"z-index": f"{number:g}"},
            "order": {"order": f"{number:g}"},
            "rotate": {"rotate": f"{number:g}deg"},
            "scale": {"scale": f"{number / 100:g}"},
        }.get(kind, {})
    if found := re.fullmatch(r"shadow(?:-(\w+))?", utility):
        size = SHADOWS.get(found[1] or "")
        return None if size is None else {"box-shadow": f"0 {size / 3:.0f}px {size}px #0003"}
    if found := re.fullmatch(r"ring(?:-(\d+))?(-inset)?", utility):
        return {"box-shadow": f"0 0 0 {found[1] or 1}px var(--ring,currentcolor)"}
    if found := re.fullmatch(r"(outline|outline-offset|ring-offset)-(\d+)", utility):
        return {"outline": {"outline": f"{found[2]}px solid"}}.get(found[1], {"outline-offset": f"{found[2]}px"})
    if re.fullmatch(r"transition-\w+|ease-[\w-]+|will-change-\w+|origin-\w+", utility):
        return {}
    if utility.startswith(("bg-gradient", "backdrop-blur", "backdrop-filter")):
        return {}
    return None


def _grid(utility: str) -> Declarations | None:
    if found := re.fullmatch(r"grid-(cols|rows)-(?:(\d+)|\[(.+)\])", utility):
        name = {"cols": "grid-template-columns", "rows": "grid-template-rows"}[found[1]]
        return {name: (found[3] or f"repeat({found[2]},minmax(0,1fr))").replace("_", " ")}
    if found := re.fullmatch(r"(col|row)-span-(\d+|full)", utility):
        name = {"col": "grid-column", "row": "grid-row"}[found[1]]
        return {name: "1/-1" if found[2] == "full" else f"span {found[2]}/span {found[2]}"}
    if found := re.fullmatch(r"flex-(row|col)(-reverse)?", utility):
        return {"flex-direction": {"row": "row", "col": "column"}[found[1]] + (found[2] or "")}
    if utility in ("flex-wrap", "flex-nowrap"):
        return {"flex-wrap": utility.removeprefix("flex-")}
    if found := re.fullmatch(r"(grow|shrink)-(\d)", utility):
        return {f"flex-{found[1]}": found[2]}
    if utility.startswith("place-"):
        name, _, value = utility.rpartition("-")
        return {name: value}
    return None
