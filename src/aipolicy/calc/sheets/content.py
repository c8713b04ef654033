"""From a provision, its document and its clause to the sheet."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from aipolicy._context import of_displays
from aipolicy._words import Language, Words
from aipolicy.calc.copies.limit import text_faults
from aipolicy.calc.copies.sentences import sentences_of
from aipolicy.calc.documents.period import required_day
from aipolicy.calc.sheets import wording
from aipolicy.calc.sheets.sheet import (
    Sheet,
    SheetFact,
    SheetFigure,
    SheetPassage,
    SheetPoint,
    SheetPool,
    SheetReading,
    SheetRow,
    SheetRule,
)
from aipolicy.calc.words.citation import cited
from aipolicy.calc.words.departures import departure_in_words
from aipolicy.calc.words.glossary import named
from aipolicy.errors import NotComparable

if TYPE_CHECKING:
    from aipolicy.calc.calculations.calculation import AnyCalculation
    from aipolicy.calc.documents.passage import Passage
    from aipolicy.calc.documents.provision import Provision
    from aipolicy.calc.sheets.publisher import Publisher


def sheet_of(
    policy: Publisher,
    provision: Provision,
    clause: AnyCalculation | None,
    language: Language | None,
    *,
    text: str | None,
    on: date | None,
) -> Sheet:
    """Return the sheet of a provision; see `Clause.describe` and `Policy.describe`."""
    return _Content(policy, provision, clause, of_displays(language)).sheet(text, on)


class _Content:
    def __init__(
        self,
        policy: Publisher,
        provision: Provision,
        clause: AnyCalculation | None,
        language: Language,
    ) -> None:
        self.policy = policy
        self.provision = provision
        self.clause = clause
        self.language: Language = language
        self.number = provision.id.partition("/")[2]

    def sheet(self, text: str | None, on: date | None) -> Sheet:
        policy, provision, document = self.policy, self.provision, self.policy.document
        return Sheet(
            language=self.language,
            id=provision.id,
            title=provision.title(self.language),
            heading=provision.heading,
            policy=policy.id,
            document=policy.title,
            number=policy.number,
            draft=policy.draft,
            article=self._cited(provision.article),
            region=policy.region,
            issuer=document.issuer,
            beneficiary=provision.beneficiary,
            departments=provision.departments,
            kind=provision.kind,
            instrument=provision.instrument,
            gives=wording.gives(provision, self.clause, self.language),
            refers_to=provision.refers_to,
            other_figures=provision.other_figures,
            assumes=self._each(provision.assumes),
            silent=policy.stacking.silent,
            beside=tuple(self._beside()),
            unsettled=self._unsettled(),
            set_aside=tuple(
                SheetPool(of=one.of, printed=one.printed, per=one.per)
                for one in (*document.pools, *document.quotas)
                if provision.id in one.binds
            ),
            open_points=tuple(self._points()),
            date_notes=self._each(document.date_notes),
            text_given=text is not None,
            passages=tuple(self._passages(text)),
            **self._days(on),
            **(self._computed(self.clause) if self.clause is not None else {}),
        )

    def _each(self, several: Iterable[Words]) -> tuple[str, ...]:
        """Return what is kept in Chinese and in English as the sheet says it."""
        return tuple(words.text(self.language) for words in several)

    def _cited(self, article: str) -> str:
        return cited(article, self.language, self.policy.numerals)

    def _days(self, on: date | None) -> dict[str, Any]:
        policy = self.policy
        stated = policy.stated_day(None)
        known = policy.first is not None or stated is not None
        period = policy.period(stated.day if stated else None) if known else None
        day = None if on is None else required_day("on", on)
        in_force = None if day is None or period is None else period.includes(day)
        last = period.last if period else None
        left = (last - day).days if in_force and last is not None and day is not None else None
        return {
            "days": wording.days(policy, self.language),
            "first": period.first if period else None,
            "last": last,
            "on": day,
            "in_force": in_force,
            "days_left": left,
        }

    def _computed(self, clause: AnyCalculation) -> dict[str, Any]:
        language, table = self.language, clause.table
        labels = self.provision.reading_labels
        summary = (inspect.getdoc(clause) or "").partition(">>>")[0].strip()
        return {
            "grants": clause.grants,
            "per": clause.per,
            "how_often": clause.how_often,
            "soft_cap": clause.soft_cap,
            "funding": wording.funding(clause, language) or None,
            "function": f"{self.policy.id}.{clause.name}",
            "summary": summary if language == "en" else "",
            "facts": tuple(
                SheetFact(
                    name=name,
                    term=named(name, "zh"),
                    kind=quantity.kind,
                    unit=wording.unit(quantity.kind, language),
                )
                for name, quantity in clause.facts.items()
            ),
            "figures": tuple(
                SheetFigure(
                    name=name,
                    term=named(name, "zh", "figures"),
                    value=wording.figure(clause, name),
                    printed=wording.printed(self.provision, clause, name),
                )
                for name in clause.figures
            ),
            "formula": table.formula(language),
            "rows": tuple(
                SheetRow(
                    conditions=table.conditions(row, language), gives=table.gives(row, language)
                )
                for row in table.rows
            ),
            "readings": tuple(
                SheetReading(
                    point=point,
                    name=name,
                    label=labels[name].text(language) if name in labels else name,
                    default=name == names[0],
                    chosen=name == clause.chosen[point],
                )
                for point, names in clause.points.items()
                for name in names
            ),
            "departures": tuple(
                departure_in_words(one, labels, language) for one in clause.departures
            ),
        }

    def _beside(self) -> Iterator[SheetRule]:
        if self.clause is None:
            return
        stacking = self.policy.stacking
        rules = [one for one in stacking.rules if not one.clauses or self.number in one.clauses]
        together = [one for one in stacking.together if self.number in one.clauses]
        said = [(one.article, Words(one.zh, one.en)) for one in rules]
        said += [(one.article, Words(one.zh, one.en)) for one in together]
        for article, words in said:
            yield SheetRule(article=self._cited(article), rule=words.text(self.language))

    def _unsettled(self) -> tuple[str, ...]:
        """Return what the rules on combining awards leave open; a silent text has none."""
        if self.clause is None or self.policy.stacking.silent:
            return ()
        return self._each(self.policy.document.unsettled)

    def _points(self) -> Iterator[SheetPoint]:
        for point in self.provision.open_points:
            said = point.said(self.language)
            yield SheetPoint(
                issue=said.issue,
                used=point.taken(self.language),
                readings=said.readings,
                why=said.why,
                names=point.keyword_readings,
                stack_names=tuple(dict.fromkeys((*point.how_often_readings, *point.per_readings))),
            )

    def _passages(self, text: str | None) -> Iterator[SheetPassage]:
        passages = self.provision.passages
        found: Mapping[Passage, str] = {}
        if text is not None:
            if faults := [*text_faults(text)]:
                raise NotComparable(self.provision.id, faults)
            found = sentences_of(self.policy.document, passages, text)
        for one in passages:
            yield SheetPassage(**dict(one), words=found.get(one))
