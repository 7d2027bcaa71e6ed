"""The types of public value."""

from enum import StrEnum


class ValueType(StrEnum):
    """The types of public value; the paper leaves telling them apart to later research (S7)."""

    SAFETY = "safety"
    HEALTH = "health"
    ECONOMY = "economy"
    ENVIRONMENT = "environment"
    FISCAL = "fiscal"
    RIGHTS = "rights"
    TRUST = "trust"
