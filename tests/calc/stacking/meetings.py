"""An oracle: which awards meet under which rule, read from the rules as data."""

from dataclasses import dataclass
from itertools import product

from aipolicy.calc.documents.rule import CountsBy, Effect
from aipolicy.calc.stacking.clause_rules import clause_rules
from aipolicy.calc.stacking.entry import bound, group_keys, met
from aipolicy.calc.values.money import fen_of
from aipolicy.stacking.entries import entries_of
from aipolicy.stacking.rules import rules_as_read

OVER_TIME = {Effect.YEARS, Effect.TIER, Effect.HELD}


@dataclass
class Meeting:
    """One group under one rule: pairs of which the first may not be paid beside the second."""

    rule: str
    pairs: list
    forfeits: bool
    tops_up: bool
    members: tuple
    most: int | None
    net: bool = False


def meetings(awards, history, readings):
    """Yield every group in which awards meet under a rule."""
    read = rules_as_read(readings)
    live = [entry for entry in entries_of(awards, history) if entry.fen]
    for policy in {entry.policy for entry in live if entry.policy}:
        mine = [entry for entry in live if entry.policy is policy]
        stacking, rules = read.stackings[policy.id], []
        for clause in {entry.clause for entry in mine if entry.clause}:
            rules += clause_rules(clause, [e for e in mine if e.clause is clause], stacking)
        for rule in (*stacking.rules, *rules):
            ours = [e for e in mine if e.number in (rule.clauses or {e.number}) and bound(rule, e)]
            theirs = [e for e in live if e.policy is not policy and met(rule, policy, e)]
            named = {e: set(group_keys(rule.group_by, e.award.claim)) for e in (*ours, *theirs)}
            for key in set().union(*named.values()):
                own, other = ([e for e in some if key in named[e]] for some in (ours, theirs))
                yield _meeting(policy, rule, own, other, read)


def _meeting(policy, rule, own, other, read):
    chosen = {reading.name for id_, reading in read.chosen if id_ == policy.id}
    id_, stacking = f"{policy.id}/{rule.name}", read.stackings[policy.id]
    forfeits = rule.effect in {Effect.LOST, Effect.REPLACED}
    everyone = (*own, *other)
    if rule.effect in OVER_TIME or (rule.cap and rule.cap.of_one_figure):
        return Meeting(id_, [], False, False, everyone, None)  # judged on facts, elsewhere
    if rule.cap:
        most = _most(rule.cap, own, everyone) if own else None
        net = not rule.levels and "gross_caps" not in chosen
        return Meeting(id_, [], forfeits, rule.allows_top_up, everyone, most, net)
    pairs = [pair for pair in product(own, own) if _apart(rule, stacking, *pair)]
    pairs += [pair for pair in product(own, other) if not _is_on_top(read, *pair)]
    pairs = [(b, a) if a.before and not forfeits else (a, b) for a, b in pairs]
    return Meeting(id_, pairs, forfeits, rule.allows_top_up and not forfeits, everyone, None)


def _apart(rule, stacking, one, other):
    """Return whether two awards of a document are two policies, of which a rule grants one."""
    if one is other or not rule.inside or rule.effect is Effect.REPLACED:
        return False
    by_article = rule.counts_by is CountsBy.ARTICLE
    own, its = (e.article if by_article else e.number for e in (one, other))
    groups = [*rule.counted_as_one, *(together.clauses for together in stacking.together)]
    policy = {own}
    for group in groups * len(groups):
        plan = {number.partition(".")[0] if by_article else number for number in group}
        policy |= plan if plan & policy else set()
    return (its not in policy or rule.effect is Effect.ONCE) and not (one.before and other.before)


def _is_on_top(read, own, other):
    """Return whether one is granted on top of the other's money, or both were paid before."""
    on_top = (
        entry.number in together.clauses
        and money.level in together.on
        and together.reading in {None, *entry.award.readings}
        for entry, money in ((own, other), (other, own))
        if entry.policy
        for together in read.stackings[entry.policy.id].together
    )
    return any(on_top) or (own.before and other.before)


def _most(cap, own, everyone):
    if cap.of_clause:
        figures = [e.award.figures.get("cap", e.clause.figures["cap"]) for e in own]
        return max(
            max(fen_of(figure), e.fen if e.award.claim.exception else 0)
            for figure, e in zip(figures, own, strict=True)
        )
    stated = (e.award.claim.bases.get(cap.of, e.award.facts.get(cap.of)) for e in everyone)
    base = cap.most if cap.most is not None else next(s for s in stated if s is not None)
    return int(fen_of(base) * cap.share + type(cap.share)("0.5"))
