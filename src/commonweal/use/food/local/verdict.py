"""What a lot is under a rule: yes, no or unknown, with the fact that decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from commonweal.use.food.attribution import NOBODY_KNOWS, ZERO
from commonweal.use.food.local.case import Case
from commonweal.use.food.local.rule import Rule, Sites
from commonweal.use.food.local.share import Shares, Split, by_mass, by_volume, split
from commonweal.use.food.local.standing import Place, site_standing, standing
from commonweal.use.food.local.wording import percent

PRICES = "what each ingredient cost: prices stay where they are"
DENSITY = "the density of everything that went into it"


class Answer(StrEnum):
    """Local under a rule, or not, or not enough evidence."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One lot under one rule."""

    rule: Rule
    answer: Answer
    fact: str
    """The deciding fact, one sentence that names nobody."""
    missing: tuple[str, ...]
    """What would settle it; empty unless the answer is unknown."""
    shares: Shares | None
    """Of the basis that decided; None where no share can be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """The outcome of one test of a rule."""

    answer: Answer
    fact: str
    missing: tuple[str, ...] = ()


def verdicts(case: Case, rules: Sequence[Rule]) -> tuple[Verdict, ...]:
    """The lot under each rule, side by side."""
    return tuple(verdict(case, rule) for rule in rules)


def verdict(case: Case, rule: Rule) -> Verdict:
    """The lot under one rule: every test must say yes; one no decides, else one unknown."""
    sources = [*case.sources, *(each for each in case.attribution.origins if each == NOBODY_KNOWS)]
    standings = {index: standing(case, index, rule.origin) for index in sources}
    parted = split(case, standings, rule.share.exclude)
    share, shares = _share(case, rule, parted)
    tests = [
        _kind(case, rule),
        share,
        *(_sites(case, each) for each in rule.sites),
        *(_held(case, each.paper) for each in rule.held),
        *(_Finding(answer=Answer.UNKNOWN, fact=_BEYOND, missing=(each,)) for each in rule.beyond),
    ]
    decided = _decided(tests, share)
    return Verdict(
        rule=rule,
        answer=decided.answer,
        fact=decided.fact,
        missing=decided.missing,
        shares=shares,
    )


_BEYOND = "The rule asks for more than a trace can show."


def _decided(tests: Sequence[_Finding], share: _Finding) -> _Finding:
    for each in tests:
        if each.answer is Answer.NO:
            return each
    open_tests = [each for each in tests if each.answer is Answer.UNKNOWN]
    if not open_tests:
        return share
    missing = tuple(dict.fromkeys(text for each in open_tests for text in each.missing))
    return _Finding(answer=Answer.UNKNOWN, fact=open_tests[0].fact, missing=missing)


def _kind(case: Case, rule: Rule) -> _Finding:
    product = case.product
    if product is None:
        return _Finding(
            answer=Answer.UNKNOWN,
            fact="Nothing describes the product.",
            missing=("a description of the product",),
        )
    meant = not rule.groups or product.group in rule.groups
    if product.kind in rule.kinds and meant and product.group not in rule.not_groups:
        return _Finding(answer=Answer.YES, fact=f"The rule is for {product.kind} food.")
    groups = f" {' or '.join(rule.groups)}" if rule.groups else " food"
    what = f"{' or '.join(rule.kinds)}{groups}"
    but = f" other than {' and '.join(rule.not_groups)}" if rule.not_groups else ""
    return _Finding(
        answer=Answer.NO,
        fact=f"It does not apply: the rule is for {what}{but}; this is {product.kind} "
        f"{product.group}.",
    )


def _share(case: Case, rule: Rule, parted: Split) -> tuple[_Finding, Shares | None]:
    mass = by_mass(case, parted)
    of_mass = _by(rule, parted, mass, "mass")
    match rule.share.basis:
        case "mass":
            return of_mass, mass
        case "volume":
            volume = by_volume(case, parted)
            return _of_volume(rule, parted, volume), volume
        case "value_or_mass":
            if of_mass.answer is Answer.NO:
                return _Finding(answer=Answer.UNKNOWN, fact=of_mass.fact, missing=(PRICES,)), mass
            return of_mass, mass
        case "mass_or_volume":
            if of_mass.answer is Answer.YES:
                return of_mass, mass
            volume = by_volume(case, parted)
            of_volume = _of_volume(rule, parted, volume)
            better = of_volume.answer is Answer.YES
            return _either(of_mass, of_volume), volume if better else mass


def _either(mass: _Finding, volume: _Finding) -> _Finding:
    """By mass or by volume: one yes is enough, and it takes two to say no."""
    if volume.answer is Answer.YES or mass.answer is Answer.NO is volume.answer:
        return volume if volume.answer is Answer.YES else mass
    missing = tuple(dict.fromkeys((*mass.missing, *volume.missing)))
    return _Finding(answer=Answer.UNKNOWN, fact=mass.fact, missing=missing)


def _of_volume(rule: Rule, parted: Split, volume: Shares | None) -> _Finding:
    if volume is None:
        return _Finding(
            answer=Answer.UNKNOWN,
            fact="Its share by volume cannot be told.",
            missing=(DENSITY,),
        )
    return _by(rule, parted, volume, "volume")


def _by(rule: Rule, parted: Split, shares: Shares | None, basis: str) -> _Finding:
    """Does a share meet the rule? What bounds do not settle, the attributed share does."""
    if shares is None:
        return _Finding(
            answer=Answer.UNKNOWN, fact="Nothing that counts went into it.", missing=("its inputs",)
        )
    meets = rule.share.meets
    fact = _sentence(rule, shares, basis)
    if meets(shares.low) or meets(shares.attributed):
        return _Finding(answer=Answer.YES, fact=fact)
    if meets(shares.attributed + shares.unknown):
        unknown = [parted.standings[each].missing for each in sorted(parted.at(Place.UNKNOWN))]
        return _Finding(answer=Answer.UNKNOWN, fact=fact, missing=tuple(dict.fromkeys(unknown)))
    if rule.share.mixtures == "unknown" and shares.attributed > ZERO:
        return _Finding(
            answer=Answer.UNKNOWN, fact=fact, missing=("the buyer's own policy for mixtures",)
        )
    return _Finding(answer=Answer.NO, fact=fact)


def _sentence(rule: Rule, shares: Shares, basis: str) -> str:
    least = Fraction(rule.share.threshold)
    told = percent(shares.attributed, least)
    without = " and ".join(rule.share.exclude)
    of = f"its {basis} without {without}" if without else f"its {basis}"
    unknown = f", and of {percent(shares.unknown, ZERO)} it is not known" if shares.unknown else ""
    needed = {">": "more than {} is needed", ">=": "at least {} is needed", "=": "all of it must"}
    asked = needed[rule.share.comparator].format(percent(least, least))
    return f"{told[0].upper()}{told[1:]} of {of} comes {rule.words}{unknown}; {asked}."


def _sites(case: Case, rule: Sites) -> _Finding:
    sites = case.sites() if rule.which == "all" else case.processing_sites()
    what = "was handled" if rule.which == "all" else "was processed"
    found = [site_standing(case, site, rule.where) for site in sites]
    places = [each.place for each in found]
    missing = tuple(dict.fromkeys(each.missing for each in found if each.missing))
    if rule.need == "any":
        return _any_site(rule, places, missing, what)
    if Place.OTHER in places:
        fact = f"It {what} at a site that is not {rule.words}."
        return _Finding(answer=Answer.NO, fact=fact)
    if Place.UNKNOWN in places:
        fact = f"It is not known whether every site where it {what} is {rule.words}."
        return _Finding(answer=Answer.UNKNOWN, fact=fact, missing=missing)
    return _Finding(answer=Answer.YES, fact=f"It {what} {rule.words} alone.")


def _any_site(
    rule: Sites, places: Sequence[Place], missing: tuple[str, ...], what: str
) -> _Finding:
    if Place.LOCAL in places:
        return _Finding(answer=Answer.YES, fact=f"It {what} {rule.words}.")
    wanted = tuple(filter(None, (*missing, rule.otherwise)))
    answer = Answer.UNKNOWN if wanted else Answer.NO
    fact = f"No site where it {what} is known to be {rule.words}."
    return _Finding(answer=answer, fact=fact, missing=wanted)


def _held(case: Case, paper: str) -> _Finding:
    sites = case.processing_sites()
    if sites and all(site is not None and site.holds(paper, case.on) for site in sites):
        return _Finding(answer=Answer.YES, fact=f"Every processor holds a valid {paper}.")
    fact = f"No valid {paper} is known of every processor."
    return _Finding(
        answer=Answer.UNKNOWN, fact=fact, missing=(f"a valid {paper} of every processor",)
    )
