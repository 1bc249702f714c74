"""What a new project can be made of, and which combinations are tried."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

Values = tuple[str, ...]

# Names of what is chosen: `database`, `auth` and those of FEATURES.
Concerns = frozenset[str]

# What is chosen independently of the rest: for each value the features that it takes.
DATABASES = ("mariadb", "postgresql", "sqlite")
WAYS = ("jwt", "none")
FEATURES: dict[str, dict[str, Values]] = {
    "broker": {
        "celery": ("redis", "celery"),
        "scheduler": ("redis", "celery", "scheduler"),
        "redis": ("redis",),
        "none": (),
    },
    "tables": {"yes": ("data-tables",), "no": ()},
    "forms": {"yes": ("forms",), "no": ()},
    "pages": {"yes": ("auth-pages",), "no": ()},
    "navigation": {"yes": ("navigation",), "no": ()},
    "place": {"nginx": ("docker", "nginx"), "docker": ("docker",), "none": ()},
}


@dataclass(frozen=True)
class Choices:
    """What a project is made of; by default what `--yes` takes."""

    database: str = "mariadb"
    auth: str = "jwt"
    features: frozenset[str] = field(
        default_factory=lambda: frozenset(
            name for group in FEATURES.values() for name in _first(group)
        )
    )

    @property
    def words(self) -> list[str]:
        """The options that say so."""
        features = ",".join(sorted(self.features)) or "none"
        return ["--database", self.database, "--auth", self.auth, "--feature", features]

    def __str__(self) -> str:
        return " ".join([self.database, self.auth, *sorted(self.features)])


def _first(group: dict[str, Values]) -> Values:
    return next(iter(group.values()))


def every() -> Iterator[Choices]:
    """Every project that can be chosen; the first is the default."""
    for database, auth, *taken in product(DATABASES, WAYS, *FEATURES.values()):
        features = frozenset(
            name for group, key in zip(FEATURES.values(), taken, strict=True) for name in group[key]
        )
        if auth == "jwt" or "auth-pages" not in features:
            yield Choices(database, auth, features)


def distinct(concerns: Concerns) -> list[Choices]:
    """One project for each that differs in the facts of these names."""
    first: dict[frozenset[tuple[str, str]], Choices] = {}
    for choices in every():
        first.setdefault(_facts(choices, concerns), choices)
    return list(first.values())


def pairwise(concerns: Concerns) -> list[Choices]:
    """Few projects in which any two such facts that can meet do; the same ones in each run."""
    candidates = {choices: _pairs(choices, concerns) for choices in distinct(concerns)}
    wanted = set().union(*candidates.values())
    chosen: list[Choices] = []
    while wanted:
        best = max(candidates, key=lambda choices: len(wanted & candidates[choices]))
        chosen.append(best)
        wanted -= candidates[best]
    return chosen


def _pairs(choices: Choices, concerns: Concerns) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(pair) for pair in combinations(_facts(choices, concerns), 2)}


def _facts(choices: Choices, concerns: Concerns) -> frozenset[tuple[str, str]]:
    facts = {"database": choices.database, "auth": choices.auth}
    for name, group in FEATURES.items():
        facts[name] = next(key for key, taken in group.items() if _is(group, taken, choices))
    return frozenset((name, fact) for name, fact in facts.items() if name in concerns)


def _is(group: dict[str, Values], taken: Values, choices: Choices) -> bool:
    known = {name for values in group.values() for name in values}
    return set(taken) == choices.features & known
