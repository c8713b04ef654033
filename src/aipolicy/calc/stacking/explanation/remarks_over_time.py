"""Marks on money over years: replaced facts, frequencies read, sums and days that do not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from aipolicy.calc.documents.over_years import CountedFor, OneFigure
from aipolicy.calc.documents.rule import By
from aipolicy.calc.documents.stacking import Stacking
from aipolicy.calc.stacking.clause_rules import frequency_as_read, unit_of
from aipolicy.calc.stacking.entry import Entry, whose, year_of
from aipolicy.calc.stacking.explanation.reasons import Displacement
from aipolicy.calc.stacking.over_time.held import by_clause
from aipolicy.calc.stacking.over_time.shown import Shown
from aipolicy.calc.stacking.over_time.tiers import first_reached, tier_of
from aipolicy.calc.stacking.over_time.worked_out import has_facts, most_at_all
from aipolicy.calc.stacking.resolution import Mark, MarkKind
from aipolicy.calc.symbolic.notation import money
from aipolicy.calc.values.money import as_fraction, yuan_of
from aipolicy.calc.words.glossary import named
from aipolicy.errors import AipolicyError

if TYPE_CHECKING:
    from aipolicy.calc.awards.claim import Claim
    from aipolicy.calc.clause import AnyClause
    from aipolicy.calc.policy import Policy

_BY_FREQUENCY = frozenset({"once", "in_all", "yearly", "event", "tier"})
"""The rules of a clause that come from how often it pays."""


def remarks_over_time(
    entries: Sequence[Entry],
    stackings: Mapping[str, Stacking],
    displacements: Iterable[Displacement],
    replaced: Iterable[Shown],
) -> Iterator[Mark]:
    """Yield the marks on money over years, kind by kind.

    Args:
        entries: the sums paid before and the awards.
        stackings: the rules of each policy as they are read, by its id.
        displacements: why awards are not paid in full.
        replaced: the facts of claims that history replaced.
    """
    for shown in replaced:
        yield _replaced(entries[shown.entry], shown)
    yield from _frequencies(entries, stackings, displacements)
    in_force = _InForce()
    for entry in entries:
        if not entry.award.facts and entry.policy is not None:
            yield from _recorded(entry, in_force)
    for clause, own in by_clause(entries):
        yield from _unnamed(own, unit_of(clause, stackings[clause.policy]))
        yield from _same_figures(clause, own)


class _InForce:
    """Whether documents are in force on the days of claims, each asked once."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], bool | None] = {}

    def on(self, policy: Policy, claim: Claim) -> bool | None:
        """Return whether a document is in force on the day of a claim; None where unknown."""
        asked = policy.id, claim.on, claim.effective_from, claim.term
        if asked not in self._known:
            try:
                self._known[asked] = policy.in_force(*asked[1:])
            except AipolicyError:  # that the claim contradicts the document is told elsewhere
                self._known[asked] = None
        return self._known[asked]


def _replaced(entry: Entry, shown: Shown) -> Mark:
    declared = entry.award.facts.get(shown.fact)
    zh = named(shown.fact, "zh")
    return Mark(
        kind=MarkKind.REPLACED,
        zh=f"“{zh}”申报为 {declared}，已付记录表明为 {shown.value}，按后者计算",
        en=f"{shown.fact} is declared as {declared}; what was paid before shows {shown.value}, "
        "which counts",
        award=entry.award,
    )


def _frequencies(
    entries: Sequence[Entry],
    stackings: Mapping[str, Stacking],
    displacements: Iterable[Displacement],
) -> Iterator[Mark]:
    """Mark awards that are cut by a frequency that is read and not printed."""
    for index, _, cited_rule in displacements:
        number, _, name = cited_rule.rule.name.partition(":")
        clause = entries[index].clause
        if name not in _BY_FREQUENCY or clause is None or clause.number != number:
            continue
        stacking = stackings[clause.policy]
        frequency = frequency_as_read(clause, stacking)
        if not frequency.is_read or number in stacking.how_often:
            continue
        choices = [one for one in frequency.choices if one != frequency.per]
        others = ", ".join(f'"{one}"' for one in choices)
        terms = "、".join(named(one, "zh", "terms") for one in choices)
        yield Mark(
            kind=MarkKind.FREQUENCY,
            zh=f"{frequency.text('zh')}；另可理解为：{terms}（readings 可选 {others}）",
            en=f"{frequency.text('en')}; readings can choose {others} instead",
            award=entries[index].award,
        )


