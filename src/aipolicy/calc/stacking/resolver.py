"""The resolver: from awards and the rules of their documents to a resolution, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from aipolicy.calc.choice import TooEntangled
from aipolicy.calc.documents.stacking import RuleReading, Stacking
from aipolicy.calc.stacking.alternatives.other_choices import OtherChoice, other_choices
from aipolicy.calc.stacking.entry import Entry
from aipolicy.calc.stacking.explanation.in_words import label
from aipolicy.calc.stacking.explanation.names import Names
from aipolicy.calc.stacking.explanation.reasons import Displacement, displacements
from aipolicy.calc.stacking.marks import marks
from aipolicy.calc.stacking.resolution import (
    Alternative,
    Displaced,
    DocumentInWords,
    Granted,
    Resolution,
    RuleInWords,
)
from aipolicy.calc.stacking.settlement import award_problem, settle
from aipolicy.calc.stacking.ties import ties_between
from aipolicy.calc.values.money import yuan_of
from aipolicy.errors import AwardsTooEntangled, InvalidStack


def resolve(
    entries: Sequence[Entry],
    stackings: Mapping[str, Stacking],
    chosen: Sequence[tuple[str, RuleReading]] = (),
) -> Resolution:
    """Return what is payable of awards.

    Args:
        entries: the sums paid before, then the awards in document order, each at its index.
        stackings: the rules of each policy as they are read, by its id.
        chosen: the readings chosen in the call, by policy, for the marks.

    Raises:
        InvalidStack: a joint cap needs a figure that the claims do not state; the paths of its
            faults begin with the index of an entry.
        AwardsTooEntangled: awards depend on each other in too many ways to try them all.
    """
    try:
        ties = ties_between(entries, stackings)
        if ties.faults:
            raise InvalidStack("stack", ties.faults)
        problem = award_problem(entries, ties)
        settlement = settle(problem)
        reasons = list(displacements(ties, problem, settlement))
        choices = list(other_choices(ties, problem, settlement))
    except TooEntangled as error:
        awards = [entries[index].award for index in error.items]
        labels = [label(award) for award in awards]
        raise AwardsTooEntangled(awards, labels, error.items, error.steps) from None

    paid = settlement.paid
    new = [entry for entry in entries if not entry.before]
    granted = [entry for entry in new if paid[entry.index] or not entry.fen]
    totals = _by_instrument(granted, paid)
    due = _by_instrument((entry for entry in granted if entry.award.amount is not None), paid)
    # Every field has its type by construction; input from outside is validated.
    return Resolution.model_construct(
        granted=tuple([Granted(entry.award, yuan_of(paid[entry.index])) for entry in granted]),
        displaced=tuple(_displaced(entries, reasons)),
        total=_sum(totals),
        due=_sum(due),
        by_instrument=totals,
        due_by_instrument=due,
        alternatives=tuple(_alternatives(entries, choices, sum(paid))),
        provisional=any(entry.fen and entry.award.amount is None for entry in new),
        marks=tuple(
            marks(
                entries,
                stackings,
                chosen=chosen,
                totals=totals,
                displacements=reasons,
                together=ties.together,
            )
        ),
        rules=_rules(reasons),
        documents=_documents(entries),
    )


def _by_instrument(entries: Iterable[Entry], paid: Sequence[int]) -> Mapping[str, Decimal]:
    """Return what entries are paid in yuan, by instrument."""
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        sums[entry.instrument] += paid[entry.index]
    return {instrument: yuan_of(fen) for instrument, fen in sums.items()}


def _sum(sums: Mapping[str, Decimal]) -> Decimal:
    """Return the exact sum of sums in yuan; unlike a single sum it has no upper bound."""
    ratios = (yuan.as_integer_ratio() for yuan in sums.values())
    return yuan_of(sum(numerator * 100 // denominator for numerator, denominator in ratios))


def _displaced(entries: Sequence[Entry], reasons: Iterable[Displacement]) -> Iterator[Displaced]:
    names = Names(entries)
    for index, by, cited_rule in reasons:
        awards = names.of(by)
        yield Displaced(entries[index].award, awards, cited_rule.id, cited_rule.rule.article)


def _alternatives(
    entries: Sequence[Entry], choices: Iterable[OtherChoice], total: int
) -> Iterator[Alternative]:
    """Yield other choices with what all awards would come to, given the total paid in fen."""
    for instead_of, paid in choices:
        yield Alternative(
            instead_of=_granted(entries, instead_of),
            granted=_granted(entries, paid),
            total=yuan_of(total - sum(instead_of.values()) + sum(paid.values())),
        )


def _granted(entries: Sequence[Entry], paid: Mapping[int, int]) -> tuple[Granted, ...]:
    return tuple(Granted(entries[index].award, yuan_of(fen)) for index, fen in paid.items())


def _rules(reasons: Iterable[Displacement]) -> Mapping[str, RuleInWords]:
    """Return the rules that reasons cite, by id."""
    rules = {reason.cited_rule.id: reason.cited_rule.rule for reason in reasons}
    return {
        id_: RuleInWords(article=rule.article, zh=rule.zh, en=rule.en)
        for id_, rule in rules.items()
    }


def _documents(entries: Iterable[Entry]) -> Mapping[str, DocumentInWords]:
    """Return the documents of awards, by id."""
    policies = {entry.policy.id: entry.policy for entry in entries if entry.policy is not None}
    return {
        id_: DocumentInWords(title=policy.title, numerals=policy.numerals)
        for id_, policy in policies.items()
    }
