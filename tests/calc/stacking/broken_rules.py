"""A judge of results: it knows the rules, and not how a result is found."""

from collections import defaultdict

from aipolicy.calc.values.money import fen_of
from tests.calc.stacking.meetings import meetings


def broken_rules(granted, awards, history=(), readings=()):
    """Return the ids of the rules that granted sums break, given a history."""
    now = defaultdict(int, {id(award): fen_of(sum_) for award, sum_ in granted})
    broken, covering, met = set(), defaultdict(set), [*meetings(awards, history, dict(readings))]
    for meeting in met:
        for new, other in meeting.pairs:
            if other.before and meeting.tops_up:
                covering[other].add(new)
            elif now[id(new.award)] and (meeting.forfeits or other.before or now[id(other.award)]):
                broken.add(meeting.rule)
    above = {paid: sum(one.fen for one in by) - paid.fen for paid, by in covering.items()}
    for paid, by in covering.items():
        if sum(now[id(one.award)] for one in by) > max(above[paid], 0):
            broken.add(f"{paid.award.clause} twice")
    for meeting in (meeting for meeting in met if meeting.most is not None):
        paid_before = sum(
            one.fen
            for one in meeting.members
            if one.before and (meeting.net or above.get(one, -1) < 0)
        )
        if sum(now[id(one.award)] for one in meeting.members) > max(meeting.most - paid_before, 0):
            broken.add(meeting.rule)
    return sorted(broken)
