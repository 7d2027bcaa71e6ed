"""How a degree of deviation looks: a sign and a tone beside its word."""

from collections.abc import Mapping

from commonweal.model.assessment import Degree

SYMBOLS: Mapping[Degree, str] = {Degree.FITS: "=", Degree.PARTLY: "≈", Degree.DEVIATES: "≠"}
"""A sign for each degree, beside its word."""

TONES: Mapping[Degree, str] = {Degree.FITS: "good", Degree.PARTLY: "warn", Degree.DEVIATES: "bad"}
"""The tone of each degree; the word alone says it too."""