def _recorded(entry: Entry, in_force: _InForce) -> Iterator[Mark]:
    """Mark a recorded sum above its clause's cap, outside its days, or of no tier."""
    clause, policy, claim = entry.clause, entry.policy, entry.award.claim
    most = None if clause is None or not entry.before else most_at_all(clause)
    if most is not None and entry.fen > most and not claim.exception:
        cap = money(as_fraction(yuan_of(most)))
        yield Mark(
            kind=MarkKind.ABOVE_CAP,
            zh=f"已付金额超过该条款的上限 {cap} 元",
            en=f"what was paid is above the clause's cap of {cap} yuan",
            award=entry.award,
        )
    if policy is not None and in_force.on(policy, claim) is False:
        yield Mark(
            kind=MarkKind.NOT_IN_FORCE,
            zh=f"{claim.on.isoformat()} 不在该文件的有效期内",
            en=f"the document is not in force on {claim.on.isoformat()}",
            award=entry.award,
        )
    stated = first_reached(clause)
    if stated is not None and entry.before and entry.fen and tier_of(entry, stated) is None:
        yield Mark(
            kind=MarkKind.UNKNOWN_TIER,
            zh="已付金额不是任何一档的金额，无法确定已享受哪一档",
            en="what was paid is the sum of no tier: which tiers it was paid for is not known",
            award=entry.award,
        )


def _unnamed(own: Sequence[Entry], unit: By) -> Iterator[Mark]:
    """Mark awards of one claimant of which some do not name what the clause counts by."""
    called = "contract" if unit is By.ITEM else "subject"
    if unit is By.CLAIMANT or all(getattr(entry.award.claim, called) for entry in own):
        return
    by_claimant: defaultdict[Hashable, list[Entry]] = defaultdict(list)
    for entry in own:
        known = whose(entry.award.claim)
        by_claimant[known if unit is By.ITEM else known[:1]].append(entry)
    term = "合同" if unit is By.ITEM else "项目（subject）"
    for entries in by_claimant.values():
        unnamed = [entry for entry in entries if not getattr(entry.award.claim, called)]
        settled = unit is By.ITEM and len(unnamed) == len(entries)
        for entry in unnamed if len(entries) > 1 and not settled else ():
            yield Mark(
                kind=MarkKind.UNNAMED,
                zh=f"未写明{term}，无法判断与同一申报主体的其他申报是否为同一项",
                en=f"names no {called}: whether it is the same as another claim cannot be told",
                award=entry.award,
            )


def _same_figures(clause: AnyClause, own: Sequence[Entry]) -> Iterator[Mark]:
    """Mark awards of different years whose figure of the year is the same."""
    stated = clause.terms.over_years
    bases = [
        name
        for one in stated
        if isinstance(one, OneFigure) and one.counted_for is CountedFor.YEAR
        for name in one.facts
    ]
    by_figure: defaultdict[Hashable, list[Entry]] = defaultdict(list)
    for entry in own if bases else ():
        if has_facts(entry):
            figure = (entry.award.facts.get(name) for name in bases)
            by_figure[whose(entry.award.claim), *figure].append(entry)
    for entries in by_figure.values():
        unstated = any(entry.award.claim.year is None for entry in entries)
        if unstated and len({year_of(entry.award.claim) for entry in entries}) > 1:
            for entry in entries:
                if not entry.before:
                    yield Mark(
                        kind=MarkKind.SAME_FIGURE,
                        zh="与另一年度申报的基数相同；同一年度的，请写明所属年度（year）",
                        en="another year's claim states the same figure; if it is the same year's, "
                        "state the year",
                        award=entry.award,
                    )
