"""An agreement in plain words, rendered from the same clauses as its policy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.agree.terms import TABLE, Copies, Heading, made, mode
from commonweal.model.agreement import Agreement, Clause, Colour
from commonweal.model.ids import ClauseId

_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What one clause says, who makes it true, and the limit of that."""

    clause: ClauseId
    text: str
    colour: Colour
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The sentences under one of the six questions; may be empty."""

    heading: Heading
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """The whole agreement: title, parties (holder first) and six sections."""

    title: str
    parties: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in reading order."""
        return tuple(each for section in self.sections for each in section.sentences)

    def as_text(self) -> str:
        """The agreement as Markdown that also reads well as it is."""
        lines = [f"# {_escaped(self.title)}", "", f"Between {_escaped(_listed(self.parties))}."]
        if self.beneficiaries:
            lines.append(f"What is released also goes to {_escaped(_listed(self.beneficiaries))}.")
        lines.append("")
        for section in self.sections:
            lines += [f"## {section.heading.value}", "", *_lines(section), ""]
        return "\n".join(lines)


def plain_text(
    agreement: Agreement, names: Mapping[str, str], copies: Copies = Copies.VAULT
) -> PlainText:
    """The agreement as people read it.

    Args:
        agreement: checked by `check_agreement`.
        names: what people call a party or dataset, by id; an id without a name is shown as it is.
        copies: where copies of delivered files are; decides the colour of some terms.
    """
    clauses = _in_order(agreement)
    sections = tuple(
        Section(
            heading=heading,
            sentences=tuple(
                _sentence(agreement, each, names, copies)
                for each in clauses
                if TABLE[each.term].heading is heading
            ),
        )
        for heading in Heading
    )
    parties = tuple(names.get(party, party) for party in agreement.parties)
    others = tuple(names.get(party, party) for party in agreement.beneficiaries)
    return PlainText(
        title=agreement.title, parties=parties, beneficiaries=others, sections=sections
    )


def _in_order(agreement: Agreement) -> list[Clause]:
    order = list(TABLE)
    return sorted(agreement.clauses, key=lambda clause: order.index(clause.term))


def _sentence(
    agreement: Agreement, clause: Clause, names: Mapping[str, str], copies: Copies
) -> Sentence:
    found = made(clause, mode(agreement), copies)
    return Sentence(
        clause=clause.id,
        text=TABLE[clause.term].sentence(agreement, clause, lambda id: names.get(id, id)),
        colour=found.colour,
        note=found.note,
    )


def _lines(section: Section) -> list[str]:
    if not section.sentences:
        return ["Nothing is agreed on this."]
    return [
        f"- {_escaped(each.text)} *({_made(each)}; clause {each.clause})*"
        for each in section.sentences
    ]


def _made(sentence: Sentence) -> str:
    return f"{sentence.colour.value}: {sentence.note}" if sentence.note else sentence.colour.value


def _listed(names: tuple[str, ...]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
