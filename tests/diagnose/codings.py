"""One coder's draft of the paper's three cases: our reading, not the paper's and not reviewed.

What is tested on it is that our arithmetic reproduces our reading of Tables 3 to 5. That is no
validation: two people would have to code the cases independently for that.
"""

from commonweal.model.assessment import Degree, Dimension, PlatformType

Coding = tuple[tuple[int, int, int], ...]
"""Eight rows in the order of Table 1: resource-dependence, social issue, societal sector."""

FLORAHOLLAND: Coding = (
    (3, 1, 1),
    (2, 1, 1),
    (3, 0, 0),
    (2, 1, 0),
    (3, 0, 0),
    (2, 0, 1),
    (2, 0, 1),
    (3, 0, 0),
)
FLOWMINDER: Coding = (
    (0, 3, 1),
    (0, 3, 0),
    (0, 3, 0),
    (1, 3, 0),
    (3, 1, 0),
    (1, 3, 0),
    (0, 3, 1),
    (0, 3, 0),
)
NYS_FOOD: Coding = (
    (1, 1, 3),
    (1, 2, 1),
    (1, 2, 2),
    (0, 1, 3),
    (2, 0, 1),
    (0, 0, 3),
    (2, 0, 1),
    (0, 2, 2),
)
CASES: dict[str, tuple[Coding, PlatformType]] = {
    "floraholland": (FLORAHOLLAND, PlatformType.RESOURCE_DEPENDENCE),
    "flowminder": (FLOWMINDER, PlatformType.SOCIAL_ISSUE),
    "nys_food": (NYS_FOOD, PlatformType.SOCIETAL_SECTOR),
}
DEPARTING: dict[str, dict[Dimension, Degree]] = {
    "floraholland": {
        Dimension.ORIENTATION: Degree.PARTLY,
        Dimension.TIMEFRAME: Degree.PARTLY,
        Dimension.SECTOR_CONCEPTUALISATION: Degree.PARTLY,
    },
    "flowminder": {Dimension.DEPENDENCIES: Degree.DEVIATES},
    "nys_food": {
        Dimension.CONTEXTUAL_FACTORS: Degree.DEVIATES,
        Dimension.PROBLEM_DEFINITION: Degree.PARTLY,
        Dimension.DEPENDENCIES: Degree.DEVIATES,
        Dimension.SECTOR_CONCEPTUALISATION: Degree.DEVIATES,
        Dimension.SENSEMAKING: Degree.PARTLY,
    },
}
"""Our reading of the dimensions that depart from each case's type."""
