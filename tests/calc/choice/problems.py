"""Random problems for the tests of the solver."""

from random import Random

from hypothesis import settings
from hypothesis import strategies as st

from aipolicy.calc.choice import Exclusion, JointCap, Problem, Sides

AGAINST_AN_ORACLE = settings(max_examples=max(500, settings().max_examples))
"""At least 500 problems, whatever the profile."""


@st.composite
def small_problems(draw: st.DrawFn, *, items: int = 9, most: int = 5) -> Problem:
    """Few items of a few fen: ties, zeros, rings of caps and empty rules are common."""
    count = draw(st.integers(0, items))
    some = st.frozensets(st.integers(0, count - 1), max_size=4) if count else st.just(frozenset())
    pair = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    pairs = pair.filter(lambda two: two[0] != two[1]) if count > 1 else st.nothing()
    return Problem(
        amounts=tuple(draw(st.lists(st.integers(0, most), min_size=count, max_size=count))),
        exclusions=tuple(map(Exclusion, draw(st.lists(some, max_size=4)))),
        caps=tuple(
            JointCap(members, fen)
            for members, fen in draw(
                st.lists(st.tuples(some, st.integers(0, 2 * most)), max_size=4)
            )
        ),
        conflicts=tuple(draw(st.lists(pairs, max_size=6))) if count > 1 else (),
    )


@st.composite
def sided_problems(draw: st.DrawFn, *, items: int = 9, most: int = 5) -> Problem:
    """Few items on sides of groups, of which each may be divided again, beside other rules."""
    problem = draw(small_problems(items=items, most=most))
    random = draw(st.randoms(use_true_random=False))
    count = len(problem.amounts)
    rules: list[Exclusion | Sides | JointCap] = []
    for _ in range(random.randint(1, 2)):
        some = random.sample(range(count), random.randint(0, count))
        rules += _divided(random, some, most, random.randint(1, 3))
    few = random.random() < 0.5  # without other rules the whole is one module
    return Problem(
        problem.amounts,
        (
            *(rule for rule in rules if isinstance(rule, Exclusion)),
            *problem.exclusions[few:1],
        ),
        (*(rule for rule in rules if isinstance(rule, JointCap)), *problem.caps[few:2]),
        () if few else problem.conflicts[:3],
        tuple(rule for rule in rules if isinstance(rule, Sides)),
    )


def _divided(
    random: Random, items: list[int], most: int, depth: int
) -> list[Exclusion | Sides | JointCap]:
    """Return rules on some items: sides, and rules inside each; an exclusion; a cap on all."""
    found: list[Exclusion | Sides | JointCap] = []
    if len(items) > 1 and depth:
        kind, count = random.random(), random.randint(2, 3)
        sides = [items[place::count] for place in range(count)]
        if kind < 0.5:
            found.append(Sides(tuple(map(frozenset, sides))))
        if kind < 0.7:
            for side in sides:
                found += _divided(random, side, most, depth - 1)
        else:
            found.append(Exclusion(frozenset(items)))
    if random.random() < 0.35:
        found.append(JointCap(frozenset(items), random.randint(0, most * max(len(items), 1))))
    return found


@st.composite
def large_problems(draw: st.DrawFn, *, items: int = 60) -> Problem:
    """Up to 60 items of up to 1,000, with as many conflicts as a real portfolio might have."""
    return random_problem(
        draw(st.randoms(use_true_random=True)),
        items=draw(st.integers(1, items)),
        conflicts_each=draw(st.sampled_from([0.0, 0.5, 1.0, 2.0])),
        groups=draw(st.integers(0, 8)),
        caps=draw(st.integers(0, 4)),
    )


def random_problem(
    random: Random, *, items: int, conflicts_each: float, groups: int, caps: int
) -> Problem:
    """Return conflicts between pairs, groups of up to 5, and caps at 30% to 90% of their members."""
    everything = range(items)
    amounts = tuple(random.randint(0, 1_000) for _ in everything)
    capped = [random.sample(everything, random.randint(1, min(items, 12))) for _ in range(caps)]
    pairs = int(conflicts_each * items) if items > 1 else 0
    return Problem(
        amounts,
        exclusions=tuple(
            Exclusion(frozenset(random.sample(everything, random.randint(1, min(items, 5)))))
            for _ in range(groups)
        ),
        caps=tuple(
            JointCap(frozenset(group), sum(amounts[i] for i in group) * random.randint(3, 9) // 10)
            for group in capped
        ),
        conflicts=tuple(tuple(random.sample(everything, 2)) for _ in range(pairs)),
    )
