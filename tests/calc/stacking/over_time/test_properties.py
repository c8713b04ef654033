"""For random histories: order, repetition, more history and what is declared, in columns too."""

from hypothesis import assume, given
from hypothesis import strategies as st

from aipolicy import Award, stack, wan
from tests.calc.stacking.over_time.auditor import (
    NUMBERS,
    RENT,
    TEXTS,
    TIER,
    Item,
    number_shown,
    own_sum,
    unit_of,
)
from tests.calc.stacking.over_time.claims_of_years import awards_of, histories
from tests.calc.stacking.portfolios import AGAINST_AN_ORACLE
from tests.frames.stacking.portfolios_as_frames import expected, stacked, table_of

COMPUTED, RECORDED = st.just(True), st.just(False)
SETTLED = (*(id_ for id_, text in TEXTS.items() if text.figure or text.frequency == "once"), TIER, RENT)  # fmt: skip
"""Clauses whose claim, made again, is the same award; other costs of the others add up."""
DECLARING = (*NUMBERS, "heilongjiang_2026/3.1", TIER)
"""Clauses whose claims declare a year of support, what was received, or the highest past."""
PAST, STAGED = "highest_past_main_revenue", "heilongjiang_2026/9.2"


OF_ONE_CLAUSE = st.sampled_from([*TEXTS, TIER, RENT])


def pairs(id_, facts, other):
    """Two histories of one clause."""
    return st.tuples(histories(ours=(id_,), facts=facts), histories(ours=(id_,), facts=other))


def total(history):
    before, claimed = awards_of(history)
    return stack([claimed], history=before).total / wan(1)


def shown(history):
    """The claim with the facts that history shows, and not those that it declares."""
    new = history.new
    before = [
        one
        for one in history.before
        if one.clause == new.clause and unit_of(one) == unit_of(new) and own_sum(one)
    ]
    facts = dict(new.facts)
    if new.clause in NUMBERS:
        facts[NUMBERS[new.clause]] = number_shown(new, before)
    if "received_to_date" in facts:
        facts["received_to_date"] = sum(map(own_sum, before))
    if new.clause == TIER:
        stated = [one.facts.get(fact, 0) for one in before for fact in ("main_revenue", PAST)]
        facts[PAST] = max(stated, default=0)
    return Item(**(vars(new) | {"facts": facts}))


@given(histories(), st.randoms(use_true_random=False))
def test_order_of_history_does_not_matter(history, random):
    before, claimed = awards_of(history)
    found = stack([claimed], history=before)
    random.shuffle(before)
    assert stack([claimed], history=before) == found


@given(histories(), histories(), st.randoms(use_true_random=False))
def test_order_of_claims_does_not_matter(history, other, random):
    before, claimed = awards_of(history)
    others, more = awards_of(other, first=1)
    claims = [claimed, more, *others]
    last = max(one.claim.on for one in claims)
    before = [one for one in before if one.claim.on <= last]
    found = stack(claims, history=before)
    assert all(0 <= paid <= award.most for award, paid in found.granted)
    random.shuffle(claims)
    assert stack(claims, history=before) == found


@AGAINST_AN_ORACLE
@given(histories(ours=SETTLED, facts=COMPUTED))
def test_claiming_again_pays_nothing_more(history):
    """What was paid, recorded, is all: the same claim gets nothing."""
    new = shown(history)
    # 5 million may be the second tier's sum, or what the third exceeds it by: it cannot be told.
    assume((new.reading, own_sum(new)) != ("difference_only", 500))
    history = history._replace(new=new)
    assume(new.clause != STAGED or new.determined is None)
    before, claimed = awards_of(history)
    paid = stack([claimed], history=before).total
    assume(paid)
    done = Award.recorded(claimed.clause, paid, claimed.claim)
    assert stack([claimed], history=[*before, done]).total == 0


@AGAINST_AN_ORACLE
@given(OF_ONE_CLAUSE.flatmap(lambda id_: pairs(id_, COMPUTED, st.booleans())))
def test_more_history_never_raises_the_total(pair):
    """Payments added one by one, of the same clause and unit or of others.

    A recorded rent has no facts: whether it is the claim's is judged by its sum alone.
    """
    assume(pair[0].new.clause != RENT or all(one.facts for one in (*pair[1].before, pair[1].new)))
    before, claimed = awards_of(pair[0])
    others, more = awards_of(pair[1], first=1)
    added = [one for one in (*others, more) if one.amount and one.claim.on <= claimed.claim.on]
    paid = [*before, *added]
    totals = [stack([claimed], history=paid[:count]).total for count in range(len(paid) + 1)]
    assert totals == sorted(totals, reverse=True)


@AGAINST_AN_ORACLE
@given(histories(ours=DECLARING, facts=COMPUTED), st.data())
def test_declaring_less_never_pays_more(history, data):
    new = history.new
    truth = shown(history)
    declared = {**NUMBERS, TIER: PAST}.get(new.clause, "received_to_date")
    lower = data.draw(st.integers(min(truth.facts[declared], 1), truth.facts[declared]))
    less = Item(**(vars(truth) | {"facts": {**truth.facts, declared: lower}}))
    assert total(history._replace(new=less)) <= total(history._replace(new=truth))


@AGAINST_AN_ORACLE
@given(OF_ONE_CLAUSE.flatmap(lambda id_: pairs(id_, RECORDED, RECORDED)), st.integers(0, 5))
def test_columns_equal_stack_over_years(pair, claimed):
    """The last payments of one history are claimed together with the claim after them."""
    (before, new), (more, another) = awards_of(pair[0]), awards_of(pair[1], first=1)
    awards = [new, another, *more, *before[:claimed]]
    last = max(one.claim.on for one in awards)
    past = [one for one in before[claimed:] if one.claim.on <= last]
    in_columns = stacked(table_of(awards, past))
    told = expected(awards, past)
    assert in_columns == {name: told[name] for name in in_columns}
