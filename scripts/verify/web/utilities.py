"""The declarations of a utility class, after Tailwind's documented naming scheme."""

import re
from fractions import Fraction

from web.palette import (
    CHOICES,
    COLOURED,
    CONTAINERS,
    FIXED,
    HUES,
    KEYWORDS,
    LEADINGS,
    NAMED,
    RADII,
    SHADES,
    SHADOWS,
    SIDES,
    SIZES,
    TEXTS,
    WEIGHTS,
    WORDS,
    Declarations,
)


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
    words = {
        "px": "1px",
        "full": percent_of,
        "auto": "auto",
        "fit": "fit-content",
        "min": "min-content",
    }
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
    if found := re.fullmatch(
        r"(opacity|z|order|duration|delay|rotate|scale)-\[?(-?[\d.]+)\w*\]?", utility
    ):
        kind, number = found[1], float(found[2])
        return {
            "opacity": {"opacity": f"{number / 100:g}"},
            "z": {"z-index": f"{number:g}"},
            "order": {"order": f"{number:g}"},
            "rotate": {"rotate": f"{number:g}deg"},
            "scale": {"scale": f"{number / 100:g}"},
        }.get(kind, {})
    if found := re.fullmatch(r"(-?)scale-([xy])-(\d+)", utility):
        size = f"{found[1]}{int(found[3]) / 100:g}"
        return {"scale": f"{size} 1" if found[2] == "x" else f"1 {size}"}
    if found := re.fullmatch(r"shadow(?:-(\w+))?", utility):
        size = SHADOWS.get(found[1] or "")
        return None if size is None else {"box-shadow": f"0 {size / 3:.0f}px {size}px #0003"}
    if found := re.fullmatch(r"ring(?:-(\d+))?(-inset)?", utility):
        return {"box-shadow": f"0 0 0 {found[1] or 1}px var(--ring,currentcolor)"}
    if found := re.fullmatch(r"(outline|outline-offset|ring-offset)-(\d+)", utility):
        return {"outline": {"outline": f"{found[2]}px solid"}}.get(
            found[1], {"outline-offset": f"{found[2]}px"}
        )
    if found := re.fullmatch(r"underline-offset-(\d+)", utility):
        return {"text-underline-offset": f"{found[1]}px"}
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
