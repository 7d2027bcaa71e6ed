"""Which fields of the food lane may leave, and why the others stay."""

from commonweal.use.lane import FieldRule

PARTNER = "the farm shares with one party only: the hub"
BUYER = "what the farm's buyer may not see"

RULE = FieldRule(
    open={
        "verdicts": (
            *("lot", "product", "rule", "version", "verdict", "deciding_fact"),
            *("share_min", "share_attributed", "share_max", "share_unknown"),
            *("missing", "source", "verified"),
        ),
        "trace": ("lot", "step", "kind", "what", "share", "leads_to"),
        "alarms": ("lot", "kind", "on", "what"),
    },
    kept={
        "farm": PARTNER,
        "latitude": PARTNER,
        "longitude": PARTNER,
        "county": "so few farms are in a county that it may name one",
        "price": BUYER,
        "customer": BUYER,
        "customer_kg": BUYER,
        "events": "the hub finds them in its own journal",
    },
)
