"""What a resolution tells beside the sums: silent texts, readings, reforms, drafts, streams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from aipolicy.calc.documents.rule import CHOOSING
from aipolicy.calc.documents.stacking import RuleReading, Stacking, Together
from aipolicy.calc.documents.terms import HowOften
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.reasons import Displacement
from aipolicy.calc.stacking.resolution import Mark, MarkKind
from aipolicy.calc.stacking.ties import Ties
from aipolicy.calc.symbolic.notation import money
from aipolicy.calc.values.money import as_fraction
from aipolicy.calc.words.citation import titled
from aipolicy.calc.words.departures import departure_in_words
from aipolicy.calc.words.glossary import named

CASH = "cash"


def marks(
    entries: Sequence[Entry],
    stackings: Mapping[str, Stacking],
    ties: Ties,
    *,
    chosen: Iterable[tuple[str, RuleReading]],
    reasons: Iterable[Displacement],
    totals: Mapping[str, Decimal],
) -> Iterator[Mark]:
    """Yield what is to be known about a resolution, what concerns the whole of it first."""
    new = [entry for entry in entries if not entry.before]
    yield from _readings(chosen, {e.policy.id: e.policy.title for e in entries if e.policy})
    yield from _drafts(new)
    yield from _instruments(totals)
    silent = {id_ for id_, stacking in stackings.items() if stacking.silent}
    for entry in new:
        award, own = entry.award, entry.policy is not None and entry.policy.id in silent
        if own or award.departures or award.claim.exception or award.amount is None:
            yield from _of_award(entry, silent=own)
    yield from _streams(entries, reasons)
    yield from _together(entries, stackings, ties)


def _readings(
    chosen: Iterable[tuple[str, RuleReading]], titles: Mapping[str, str]
) -> Iterator[Mark]:
    rules, chosen_way = (named(term, "zh", "terms") for term in ("stacking", "reading"))
    for policy, reading in chosen:
        yield Mark(
            kind=MarkKind.READING,
            zh=f"{_document(policy, titles)}的{rules}规则按选定的{chosen_way}："
            f"{reading.zh}（{reading.name}）",
            en=f"the rules of {policy} are read as {reading.name}: {reading.en}",
        )


def _drafts(entries: Iterable[Entry]) -> Iterator[Mark]:
    drafts = {e.policy.id: e.policy.title for e in entries if e.policy and e.policy.draft}
    for policy in drafts:
        yield Mark(
            kind=MarkKind.DRAFT,
            zh=f"{_document(policy, drafts)}为{named('draft', 'zh', 'terms')}，尚不是生效文件",
            en=f"{policy} is a draft for comment and not law",
        )


def _document(policy: str, titles: Mapping[str, str]) -> str:
    """Return a document as it is cited, by its id where none of its awards is there."""
    return titled(titles[policy]) if policy in titles else policy


def _instruments(totals: Mapping[str, Decimal]) -> Iterator[Mark]:
    for instrument, sum_ in totals.items():
        if instrument != CASH and sum_ and len(totals) > 1:
            amount = money(as_fraction(sum_))
            yield Mark(
                kind=MarkKind.INSTRUMENT,
                zh=f"总计中含{named(instrument, 'zh', 'terms')} {amount} 元，与其他形式分列",
                en=f"the total includes {amount} yuan of {instrument}, kept apart from the rest",
            )


def _of_award(entry: Entry, *, silent: bool) -> Iterator[Mark]:
    award = entry.award
    if silent:
        yield Mark(
            kind=MarkKind.SILENT,
            zh="文本未规定重复享受规则",
            en="no stacking rule in the text",
            award=award,
        )
    if entry.policy is not None and award.departures:
        labels = entry.policy.provision(award.clause).reading_labels
        for departure in award.departures:
            yield Mark(
                kind=MarkKind.DEPARTURE,
                zh=departure_in_words(departure, labels, "zh"),
                en=departure_in_words(departure, labels, "en"),
                award=award,
            )
    if award.claim.exception:
        yield Mark(
            kind=MarkKind.EXCEPTION,
            zh=f"经例外决定：{award.claim.exception}",
            en=f"by exception: {award.claim.exception}",
            award=award,
        )
    if entry.fen and award.amount is None:
        yield Mark(
            kind=MarkKind.UNDETERMINED,
            zh="金额待核定，按最高额参加比较",
            en="the sum is not determined yet; it is compared by the most it can come to",
            award=award,
        )


def _streams(entries: Sequence[Entry], reasons: Iterable[Displacement]) -> Iterator[Mark]:
    """Mark yearly awards that were compared with others by what is claimed here."""
    compared = {
        index: None
        for displaced, by, cited in reasons
        if cited.rule.effect in CHOOSING
        for index in (displaced, *by)
    }
    for index in sorted(compared):
        if entries[index].how_often is HowOften.YEARLY:
            yield Mark(
                kind=MarkKind.STREAM,
                zh="分年给予的事项按本次申报的金额比较",
                en="paid over years; compared by what is claimed in this call",
                award=entries[index].award,
            )


def _together(
    entries: Sequence[Entry], stackings: Mapping[str, Stacking], ties: Ties
) -> Iterator[Mark]:
    """Mark what is made to stand together: clauses of one plan, a match and what it matches."""
    for together, index in ties.together:
        yield _given_together(together, entries[index])
    joint = {
        (policy, number): together
        for policy, stacking in stackings.items()
        for together in stacking.together
        if len(together.clauses) > 1
        for number in together.clauses
    }
    present: dict[tuple[Together, str | None, str | None], list[Entry]] = {}
    for entry in entries if joint else ():
        own = joint.get((entry.policy.id, entry.number)) if entry.policy else None
        if own is not None and entry.fen:
            claim = entry.award.claim
            present.setdefault((own, claim.claimant, claim.subject), []).append(entry)
    for (own, *_), met in present.items():
        if len({entry.number for entry in met}) > 1:
            for entry in met:
                yield _given_together(own, entry)


def _given_together(together: Together, entry: Entry) -> Mark:
    return Mark(kind=MarkKind.TOGETHER, zh=together.zh, en=together.en, award=entry.award)
