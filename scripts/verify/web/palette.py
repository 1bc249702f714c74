"""What the names in utility classes stand for."""

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
}
# Those that are a project's theme: its variables decide, and without one these.
THEME = {
    "background": "white",
    "foreground": "oklch(0.15 0 0)",
    "card": "white",
    "card-foreground": "oklch(0.15 0 0)",
    "popover": "white",
    "popover-foreground": "oklch(0.15 0 0)",
    "primary": "oklch(0.21 0 0)",
    "primary-foreground": "oklch(0.98 0 0)",
    "secondary": "oklch(0.97 0 0)",
    "secondary-foreground": "oklch(0.21 0 0)",
    "muted": "oklch(0.97 0 0)",
    "muted-foreground": "oklch(0.55 0 0)",
    "accent": "oklch(0.97 0 0)",
    "accent-foreground": "oklch(0.21 0 0)",
    "destructive": "oklch(0.58 0.24 27)",
    "destructive-foreground": "oklch(0.98 0 0)",
    "border": "oklch(0.92 0 0)",
    "input": "oklch(0.92 0 0)",
    "ring": "oklch(0.7 0 0)",
    "sidebar": "oklch(0.985 0 0)",
}
NAMED |= {name: f"var(--{name},{value})" for name, value in THEME.items()}

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
    "not-sr-only": {
        "position": "static",
        "width": "auto",
        "height": "auto",
        "overflow": "visible",
        "clip-path": "none",
        "white-space": "normal",
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
        {
            "start": "flex-start",
            "end": "flex-end",
            "between": "space-between",
            "around": "space-around",
        },
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
    "translate-x": ["--x"],
    "translate-y": ["--y"],
}
CONTAINERS = {
    "3xs": 16, "2xs": 18, "xs": 20, "sm": 24, "md": 28, "lg": 32, "xl": 36, "2xl": 42, "3xl": 48,
    "4xl": 56, "5xl": 64, "6xl": 72, "7xl": 80,
}  # fmt: skip
TEXTS = {
    "xs": 0.75,
    "sm": 0.875,
    "base": 1,
    "lg": 1.125,
    "xl": 1.25,
    "2xl": 1.5,
    "3xl": 1.875,
    "4xl": 2.25,
}
WEIGHTS = {"light": 300, "normal": 400, "medium": 500, "semibold": 600, "bold": 700}
RADII = {"xs": 2, "sm": 4, "": 4, "md": 6, "lg": 8, "xl": 12, "2xl": 16, "full": 9999, "none": 0}
SHADOWS = {"2xs": 1, "xs": 2, "sm": 3, "": 3, "md": 6, "lg": 12, "xl": 24, "2xl": 40, "none": 0}
LEADINGS = {"none": "1", "tight": "1.25", "snug": "1.375", "normal": "1.5", "relaxed": "1.625"}
# A prefix of a colour, and the property it sets.
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
