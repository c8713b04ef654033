"""Marks of a resolution: silent texts, readings, reforms, drafts, yearly payments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from aipolicy.calc.documents.rule import CHOOSING
from aipolicy.calc.documents.stacking import NamedReading, Stacking, Together
from aipolicy.calc.documents.terms import HowOften
from aipolicy.calc.stacking.entry import Entry, whose
from aipolicy.calc.stacking.explanation.reasons import Displacement
from aipolicy.calc.stacking.explanation.remarks_over_time import remarks_over_time
from aipolicy.calc.stacking.explanation.similar_names import similar_names
from aipolicy.calc.stacking.over_time.shown import Shown
from aipolicy.calc.stacking.resolution import Mark, MarkKind
from aipolicy.calc.symbolic.notation import money
from aipolicy.calc.values.money import as_fraction
from aipolicy.calc.words.citation import titled
from aipolicy.calc.words.departures import departure_in_words
from aipolicy.calc.words.glossary import named

CASH = "cash"


def marks(
    entries: Sequence[Entry],
    stackings: Mapping[str, Stacking],
    *,
    chosen: Iterable[tuple[str, NamedReading]],
    totals: Mapping[str, Decimal],
    displacements: Iterable[Displacement],
    together: Iterable[tuple[Together, int]],
    replaced: Iterable[Shown] = (),
) -> Iterator[Mark]:
    """Yield the marks of a resolution, those on the whole of it first.

    Args:
        entries: the sums paid before and the awards.
        stackings: the rules of each policy as they are read, by its id.
        chosen: the readings chosen in the call, by the id of a policy or of a clause.
        totals: the total in yuan, by instrument.
        displacements: why awards are not paid in full.
        together: awards payable on top of money that a rule would exclude.
        replaced: facts of claims that history replaced.
    """
    new = [entry for entry in entries if not entry.before]
    yield from _readings(chosen, _titles(entries))
    yield from _drafts(new)
    for remark in similar_names(entry.award for entry in entries):
        yield Mark(kind=MarkKind.SIMILAR_NAMES, zh=remark.zh, en=remark.en)
    yield from _instruments(totals)
    silent = {id_ for id_, stacking in stackings.items() if stacking.silent}
    for entry in new:
        award, own = entry.award, entry.policy is not None and entry.policy.id in silent
        if own or award.departures or award.claim.exception or award.amount is None:
            yield from _of_award(entry, silent=own)
    yield from _streams(entries, displacements)
    yield from _together(entries, stackings, together)
    yield from remarks_over_time(entries, stackings, displacements, replaced)


def _readings(
    chosen: Iterable[tuple[str, NamedReading]], titles: Mapping[str, str]
) -> Iterator[Mark]:
    rules, reading_term = (named(term, "zh", "terms") for term in ("stacking", "reading"))
    for id_, reading in chosen:
        policy, _, number = id_.partition("/")
        if number:
            yield Mark(
                kind=MarkKind.READING,
                zh=f"{_document(policy, titles)}的第{number}项按选定的{reading_term}："
                f"{reading.zh}（{reading.name}）",
                en=f"{id_} is read as {reading.name}: {reading.en}",
            )
            continue
        yield Mark(
            kind=MarkKind.READING,
            zh=f"{_document(policy, titles)}的{rules}规则按选定的{reading_term}："
            f"{reading.zh}（{reading.name}）",
            en=f"the rules of {policy} are read as {reading.name}: {reading.en}",
        )


def _drafts(entries: Iterable[Entry]) -> Iterator[Mark]:
    drafts = _titles(entry for entry in entries if entry.policy and entry.policy.draft)
    for policy in drafts:
        yield Mark(
            kind=MarkKind.DRAFT,
            zh=f"{_document(policy, drafts)}为{named('draft', 'zh', 'terms')}，尚不是生效文件",
            en=f"{policy} is a draft for comment and not law",
        )


def _titles(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Return the titles of the documents of awards, by policy."""
    return {entry.policy.id: entry.policy.title for entry in entries if entry.policy}


def _document(policy: str, titles: Mapping[str, str]) -> str:
    """Return a document as cited, or its id where it has no award here."""
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


def _streams(entries: Sequence[Entry], displacements: Iterable[Displacement]) -> Iterator[Mark]:
    """Mark yearly awards that were compared with others by the sum claimed in this call."""
    compared: set[int] = set()
    rivals: dict[int, tuple[int, ...]] = {}  # displacements by the same awards share one tuple
    for displaced, by, cited_rule in displacements:
        if cited_rule.rule.effect in CHOOSING:
            compared.add(displaced)
            rivals[id(by)] = by
    for index in sorted(compared.union(*rivals.values())):
        if entries[index].how_often is HowOften.YEARLY:
            yield Mark(
                kind=MarkKind.STREAM,
                zh="分年给予的事项按本次申报的金额比较",
                en="paid over years; compared by what is claimed in this call",
                award=entries[index].award,
            )


def _together(
    entries: Sequence[Entry],
    stackings: Mapping[str, Stacking],
    on_top: Iterable[tuple[Together, int]],
) -> Iterator[Mark]:
    """Mark awards payable together: clauses of one plan, a match and the money it matches."""
    for together, index in on_top:
        yield _together_mark(together, entries[index])
    joint = {
        (policy, number): together
        for policy, stacking in stackings.items()
        for together in stacking.together
        if len(together.clauses) > 1
        for number in together.clauses
    }
    groups: dict[tuple[Together, str, str], list[Entry]] = {}
    for entry in entries if joint else ():
        own = joint.get((entry.policy.id, entry.number)) if entry.policy else None
        if own is not None and entry.fen:
            groups.setdefault((own, *whose(entry.award.claim)), []).append(entry)
    for (together, *_), group in groups.items():
        if len({entry.number for entry in group}) > 1:
            for entry in group:
                yield _together_mark(together, entry)


def _together_mark(together: Together, entry: Entry) -> Mark:
    return Mark(kind=MarkKind.TOGETHER, zh=together.zh, en=together.en, award=entry.award)
