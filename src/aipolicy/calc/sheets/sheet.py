"""The sheet of a provision: frozen models, in one language, that are written as JSON without loss.

Terms that programs compare, such as `kind`, are the library's own; everything else is said in the
sheet's language, but for what the text itself prints.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from aipolicy._schema import described_in_short
from aipolicy._words import Language
from aipolicy.calc.documents.passage import Passage
from aipolicy.calc.documents.pool import Span
from aipolicy.calc.documents.provision import Kind
from aipolicy.calc.documents.terms import Grants, HowOften, Instrument, Per
from aipolicy.calc.values.quantity import QuantityKind

_READ_ONLY = ConfigDict(
    frozen=True, extra="forbid", defer_build=True, json_schema_extra=described_in_short
)


class SheetFact(BaseModel):
    """A fact that the clause asks for.

    Attributes:
        name: its name, as a keyword.
        term: its Chinese term.
        kind: what kind of quantity it is.
        unit: in what it is stated, in words.
    """

    model_config = _READ_ONLY

    name: str
    term: str
    kind: QuantityKind
    unit: str


class SheetFigure(BaseModel):
    """A figure of the law.

    Attributes:
        name: its name, as a keyword.
        term: its Chinese term.
        value: the figure in use, as the library writes it.
        printed: the figure as the text prints it; empty where it prints none.
    """

    model_config = _READ_ONLY

    name: str
    term: str
    value: str
    printed: str


class SheetRow(BaseModel):
    """A row of the decision table: its conditions, and the sum in yuan that it gives."""

    model_config = _READ_ONLY

    conditions: tuple[str, ...]
    gives: str


class SheetReading(BaseModel):
    """A reading that changes the sum.

    Attributes:
        point: the keyword of the open point that it answers.
        name: its name, for `read_as`.
        label: what it says.
        default: whether the library uses it where none is chosen.
        chosen: whether the sheet's formula and rows use it.
    """

    model_config = _READ_ONLY

    point: str
    name: str
    label: str
    default: bool
    chosen: bool


class SheetRule(BaseModel):
    """What the document says on combining awards: the article as it is cited, and the rule."""

    model_config = _READ_ONLY

    article: str
    rule: str


class SheetPool(BaseModel):
    """A sum or a number set aside for all claimants: of what, as printed, over what time."""

    model_config = _READ_ONLY

    of: str
    printed: str
    per: Span


class SheetPoint(BaseModel):
    """An open point.

    Attributes:
        issue: the question.
        used: how the library settles it.
        readings: the answers that can be defended.
        why: why.
        names: the names of the readings for `read_as`, in order; empty where none changes a sum.
        stack_names: their names for `stack(readings=...)`; empty where the point is not how often
            the clause pays, or to what.
    """

    model_config = _READ_ONLY

    issue: str
    used: str
    readings: tuple[str, ...]
    why: str
    names: tuple[str, ...]
    stack_names: tuple[str, ...]


class SheetPassage(Passage):
    """Where words of the provision are in the body, and the words where a copy was given.

    Attributes:
        words: the words as the copy writes them; None where no copy was given or where they are
            not in it as they were.
    """

    words: str | None = None


class Sheet(BaseModel):
    """Whatever the library holds of a provision, in one language; see `Clause.describe`.

    What only a clause has is empty for a provision without a computable amount: `function` is
    None there.

    Attributes:
        language: the language of the sheet.
        id: the provision's id.
        title: what it is called.
        heading: the heading of its article.
        policy: the document's id.
        document: the document's title.
        number: the document's number; None where the text gives none.
        draft: whether the document is a draft for comment, which is not law.
        article: its article, as it is cited.
        region: where the document applies.
        issuer: who issued it; None where the text does not say.
        days: the days in force in words, or that the text gives none.
        first: the first day in force, of the text or stated; None where neither is.
        last: the last day in force, that day included; None where none is known.
        on: the day for which the sheet was asked; None where for none.
        in_force: whether the document is in force on that day; None where that is unknown.
        days_left: the days from that day to the last one, 0 on the last; None where the document
            is not in force, has no end, or its days are unknown.
        beneficiary: whom it serves, as printed; None where nobody is named.
        departments: who is responsible, as printed.
        kind: what its words fix.
        instrument: in what form it gives.
        grants: what the clause grants under the readings in use.
        per: the beneficiary unit to which the sum or the cap belongs.
        how_often: how often the clause pays.
        soft_cap: whether the cap holds only in principle.
        gives: kind, form, unit and frequency in words.
        refers_to: the documents it points to.
        other_figures: figures of its words that the clause does not use.
        funding: who bears the sum; None where the words do not divide it.
        function: the function's name in Python, with its module's.
        summary: what the clause gives, in short and in English; empty on a Chinese sheet.
        facts: what the applicant declares.
        figures: the figures of the law.
        formula: the clause as one line, in yuan; None where there is none.
        rows: the decision table.
        readings: the readings that change the sum.
        departures: figures and readings in use that are not the text's or the default, in words.
        assumes: what the words require and no fact asks.
        silent: whether the document has no rule on combining awards.
        beside: the rules on combining awards that reach the clause.
        unsettled: what these rules leave open.
        set_aside: pools and quotas that it draws on.
        open_points: where careful readers can differ.
        date_notes: what is known or open about the document's days.
        text_given: whether a copy of the text was given.
        passages: where its words are.

    >>> from aipolicy.rules import harbin_2022
    >>> sheet = harbin_2022.application_scenario.describe("en")
    >>> sheet
    <sheet harbin_2022/4.1 en>
    >>> sheet.gives
    'an amount that the text fixes · cash · once per project (the text does not print 一次性)'
    >>> sheet.figures[1].printed
    '500万元'
    >>> Sheet.model_validate_json(sheet.model_dump_json()) == sheet
    True
    """

    model_config = _READ_ONLY

    language: Language
    id: str
    title: str
    heading: str
    policy: str
    document: str
    number: str | None
    draft: bool
    article: str
    region: str
    issuer: str | None
    days: str
    first: date | None
    last: date | None
    on: date | None
    in_force: bool | None
    days_left: int | None
    beneficiary: str | None
    departments: tuple[str, ...]
    kind: Kind
    instrument: Instrument
    grants: Grants | None = None
    per: Per | None = None
    how_often: HowOften | None = None
    soft_cap: bool = False
    gives: str
    refers_to: tuple[str, ...]
    other_figures: tuple[str, ...]
    funding: str | None = None
    function: str | None = None
    summary: str = ""
    facts: tuple[SheetFact, ...] = ()
    figures: tuple[SheetFigure, ...] = ()
    formula: str | None = None
    rows: tuple[SheetRow, ...] = ()
    readings: tuple[SheetReading, ...] = ()
    departures: tuple[str, ...] = ()
    assumes: tuple[str, ...]
    silent: bool
    beside: tuple[SheetRule, ...]
    unsettled: tuple[str, ...]
    set_aside: tuple[SheetPool, ...]
    open_points: tuple[SheetPoint, ...]
    date_notes: tuple[str, ...]
    text_given: bool
    passages: tuple[SheetPassage, ...]

    def __repr__(self) -> str:
        return f"<sheet {self.id} {self.language}>"
