"""Which rules a result breaks: a judge that knows the rules alone, not how a result is found.

The rules are taken as data, as the documents state them under whatever readings. `units` says which
awards meet under a rule; `broken_rules` says what each effect forbids them.
"""

from collections import defaultdict
from itertools import product

from aipolicy.calc.money import fen_of
from aipolicy.calc.stacking.clause_rules import clause_rules
from aipolicy.calc.stacking.entry import bound, keys, met
from aipolicy.calc.stacking.rule import Effect, Measured
from aipolicy.gathering import Gathered


def broken_rules(granted, awards, history=(), readings=()):
    """The rules that sums granted beside a history break, each by its id."""
    told, rivals, joint, now = (
        [],
        defaultdict(set),
        [],
        {id(a): fen_of(sum_) for a, sum_ in granted if sum_},
    )
    for id_, rule, meeting, members, most in units(awards, history, dict(readings)):
        for own, other in meeting:
            lost = rule.effect in {Effect.LOST, Effect.REPLACED}
            new, before = (own, other) if lost or other.before else (other, own)
            if not lost and before.before and rule.allows_top_up:
                rivals[before].add(new)
            elif id(new.award) in now and (lost or before.before or id(before.award) in now):
                told.append(id_)
        if most is not None:
            joint.append((id_, members, most))
    replaced = {one for one, by in rivals.items() if sum(e.fen for e in by) >= one.fen}
    for one, by in rivals.items():
        paid = sum(now.get(id(entry.award), 0) for entry in by)
        told += (
            [f"{one.award.clause} twice"] if paid > max(sum(e.fen for e in by) - one.fen, 0) else []
        )
    for id_, members, most in joint:
        before = sum(e.fen for e in members if e.before and e not in replaced)
        told += (
            [id_] if sum(now.get(id(e.award), 0) for e in members) > max(most - before, 0) else []
        )
    return sorted({*told})


def units(awards, history, readings):
    """Each rule with the pairs that meet under it in a unit, all in the unit, and their joint cap."""
    read = Gathered(readings)
    live = [entry for entry in read.entries(tuple(awards), tuple(history)) if entry.fen]
    for policy in {entry.policy for entry in live if entry.policy}:
        mine = [entry for entry in live if entry.policy is policy]
        stacking, rules = read.stackings[policy.id], []
        for clause in {entry.clause for entry in mine if entry.clause}:
            rules += clause_rules(clause, [e for e in mine if e.clause is clause], stacking)
        for rule in (*stacking.rules, *rules):
            ours = [e for e in mine if e.number in (rule.clauses or {e.number}) and bound(rule, e)]
            theirs = [e for e in live if e.policy is not policy and met(rule, policy, e)]
            named = {e: set(keys(rule.unit, e.award.claim)) for e in (*ours, *theirs)}
            for unit in set().union(*named.values()):
                own, other = ([e for e in some if unit in named[e]] for some in (ours, theirs))
                pairs = [pair for pair in product(own, own) if _apart(rule, stacking, *pair)]
                pairs += [pair for pair in product(own, other) if not _lifted(read, *pair)]
                capped = own and rule.cap is not None
                yield (
                    f"{policy.id}/{rule.name}",
                    rule,
                    [] if rule.cap else pairs,
                    (*own, *other),
                    _most(rule.cap, own, (*own, *other)) if capped else None,
                )


def _apart(rule, stacking, one, other):
    """Whether two awards of a document are two policies, of which a rule gives one."""
    if one is other or not rule.inside or rule.effect is Effect.REPLACED:
        return False
    by_article = rule.measured is Measured.ARTICLE
    own, its = (e.article if by_article else e.number for e in (one, other))
    groups = [*rule.groups, *(together.clauses for together in stacking.together)]
    policy = {own}
    for group in groups * len(groups):
        plan = {number.partition(".")[0] if by_article else number for number in group}
        policy |= plan if plan & policy else set()
    return (its not in policy or rule.effect is Effect.ONCE) and not (one.before and other.before)


def _lifted(read, own, other):
    """Whether one is made to stand on the other's money, or both were paid before."""
    stands_on = (
        entry.number in together.clauses
        and money.level in together.on
        and together.reading in {None, entry.award.reading}
        for entry, money in ((own, other), (other, own))
        if entry.policy
        for together in read.stackings[entry.policy.id].together
    )
    return any(stands_on) or (own.before and other.before)


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
