"""One claimant with thousands of awards of one subject: what the resolver holds stays linear.

What is best is known in closed form: awards of one side are paid, those of the other are not.
"""

from dataclasses import replace
from datetime import date
from itertools import combinations, product
from random import Random

import pytest

from aipolicy import Award, Claim, policy, stack
from aipolicy.calc.choice.components import components
from aipolicy.calc.choice.presolve import presolved
from aipolicy.calc.documents.rule import ANY_LEVEL, By, Effect
from aipolicy.calc.documents.stacking import Together
from aipolicy.calc.stacking import ties
from aipolicy.calc.stacking.explanation.names import MOST_NAMED
from aipolicy.calc.stacking.settlement import award_problem
from aipolicy.stacking.entries import entries_of
from aipolicy.stacking.rules import rules_as_read
from tests.calc.stacking.cities import city, ours, rule, theirs  # noqa: F401

ON = {
    "dalian_2025_draft": date(2025, 6, 1),
    "harbin_2022": date(2023, 6, 1),
    "heilongjiang_2026": date(2026, 6, 1),
    "langfang_2023": date(2024, 6, 1),
}
COUNT = 4_000


def claim(document, number):
    return Claim(on=ON[document], claimant="甲", subject="P", content=f"W{number}")


def of_document(document, count, first=0, most=5_000):
    """Awards of all clauses of a document, one after another."""
    random = Random(count + first)
    numbers = [clause.number for clause in policy(document).clauses.values()]
    return [
        Award.recorded(
            f"{document}/{numbers[i % len(numbers)]}",
            random.randint(1, most),
            claim(document, first + i),
        )
        for i in range(count)
    ]


def of_others(document, count, sum_=100_000):
    level = {"harbin_2022": "city"}.get(document, "province")
    return [
        Award.external("他策", sum_, claim(document, f"他{i}"), level=level) for i in range(count)
    ]


def problem_of(awards, history=(), **readings):
    stackings = rules_as_read(readings).stackings
    entries = entries_of(awards, history)
    return award_problem(entries, ties.ties_between(entries, stackings))


def held(problem):
    """How many members the rules of a problem have."""
    numbers = problem.numbers
    return sum(
        len(rule.members) for rule in (*numbers.exclusions, *numbers.caps, *numbers.sides)
    ) + 2 * len(numbers.conflicts)


