"""Small valid agreements, and strategies for many."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from unicodedata import normalize

from hypothesis import strategies as st

from commonweal.agree.clause import clause
from commonweal.agree.purpose import PURPOSES
from commonweal.model.agreement import (
    Agreement,
    AgreementState,
    Clause,
    ClauseTerm,
    Mode,
    Signature,
    Term,
)
from commonweal.model.dataset import Dataset, Sensitivity
from commonweal.model.ids import (
    AgreementId,
    ClauseId,
    CollaborationId,
    DatasetId,
    KeyId,
    PartyId,
)

HOLDER, USER, OTHER = PartyId("par_H"), PartyId("par_U"), PartyId("par_O")
DATASET = DatasetId("dat_1")
DRAFTED = datetime(2015, 4, 25, 6, 11, tzinfo=UTC)
TERM = Term(first_day=date(2015, 4, 26), last_day=date(2015, 5, 31), zone="Asia/Kathmandu")

Terms = dict[ClauseTerm, tuple[str, ...]]

BASE: Terms = {
    ClauseTerm.PURPOSE: ("disaster-response",),
    ClauseTerm.DATASET: (DATASET,),
    ClauseTerm.RECIPIENT: (USER,),
    ClauseTerm.MODE: ("visit",),
    ClauseTerm.TERM: ("2015-04-26", "2015-05-31", "Asia/Kathmandu"),
}
FULL: Terms = {
    **BASE,
    ClauseTerm.COUNT: ("2",),
    ClauseTerm.MIN_GROUP: ("16",),
    ClauseTerm.NO_REIDENTIFICATION: (),
    ClauseTerm.NO_ONWARD_SHARING: (),
    ClauseTerm.DELETE: ("P30D",),
    ClauseTerm.PUBLISH_INSIGHT: ("2015-12-31",),
    ClauseTerm.RETURN_BENEFIT: ("2015-12-31", "a report on flows", "training"),
    ClauseTerm.INFORM: ("use", "incident"),
    ClauseTerm.REVOCABLE: (HOLDER,),
}


def clauses(terms: Terms) -> tuple[Clause, ...]:
    """Checked clauses c1, c2, ... in the order given."""
    return tuple(
        clause(term, *values, id=ClauseId(f"c{number}"))
        for number, (term, values) in enumerate(terms.items(), start=1)
    )


def agreement(terms: Terms | None = None, *, term: Term = TERM) -> Agreement:
    """A draft between holder and user; all fourteen terms unless others are given."""
    return Agreement(
        id=AgreementId("agr_1"),
        collaboration=CollaborationId("col_1"),
        title="Where people went after the quake",
        parties=(HOLDER, USER),
        clauses=clauses(FULL if terms is None else terms),
        term=term,
        drafted=DRAFTED,
    )


def without(*terms: ClauseTerm) -> Terms:
    """All terms but these."""
    return {term: values for term, values in FULL.items() if term not in terms}


def signature(party: PartyId) -> Signature:
    """A signature by name only: for what does not look at its bytes."""
    return Signature(party=party, key=KeyId(f"key_{party}"), at=DRAFTED, value="")


def active(found: Agreement) -> Agreement:
    """The agreement signed by all and in force."""
    signatures = tuple(signature(party) for party in found.parties)
    return replace(found, state=AgreementState.ACTIVE, signatures=signatures)


def dataset(*, holder: PartyId = HOLDER, id: DatasetId = DATASET, version: str = "v1") -> Dataset:
    """A synthetic dataset of the holder."""
    return Dataset(
        id=id,
        collaboration=CollaborationId("col_1"),
        holder=holder,
        title="Call records, synthetic",
        lane="mobility",
        place="/secret/place",
        files=(),
        version=version,
        sensitivity=Sensitivity.PERSONAL,
        synthetic=True,
        attached=DRAFTED,
    )


def _subset(words: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(words)), min_size=1, unique=True).map(tuple)


_words = st.text(st.sampled_from("abc äéœß नेपाल'\"\\{}<&*_"), min_size=1, max_size=12).filter(
    lambda text: text.isprintable() and bool(text.strip())
)
_numbers = st.integers(2, 999_999_999).map(str)
_zones = st.sampled_from(
    ["Asia/Kathmandu", "Europe/Amsterdam", "America/New_York", "UTC", "Pacific/Apia"]
)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Any agreement that `check_agreement` accepts: any subset of terms, in any order."""
    first = draw(st.dates(date(2015, 4, 26), date(2040, 1, 1)))
    last = first + timedelta(days=draw(st.integers(0, 4000)))
    later = st.integers(0, 5000).map(lambda days: (last + timedelta(days=days)).isoformat())
    term = Term(first_day=first, last_day=last, zone=draw(_zones))
    others = draw(st.lists(st.sampled_from(["par_X", "par_Y", "par_Z"]), unique=True))
    parties = tuple(PartyId(each) for each in (HOLDER, USER, *others))
    values: dict[ClauseTerm, st.SearchStrategy[tuple[str, ...]]] = {
        ClauseTerm.PURPOSE: _subset(PURPOSES),
        ClauseTerm.DATASET: _subset(["dat_1", "dat_2", "dat_3"]),
        ClauseTerm.RECIPIENT: _subset(parties[1:]),
        ClauseTerm.MODE: st.sampled_from(list(Mode)).map(lambda mode: (mode.value,)),
        ClauseTerm.TERM: st.just((first.isoformat(), last.isoformat(), term.zone)),
        ClauseTerm.COUNT: _numbers.map(lambda text: (text,)),
        ClauseTerm.MIN_GROUP: _numbers.map(lambda text: (text,)),
        ClauseTerm.NO_REIDENTIFICATION: st.just(()),
        ClauseTerm.NO_ONWARD_SHARING: st.just(()),
        ClauseTerm.DELETE: st.one_of(
            later.map(lambda day: (day,)), st.integers(0, 99999).map(lambda days: (f"P{days}D",))
        ),
        ClauseTerm.PUBLISH_INSIGHT: later.map(lambda day: (day,)),
        ClauseTerm.RETURN_BENEFIT: st.tuples(later, _texts()).map(lambda it: (it[0], *it[1])),
        ClauseTerm.INFORM: _subset(["use", "incident"]),
        ClauseTerm.REVOCABLE: _subset(parties),
    }
    optional = draw(st.sets(st.sampled_from([term for term in FULL if term not in BASE])))
    order = draw(st.permutations([*BASE, *sorted(optional)]))
    return replace(
        agreement({term: draw(values[term]) for term in order}, term=term), parties=parties
    )


def _texts() -> st.SearchStrategy[list[str]]:
    return st.lists(_words.map(_composed), min_size=1, max_size=3, unique=True)


def _composed(text: str) -> str:
    return normalize("NFC", text)
