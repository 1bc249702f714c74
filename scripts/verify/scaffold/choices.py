"""What a new project can be made of, and which combinations are tried."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

Values = tuple[str, ...]

# What is chosen independently of the rest: in each, the features that a value takes.
DATABASES = ("mariadb", "postgresql", "sqlite")
WAYS = ("jwt", "none")
BROKERS: dict[str, Values] = {
    "celery": ("redis", "celery"),
    "scheduler": ("redis", "celery", "scheduler"),
    "redis": ("redis",),
    "no-redis": (),
}
TABLES: dict[str, Values] = {"data-tables": ("data-tables",), "no-tables": ()}
FORMS: dict[str, Values] = {"forms": ("forms",), "no-forms": ()}
PAGES: dict[str, Values] = {"auth-pages": ("auth-pages",), "no-auth-pages": ()}
NAVIGATION: dict[str, Values] = {"navigation": ("navigation",), "no-navigation": ()}
PLACES: dict[str, Values] = {"nginx": ("docker", "nginx"), "docker": ("docker",), "bare": ()}
FEATURES = (BROKERS, TABLES, FORMS, PAGES, NAVIGATION, PLACES)


@dataclass(frozen=True)
class Choices:
    """What a project is made of; by default what `--yes` takes."""

    database: str = "mariadb"
    auth: str = "jwt"
    features: frozenset[str] = field(
        default_factory=lambda: frozenset(name for group in FEATURES for name in _first(group))
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
    for row in product(DATABASES, WAYS, *FEATURES):
        database, auth, *names = row
        if auth == "none" and "auth-pages" in names:
            continue
        taken = [name for group, key in zip(FEATURES, names, strict=True) for name in group[key]]
        yield Choices(database, auth, frozenset(taken))


def pairwise() -> list[Choices]:
    """Few projects in which any two values that can meet do; the same ones in each run."""
    wanted = {pair for choices in every() for pair in _pairs(choices)}
    candidates = list(every())
    chosen: list[Choices] = []
    while wanted:
        best = max(candidates, key=lambda choices: len(wanted & _pairs(choices)))
        chosen.append(best)
        wanted -= _pairs(best)
    return chosen


def _pairs(choices: Choices) -> set[tuple[str, str]]:
    found = choices.features
    facts = [choices.database, f"auth {choices.auth}"]
    for group in FEATURES:
        facts.append(next(key for key, names in group.items() if _is(group, names, found)))
    return set(combinations(facts, 2))


def _is(group: dict[str, Values], names: Values, found: frozenset[str]) -> bool:
    known = {name for values in group.values() for name in values}
    return set(names) == found & known
