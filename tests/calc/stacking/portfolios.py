"""Random awards of the five documents and of others, and the best total by brute force."""

from datetime import date
from itertools import combinations

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

from aipolicy import Award, Claim, policies, wan
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
            fifty = ("langfang_2023/10.1", "langfang_2023/2.1", "dalian_2025_draft/4.4")
            most_of_it = dict.fromkeys(fifty, 50) | OF_EVENT
            sum_ = min(sum_, wan(most_of_it.get(id_, 100)))
            awards.append(Award.recorded(id_, sum_, claim))
        else:
            level = draw(st.sampled_from(["nation", "province", "city", "district"]))
            kind = draw(st.booleans())
            awards.append(Award.external("他策", sum_, claim, level=level, same_kind=kind))
    return awards


def sums_of(awards):
    return [int(award.most / wan(1)) for award in awards]


def rivals_of(awards):
    return [
        {j for j in range(len(awards)) if i != j and apart(awards[i], awards[j])}
        for i in range(len(awards))
    ]


def claimable(awards, history, rivals):
    """Return the awards that have a sum and are not once-only awards that were paid before."""
    everything = [*awards, *history]
    return [
        item
        for item, award in enumerate(awards)
        if award.most
        and not any(
            j >= len(awards) and everything[j].clause == award.clause and everything[j].most
            for j in rivals[item]
        )
    ]


def best_by_trying_all(awards, history=(), *, gross=False):
    """Return the best total, trying every set of awards that do not exclude each other."""
    everything = [*awards, *history]
    rivals, sums = rivals_of(everything), sums_of(everything)
    payable = counted_in_full if gross else paid_now
    past = [j for j in range(len(awards), len(everything)) if sums[j]]
    sets = [frozenset()]
    for item in claimable(awards, history, rivals):
        sets += [kept | {item} for kept in sets if not rivals[item] & kept]
    most = {kept: sum(sums[i] for i in kept) for kept in sets}
    best = 0
    for kept in sorted(sets, key=most.get, reverse=True):
        replaced = {j: rivals[j] & kept for j in past if rivals[j] & kept}
        if most[kept] - sum(sums[j] for j in replaced) > best:
            best = max(best, payable(everything, kept, replaced, past))
    return best


def paid_now(awards, kept, replaced, past):
    """Return the most that awards are paid now, or -1 if they do not cover what they replace.

    It is a flow: from each sum paid before into the awards that replace it, which is deducted; and
    from the payer, through the caps over an award, what is paid now. A cap has the room that sums
    paid before under it leave, whoever replaces them. The caps are nested or disjoint.
    """
    sums = sums_of(awards)
    source, sink, count = len(awards), len(awards) + 1, len(awards) + 2
    wires = {(one, sink): sums[one] for one in kept}
    for one, by in replaced.items():
        wires[source, one] = sums[one]
        wires |= {(one, item): sums[one] for item in by}
    replacing = sum(sums[one] for one in replaced)
    if replacing and flow(wires, source) < replacing:
        return -1
    payer = dict.fromkeys(kept, source)
    for most, members in sorted(caps(awards), key=lambda cap: -len(cap[1])):
        under = [one for one in members if one in kept]
        if under:
            room = max(most - sum(sums[one] for one in members if one in past), 0)
            wires[payer[under[0]], count] = room
            payer |= dict.fromkeys(under, count)
            count += 1
    wires |= {(payer[one], one): sums[one] for one in kept}
    return flow(wires, source) - replacing if kept else 0


def flow(wires, source):
    """Return the largest flow from a node to the next one, given what each wire takes."""
    (start, end), sums = zip(*wires, strict=True), [*wires.values()]
    size = max(*start, *end) + 1
    table = csr_matrix((np.array(sums, np.int32), (start, end)), (size, size))
    return int(maximum_flow(table, source, source + 1).flow_value)


def counted_in_full(awards, kept, replaced, past):
    """Return the same as `paid_now` where caps count what awards come to, with their offsets."""
    sums, before = sums_of(awards), set(past) - replaced.keys()
    for count in range(1, len(replaced) + 1):
        for some in combinations(replaced, count):
            by = kept & frozenset().union(*(replaced[one] for one in some))
            if come_to(awards, by, before) < sum(sums[one] for one in some):
                return -1
    return come_to(awards, kept, before) - sum(sums[one] for one in replaced)


def come_to(awards, kept, before):
    """Return the most that kept awards come to under caps that are nested or disjoint."""
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


def best_by_milp(awards, history=()):
    """Return the best total as HiGHS finds it, in one program.

    An award has a switch and a sum paid now; a sum paid before a switch that is on while it is
    kept; and each award that may replace one has an offset under it.
    """
    everything, count = [*awards, *history], len(awards)
    rivals, sums = rivals_of(everything), sums_of(everything)
    new, past = claimable(awards, history, rivals), [j for j in range(count, len(sums)) if sums[j]]
    pairs = [(j, i) for j in past for i in new if i in rivals[j]]
    names = [*(("on", i) for i in (*new, *past)), *(("now", i) for i in new), *pairs]
    at = {name: number for number, name in enumerate(names)}
    rows = []  # coefficients, the least and the most of their sum

    def row(most, least=-np.inf):
        rows.append(({}, least, most))
        return rows[-1][0]

    for i in new:
        found = row(0)
        found |= {at["now", i]: 1, at["on", i]: -sums[i]}
        found |= {at[pair]: 1 for pair in pairs if pair[1] == i}
        for j in rivals[i] & {*new}:
            if i < j:
                row(1).update({at["on", i]: 1, at["on", j]: 1})
    for j in past:
        by = [pair for pair in pairs if pair[0] == j]
        row(sums[j], sums[j]).update({at["on", j]: sums[j], **{at[pair]: 1 for pair in by}})
        for _, i in by:
            row(1).update({at["on", i]: 1, at["on", j]: 1})
    for most, members in caps(everything):
        room = max(most - sum(sums[j] for j in members if j in past), 0)
        row(room).update({at["now", i]: 1 for i in members if i in new})
    if not names:
        return 0
    matrix = np.zeros((len(rows), len(names)))
    for number, (entries, _, _) in enumerate(rows):
        for variable, rate in entries.items():
            matrix[number, variable] = rate
    answer = milp(
        [-(name[0] == "now") for name in names],
        integrality=np.ones(len(names)),
        bounds=Bounds(0, [1 if name[0] == "on" else np.inf for name in names]),
        constraints=LinearConstraint(matrix, *zip(*(limits for _, *limits in rows), strict=True)),
        options={"mip_rel_gap": 0},
    )
    assert answer.success, answer.message
    return round(-answer.fun)
