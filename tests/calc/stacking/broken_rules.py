"""Which rules a result breaks: a judge that knows the rules alone, not how a result is found."""

from collections import defaultdict

from aipolicy.calc.values.money import fen_of
from tests.calc.stacking.meetings import meetings


def broken_rules(granted, awards, history=(), readings=()):
    """The rules that sums granted beside a history break, each by its id."""
    now = defaultdict(int, {id(award): fen_of(sum_) for award, sum_ in granted})
    told, covering, met = set(), defaultdict(set), [*meetings(awards, history, dict(readings))]
    for unit in met:
        for new, other in unit.pairs:
            if other.before and unit.tops_up:
                covering[other].add(new)
            elif now[id(new.award)] and (unit.forfeits or other.before or now[id(other.award)]):
                told.add(unit.rule)
    above = {paid: sum(one.fen for one in by) - paid.fen for paid, by in covering.items()}
    for paid, by in covering.items():
        if sum(now[id(one.award)] for one in by) > max(above[paid], 0):
            told.add(f"{paid.award.clause} twice")
    for unit in (unit for unit in met if unit.most is not None):
        standing = sum(one.fen for one in unit.members if one.before and above.get(one, -1) < 0)
        if sum(now[id(one.award)] for one in unit.members) > max(unit.most - standing, 0):
            told.add(unit.rule)
    return sorted(told)