@pytest.mark.parametrize("document", list(ON))
@pytest.mark.parametrize("inside", [COUNT, COUNT // 2, 1])
def test_problem_holds_members_not_pairs(document, inside):
    awards = of_document(document, inside) + of_others(document, COUNT - inside)
    problem = problem_of(awards)
    assert problem.numbers.conflicts == ()
    assert held(problem) <= 4 * COUNT
    for component in components(problem.numbers):
        assert len(presolved(component, problem.numbers.amounts, steps=0).options) <= 10


@pytest.mark.parametrize("document", list(ON))
@pytest.mark.parametrize("paid", [1, 100, COUNT // 2])
def test_history_holds_members_not_pairs(document, paid):
    awards = [*of_document(document, COUNT // 2), *of_others(document, COUNT // 2)]
    Random(paid).shuffle(awards)
    problem = problem_of(awards[paid:], awards[:paid])
    assert problem.numbers.conflicts == ()
    assert held(problem) <= 20 * COUNT  # two groups for each bit of the number of a side


@pytest.mark.parametrize("document", ["harbin_2022", "heilongjiang_2026", "langfang_2023"])
def test_other_policies_are_the_better_side(document):
    awards, others = of_document(document, COUNT // 2), of_others(document, COUNT // 2)
    found = stack([*awards, *others])
    assert found.total == 100_000 * COUNT // 2
    assert {award.clause for award, _ in found.granted} == {"他策"}
    assert len(found.displaced) >= COUNT // 2


@pytest.mark.parametrize("document", ["harbin_2022", "heilongjiang_2026", "langfang_2023"])
def test_one_award_outweighs_thousands(document):
    awards = of_document(document, 1)
    others = of_others(document, COUNT, sum_=1)
    found = stack([awards[0].model_copy(update={"amount": COUNT + 1, "most": COUNT + 1}), *others])
    assert found.total == COUNT + 1
    assert [award.clause for award, _ in found.granted] == [awards[0].clause]
    assert {one.by for one in found.displaced} == {(found.granted[0].award,)}


def test_sides_inside_a_document_are_compared(city):
    """Clauses of which each award is paid: the clause whose awards come to most."""
    city(rule(Effect.HIGHER, By.SUBJECT))
    numbers = ["1.1", "1.2", "2.1", "2.2"]
    sums = {"1.1": 3, "1.2": 5, "2.1": 4, "2.2": 5}
    awards = [ours(numbers[i % 4], sums[numbers[i % 4]], contract=f"C{i}") for i in range(COUNT)]
    found = stack(awards)
    paid = {award.clause for award, _ in found.granted}
    assert len(paid) == 1
    assert found.total in {COUNT // 4 * 5, 5}  # a clause that is given once pays one award
    assert all(one.rule.startswith("springs/") for one in found.displaced)


@pytest.mark.parametrize("effect", [Effect.LOST, Effect.REPLACED, Effect.BARRED])
@pytest.mark.parametrize("before", [False, True])
def test_barred_awards_share_their_reasons(city, effect, before):
    """Thousands that bar thousands: one reason each, all with the same hundred names."""
    city(rule(effect, By.SUBJECT, inside=False, levels=ANY_LEVEL))
    count = 1_000
    mine = [ours("1.2", 5, contract=f"C{i}") for i in range(count)]
    others = [theirs(50 + i, content=f"W{i}") for i in range(count)]
    found = stack(mine, history=others) if before else stack([*mine, *others])
    lost = [one for one in found.displaced if one.award.clause == "springs/1.2"]
    assert len(lost) >= count
    highest = tuple(award for award in others[-MOST_NAMED:])
    named = {id(one.by): one.by for one in lost if one.rule == "springs/rule"}
    assert len(named) == 1
    assert set(*named.values()) == set(highest)


def test_undetermined_awards_are_named_first(city):
    city(rule(Effect.HIGHER, By.SUBJECT, inside=False, levels=ANY_LEVEL))
    others = [theirs(1_000 + i, content=f"W{i}") for i in range(200)]
    others[:3] = [one.model_copy(update={"amount": None}) for one in others[:3]]
    found = stack([ours("1.2", 5), *others])
    (lost,) = found.displaced
    assert len(lost.by) == MOST_NAMED
    assert set(lost.by) == {*others[:3], *others[-MOST_NAMED + 3 :]}


@pytest.mark.parametrize("count", [MOST_NAMED - 1, MOST_NAMED])
def test_a_hundred_awards_are_all_named(city, count):
    city(rule(Effect.HIGHER, By.SUBJECT, inside=False, levels=ANY_LEVEL))
    others = [theirs(1_000 + i, content=f"W{i}") for i in range(count)]
    (lost,) = stack([ours("1.2", 5), *others]).displaced
    assert set(lost.by) == set(others)


@pytest.mark.parametrize("levels", [["nation"], ["nation", "province"], ["city"] * 50])
def test_award_on_top_is_marked_once(city, levels):
    """However many sums, levels and rules it is granted on top of."""
    on_top = Together("9", ("1.2",), zh="并给", en="given on top", on=ANY_LEVEL)
    rules = [rule(Effect.HIGHER, by, levels=ANY_LEVEL) for by in (By.SUBJECT, By.CLAIMANT)]
    city(*(replace(one, name=f"rule{n}") for n, one in enumerate(rules)), together=(on_top,))
    others = [theirs(5, level, content=f"W{i}") for i, level in enumerate(levels)]
    mine = ours("1.2", 5)
    found = stack([mine, *others])
    assert (found.total, found.displaced) == (5 + 5 * len(levels), ())
    assert [mark.kind for mark in found.marks if mark.award == mine] == ["together"]


@pytest.mark.parametrize("seed", range(20))
def test_sides_are_the_pairs_that_conflict(city, seed):
    """All pairs of two clauses, but for two that were paid before."""
    random = Random(seed)
    city(rule(Effect.HIGHER, By.SUBJECT))
    awards = [
        ours(
            random.choice(["1.1", "1.2", "2.1", "2.2", "3.1"]), 5, contract=f"C{i}", content=f"W{i}"
        )
        for i in range(12)
    ]
    history, new = awards[: seed % 7], awards[seed % 7 :]
    entries = entries_of(new, history)
    rules = rules_as_read({}).stackings
    numbers = award_problem(entries, ties.ties_between(entries, rules)).numbers
    groups = [*(tuple(map(set, one.sides)) for one in numbers.sides)]
    groups += [tuple({i} for i in one.members) for one in numbers.exclusions]
    pairs = {
        frozenset(pair)
        for sides in groups
        for one, other in combinations(sides, 2)
        for pair in product(one, other)
    }
    once = {entry.number for entry in entries if entry.how_often == "once"}
    expected = {
        frozenset({one.index, other.index})
        for one, other in combinations(entries, 2)
        if not (one.before and other.before)
        and (one.number != other.number or one.number in once)
        and {one.index, other.index}.isdisjoint(
            award_problem(entries, ties.ties_between(entries, rules)).lost
        )
    }
    assert pairs == expected


@pytest.mark.parametrize("paid", [1, 100, 1_000])
def test_history_is_topped_up_by_the_better_side(city, paid):
    """What was paid of one side is deducted from the other, in all and from no award twice."""
    city(rule(Effect.HIGHER, By.SUBJECT, inside=False, levels=ANY_LEVEL))
    before = [theirs(3, content=f"W{i}") for i in range(paid)]
    new = [ours("1.2", 7, contract=f"C{i}") for i in range(paid)]
    problem = problem_of(new, before)
    assert held(problem) <= 4 * 2 * paid
    found = stack(new, history=before)
    alone = stack(new)
    assert found.total == max(alone.total - 3 * paid, 0)
