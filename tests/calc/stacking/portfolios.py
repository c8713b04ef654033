"""Random awards of the five documents and of others, and the best total by brute force."""

from datetime import date
from itertools import combinations

from hypothesis import settings
from hypothesis import strategies as st

from aipolicy import Award, Claim, policies, wan
from aipolicy.calc.choice import JointCap, Problem
from tests.calc.choice.oracles import largest_total_by_milp
from tests.calc.stacking.five_documents import OF_EVENT, apart, caps

AGAINST_AN_ORACLE = settings(max_examples=max(500, settings().max_examples))
"""At least 500 portfolios, 20,000 at night."""

OURS = (
    "harbin_2022/2.3", "harbin_2022/9.2", "heilongjiang_2026/6.5", "heilongjiang_2026/8.2",
    "heilongjiang_2026/11.3", "wuhan_2024_draft/1.2", "wuhan_2024_draft/11.2",
    "dalian_2025_draft/3.2", "dalian_2025_draft/4.4", "dalian_2025_draft/5.1",
    "dalian_2025_draft/5.2", "dalian_2025_draft/5.3", "dalian_2025_draft/14.1",
    "langfang_2023/1.1", "langfang_2023/2.1", "langfang_2023/2.2", "langfang_2023/2.3",
    "langfang_2023/8.1", "langfang_2023/10.1",
)  # fmt: skip


CAPPED = tuple(id_ for id_ in OURS if id_.startswith("langfang_2023"))
"""Awards that exclude each other on a project and share caps over all projects."""


READINGS = st.fixed_dictionaries(
    {}, optional={p.id: st.sampled_from(sorted(p.stacking.named_readings)) for p in policies()}
)
"""One reading of some documents' rules on combining awards."""


@st.composite
def portfolios(draw, *, most=12, sums=st.integers(0, 120), year=None, ours=OURS):
    count = draw(st.integers(0, most))
    names = draw(st.sampled_from([("甲",), ("甲", "乙")]))
    awards = []
    for number in range(count):
        claim = Claim(
            on=date(year or draw(st.sampled_from([2024, 2025])), 6, 1),
            claimant=draw(st.sampled_from(names)),
            subject=draw(st.sampled_from([None, "P", "P", "Q", "R"])),
            contract=draw(st.sampled_from([None, "C"])),
            content=f"{year or ''}{number}",
        )
        sum_ = wan(draw(sums))
        if draw(st.integers(0, 3)):
            id_ = draw(st.sampled_from(ours))
            # A clause's own cap has cut its award already.
            most_of_it = {"langfang_2023/10.1": 50, "langfang_2023/2.1": 50} | OF_EVENT
            sum_ = min(sum_, wan(most_of_it.get(id_, 100)))
            awards.append(Award.recorded(id_, sum_, claim))
        else:
            level = draw(st.sampled_from(["nation", "province", "city", "district"]))
            kind = draw(st.booleans())
            awards.append(Award.external("他策", sum_, claim, level=level, same_kind=kind))
    return awards


def sums_of(awards):
    return [int(award.most / wan(1)) for award in awards]


def payable(awards, kept, before=()):
    """Return the most that kept awards can be paid under caps that are nested or disjoint."""
    sums = sums_of(awards)
    groups = []
    for most, members in caps(awards):
        used = sum(sums[i] for i in members if i in before)
        groups.append((frozenset(members) & frozenset(kept), max(most - used, 0)))
    left = {frozenset({index}): sums[index] for index in kept}
    for members, most in sorted(groups, key=lambda group: len(group[0])):
        inner = [group for group in left if group <= members]
        left[members] = min(most, sum(left.pop(group) for group in inner))
    return sum(left.values())


def best_by_trying_all(awards, history=()):
    """Return the best total, trying every set of awards that do not exclude each other."""
    everything = [*awards, *history]
    count = len(awards)
    past = range(count, len(everything))
    rivals = [
        {j for j in range(len(everything)) if i != j and apart(everything[i], everything[j])}
        for i in range(len(everything))
    ]
    sums = sums_of(everything)
    best = 0
    sets = [frozenset()]
    for item in range(count):
        given = {everything[j].clause for j in past if j in rivals[item] and sums[j]}
        if not sums[item] or everything[item].clause in given:
            continue  # a once-only award, paid before
        sets += [kept | {item} for kept in sets if not rivals[item] & kept]
    for kept in sets:
        displaced = [j for j in past if rivals[j] & kept and sums[j]]
        kept_before = frozenset(past) - frozenset(displaced)
        # Sums paid before cannot be taken back: awards replace them only if they cover them.
        covered = all(
            payable(everything, kept & frozenset().union(*(rivals[j] for j in some)), kept_before)
            >= sum(sums[j] for j in some)
            for count in range(1, len(displaced) + 1)
            for some in combinations(displaced, count)
        )
        if covered:
            gross = payable(everything, kept, kept_before)
            best = max(best, gross - sum(sums[j] for j in displaced))
    return best


def best_by_milp(awards):
    pairs = [(i, j) for i, j in combinations(range(len(awards)), 2) if apart(awards[i], awards[j])]
    limits = tuple(JointCap(frozenset(members), most) for most, members in caps(awards))
    return largest_total_by_milp(Problem(tuple(sums_of(awards)), (), limits, tuple(pairs)))
