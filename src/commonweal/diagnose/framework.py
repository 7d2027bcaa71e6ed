"""The paper's framework (S3, Table 1), read from `framework.yaml` beside this file."""

from datetime import date
from functools import cache
from importlib.resources import files

from commonweal.diagnose.document import Src, Told, all_of, decoded, known, once
from commonweal.model.assessment import Dimension, PlatformType


class Statement(Told, frozen=True, kw_only=True):
    """A sentence and where it stands."""

    text: str
    src: Src


class Cell(Statement, frozen=True, kw_only=True):
    """One of the 24 cells of Table 1, which `src` is about."""

    plain: str
    """The same as a sentence that a farmer or a clerk can rate: our wording."""


class Items(Told, frozen=True, kw_only=True):
    """A short list and where it stands."""

    items: tuple[str, ...]
    src: Src


class Limit(Told, frozen=True, kw_only=True):
    """What the framework does not do, and what we make of that."""

    text: str
    consequence: str
    src: Src


class Platform(Told, frozen=True, kw_only=True):
    """One of the three platforms: what drives it, and its gist in our words."""

    label: str
    short: str
    driver: Statement
    gist: str
    rule: str
    """The decision rule that says what government should do on it."""


class Outline(Told, frozen=True, kw_only=True):
    """What the framework is, and where it ends."""

    id: str
    name: str
    definition_of_partnership: Statement
    definition_of_platform: Statement
    type_follows: Statement
    types_differ_in: Items
    limits: tuple[Limit, ...]
    tensions: tuple[Statement, ...]
    platforms: dict[PlatformType, Platform]


class Row(Told, frozen=True, kw_only=True):
    """One dimension of Table 1: its question, and how it looks on each platform."""

    id: Dimension
    label: str
    question: Statement
    help: str
    """What to think of when answering: our wording."""
    poles: dict[PlatformType, Cell]
    note: Statement | None = None


class Mechanism(Told, frozen=True, kw_only=True):
    """What makes sharing happen (S5, S6): recorded as an event, or computed."""

    id: str
    label: str
    text: str
    platform: PlatformType
    kind: str
    src: Src
    gate: str = ""
    precondition: str = ""
    effect: str = ""
    note: str = ""
    tracks: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()


class GovernmentRole(Told, frozen=True, kw_only=True):
    """What government can be to a partnership (S6); it holds a set of these."""

    id: str
    text: str
    platforms: tuple[PlatformType, ...]
    src: Src
    note: str = ""
    warning: str = ""


class Rule(Told, frozen=True, kw_only=True):
    """What follows from a finding; `ours` is what we add to the paper's rule."""

    id: str
    text: str
    src: Src
    ours: str = ""


class Incentive(Told, frozen=True, kw_only=True):
    """What gets parties to share on one platform (S6)."""

    platform: PlatformType
    text: str
    src: Src
    note: str = ""


class CsrOption(Told, frozen=True, kw_only=True):
    """A policy that can move companies to act responsibly: dated data from elsewhere."""

    id: str
    text: str
    source: str
    """Where it comes from; never the paper, which cites a typology and gives none (S6)."""
    dated: date
    """The day of the source, or from which it applies."""
    note: str = ""


class Term(Told, frozen=True, kw_only=True):
    """One word of a list, with its id."""

    id: str
    text: str
    note: str = ""


class Terms(Told, frozen=True, kw_only=True):
    """A list of the literature that the paper quotes."""

    text: str
    src: Src
    items: tuple[Term, ...]
    note: str = ""


class FactorGroup(Told, frozen=True, kw_only=True):
    """One of three groups of factors that influence sharing."""

    id: str
    text: str
    src: Src
    items: tuple[Term, ...]


class Surrounding(Told, frozen=True, kw_only=True):
    """The concepts around the framework (S2)."""

    smart_disclosure: Statement
    data_driven_social_partnership: Statement
    data_collaborative: Statement
    ultimate_motivation: Statement
    competitive_harm: Statement
    reasons: Terms
    """Why companies share."""
    motivations: Terms
    """Why companies work across sectors at all."""
    factors: tuple[FactorGroup, ...]
    components: Terms
    challenges: Terms


class Framework(Told, frozen=True, kw_only=True):
    """Three platforms, eight dimensions, and what follows from them."""

    version: str
    framework: Outline
    dimensions: tuple[Row, ...]
    mechanisms: tuple[Mechanism, ...]
    government_roles: tuple[GovernmentRole, ...]
    incentives: tuple[Incentive, ...]
    csr_options: tuple[CsrOption, ...]
    decision_rules: tuple[Rule, ...]
    surrounding: Surrounding

    def row(self, dimension: Dimension) -> Row:
        """The row of Table 1 for that dimension."""
        return self.dimensions[list(Dimension).index(dimension)]

    def rule(self, id: str) -> Rule:
        """The decision rule of that id, such as `R1`."""
        return next(rule for rule in self.decision_rules if rule.id == id)


@cache
def framework() -> Framework:
    """The framework that ships with commonweal."""
    return read(files(__package__).joinpath("framework.yaml").read_text(encoding="utf-8"))


def read(text: str) -> Framework:
    """A framework from YAML text.

    Raises:
        Invalid: not YAML, a key that is unknown, missing or twice, a place that the paper does not
            have, or a cell of Table 1 that is not there or out of order.
    """
    found = decoded(text, Framework, called="diagnose/framework.yaml")
    _complete(found)
    return found


def _complete(found: Framework) -> None:
    all_of("dimensions", [row.id for row in found.dimensions], list(Dimension))
    all_of("platforms", list(found.framework.platforms), list(PlatformType))
    for row in found.dimensions:
        all_of(f"poles of {row.id}", list(row.poles), list(PlatformType))
    all_of("incentives", [each.platform for each in found.incentives], list(PlatformType))
    once("government roles", [role.id for role in found.government_roles])
    once("mechanisms", [mechanism.id for mechanism in found.mechanisms])
    rules = [rule.id for rule in found.decision_rules]
    once("decision rules", rules)
    known("rule of a platform", [each.rule for each in found.framework.platforms.values()], rules)
    once("CSR options", [option.id for option in found.csr_options])
    around = found.surrounding
    once("motives", [each.id for each in (*around.reasons.items, *around.motivations.items)])
    once("components", [each.id for each in around.components.items])
    once("challenges", [each.id for each in around.challenges.items])
    once("factors", [each.id for group in around.factors for each in group.items])
