"""The word lists of GS1's Core Business Vocabulary 2.0, and the one spelling of a word.

A word may be written bare (`shipping`), as web URI or as URN; the event hash wants the web URI.
Words: GS1's EPCIS JSON schema, commit 2b888be, and the EPCIS JSON-LD context.
"""

from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A closed list of words, and the two URIs that may stand before them."""

    name: str
    web: str
    urn: str
    words: frozenset[str]

    def full(self, text: str) -> str | None:
        """The word's web URI; None if the text uses this vocabulary, but not one of its words."""
        for start in (self.web, self.urn):
            if text.startswith(start):
                return self.full(text.removeprefix(start))
        if text in self.words:
            return self.web + text
        return text if ":" in text else None

    def bare(self, uri: str) -> str:
        """The bare word of a web URI; any other URI as it is."""
        return uri.removeprefix(self.web)

    def near(self, text: str) -> str:
        """What would have been right."""
        found = get_close_matches(text[:60], self.words, n=1)
        return f"Did you mean {found[0]}?" if found else f"Known: {', '.join(sorted(self.words))}."


def _list(name: str, web: str, urn: str, words: str) -> Vocabulary:
    return Vocabulary(
        name=name,
        web=f"https://ref.gs1.org/cbv/{web}-",
        urn=f"urn:epcglobal:cbv:{urn}:",
        words=frozenset(words.split()),
    )


BUSINESS_STEP = _list(
    "business step",
    "BizStep",
    "bizstep",
    "accepting arriving assembling collecting commissioning consigning creating_class_instance "
    "cycle_counting decommissioning departing destroying disassembling dispensing encoding "
    "entering_exiting holding inspecting installing killing loading other packing picking "
    "receiving removing repackaging repairing replacing reserving retail_selling sampling "
    "sensor_reporting shipping staging_outbound stock_taking stocking storing transporting "
    "unloading unpacking void_shipping",
)
DISPOSITION = _list(
    "disposition",
    "Disp",
    "disp",
    "active available completeness_inferred completeness_verified conformant container_closed "
    "container_open damaged destroyed dispensed disposed encoded expired in_progress in_transit "
    "inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement "
    "no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved "
    "retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown",
)
TRANSACTION_TYPE = _list(
    "business transaction type",
    "BTT",
    "btt",
    "bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt",
)
PARTY_TYPE = _list(
    "source or destination type", "SDT", "sdt", "owning_party possessing_party location"
)
ERROR_REASON = _list("error reason", "ER", "er", "did_not_occur incorrect_data")
