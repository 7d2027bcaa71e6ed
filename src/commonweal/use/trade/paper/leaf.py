"""Whether an element that holds a value holds a right one."""

from collections.abc import Callable, Mapping

from lxml import etree

from commonweal.use.trade.paper import datatype
from commonweal.use.trade.paper.datatype import shown
from commonweal.use.trade.paper.table import Form, Rule, Table

ATTRIBUTE = 1000
"""Characters an attribute of a value may have."""

_KINDS_OF_TEXT: Mapping[str, Callable[[str], bool]] = {
    "an": lambda text: True,
    "a": lambda text: text.isascii() and text.isalpha(),
    "n": lambda text: text.isascii() and text.isdigit(),
}
_WORDS = {"an": "characters", "a": "letters", "n": "digits"}


def unfit(element: etree._Element, rule: Rule, table: Table) -> str:
    """What is wrong with the element's value, in words; empty if it is right."""
    if rule.kind == "any":
        return ""
    try:
        _CHECKS[rule.kind](element, rule, table)
        if any(len(value) > ATTRIBUTE for value in element.attrib.values()):
            raise ValueError(f"has an attribute of more than {ATTRIBUTE} characters")
    except ValueError as wrong:
        return f"{wrong} ({rule.source})"
    return ""


def _text(element: etree._Element, rule: Rule, table: Table) -> None:
    text = _alone(element)
    if not text.strip():
        if rule.form or rule.least:
            raise ValueError("is empty")
        return
    if rule.form:
        _fits(text, rule.form)
    if rule.codes and text.strip() not in rule.codes:
        raise ValueError(f"is {shown(text)}; known: {', '.join(rule.codes)}")


def _fits(text: str, form: Form) -> None:
    if not _KINDS_OF_TEXT[form.letters](text):
        raise ValueError(f"is {shown(text)}; {_WORDS[form.letters]} alone are right")
    if len(text) > form.most or (form.exact and len(text) != form.most):
        raise ValueError(f"has {len(text)} characters where {form.written} is right")


def _number(element: etree._Element, rule: Rule, table: Table) -> None:
    raw = _alone(element)
    datatype.decimal(raw)
    if rule.form:
        significant, after = datatype.digits(raw)
        if significant > rule.form.most or after > rule.form.after_point:
            raise ValueError(f"has more digits than {rule.form.written}")


def _unsigned(element: etree._Element, rule: Rule, table: Table) -> None:
    _number(element, rule, table)
    if datatype.decimal(_alone(element)) < 0:
        raise ValueError("is negative")


def _amount(element: etree._Element, rule: Rule, table: Table) -> None:
    _number(element, rule, table)
    datatype.currency(_attribute(element, "currencyID"))


def _quantity(element: etree._Element, rule: Rule, table: Table) -> None:
    _number(element, rule, table)
    _unit(element)


def _count(element: etree._Element, rule: Rule, table: Table) -> None:
    _unsigned(element, rule, table)
    _unit(element)


def _measure(element: etree._Element, rule: Rule, table: Table) -> None:
    _number(element, rule, table)
    if not table.mass_unit:
        datatype.unit(_attribute(element, "unitCode"))


def _mass(element: etree._Element, rule: Rule, table: Table) -> None:
    _unsigned(element, rule, table)
    unit = element.get("unitCode", table.mass_unit) or _attribute(element, "unitCode")
    datatype.mass_unit(unit)


def _moment(element: etree._Element, rule: Rule, table: Table) -> None:
    datatype.moment(_alone(element), _attribute(element, "formatCode"))


def _unit(element: etree._Element) -> None:
    if (unit := element.get("unitCode")) is not None:
        datatype.unit(unit)


def _attribute(element: etree._Element, name: str) -> str:
    if (value := element.get(name)) is None:
        raise ValueError(f"has no {name}")
    return value


def _alone(element: etree._Element) -> str:
    """The text of an element that has no children."""
    if len(element):
        raise ValueError("holds elements where a value is right")
    return element.text or ""


_CHECKS: Mapping[str, Callable[[etree._Element, Rule, Table], object]] = {
    "text": _text,
    "number": _number,
    "amount": _amount,
    "quantity": _quantity,
    "count": _count,
    "measure": _measure,
    "mass": _mass,
    "moment": _moment,
    "date": lambda element, rule, table: datatype.day(_alone(element)),
    "indicator": lambda element, rule, table: datatype.indicator(_alone(element)),
    "currency": lambda element, rule, table: datatype.currency(_alone(element)),
}
