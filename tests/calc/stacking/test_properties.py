"""For random claims, the total is the best possible and no rule is broken."""

from datetime import date
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Award, Claim, Resolution, policies, stack, wan
from tests.calc.stacking.five_documents import apart, broken, caps
from tests.calc.stacking.portfolios import (
    AGAINST_AN_ORACLE,
    CAPPED,
    READINGS,
    best_by_milp,
    best_by_trying_all,
    portfolios,
)

PAST = portfolios(most=4, year=2024)
SUMS = st.integers(0, 120)


GROSS = {policy.id: "gross_caps" for policy in policies()}


def total(awards, history=(), readings=None):
    return int(stack(awards, history, readings or {}).total / wan(1))


def in_wan(resolution):
    return [(award, int(paid / wan(1))) for award, paid in resolution.granted]


@AGAINST_AN_ORACLE
@given(portfolios())
def test_total_equals_brute_force(awards):
    assert total(awards) == best_by_trying_all(awards)


@AGAINST_AN_ORACLE
@given(portfolios(most=8), PAST)
def test_total_with_history_equals_brute_force(awards, history):
    assert total(awards, history) == best_by_trying_all(awards, history)


@AGAINST_AN_ORACLE
@given(portfolios(most=8, ours=CAPPED), portfolios(most=4, year=2024, ours=CAPPED))
def test_total_under_shared_caps_equals_brute_force(awards, history):
    assert total(awards, history) == best_by_trying_all(awards, history)


@AGAINST_AN_ORACLE
@given(portfolios(most=8, ours=CAPPED), portfolios(most=4, year=2024, ours=CAPPED))
def test_total_with_gross_caps_equals_brute_force(awards, history):
    right = best_by_trying_all(awards, history, gross=True)
    assert total(awards, history, GROSS) == right


@AGAINST_AN_ORACLE
@given(portfolios(most=60))
def test_total_equals_milp(awards):
    assert total(awards) == best_by_milp(awards)


@AGAINST_AN_ORACLE
@given(portfolios(most=20, ours=CAPPED), portfolios(most=6, year=2024, ours=CAPPED))
def test_total_with_history_equals_milp(awards, history):
    assert total(awards, history) == best_by_milp(awards, history)


@given(portfolios(most=20), PAST)
def test_no_rule_is_broken_or_award_exceeded(awards, history):
    resolution = stack(awards, history=history)
    assert broken(in_wan(resolution)) == []
    assert all(0 <= paid <= award.most for award, paid in resolution.granted)
    assert resolution.total == sum(resolution.by_instrument.values())
    named = [award for award, _ in resolution.granted] + [one.award for one in resolution.displaced]
    assert all(award in named for award in awards)


@given(portfolios(most=20), PAST, st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(awards, history, random):
    before = stack(awards, history=history)
    random.shuffle(awards)
    random.shuffle(history)
    assert stack(awards, history=history) == before


@given(portfolios(most=12), PAST, READINGS)
def test_resolution_survives_json_and_explains_all(awards, history, readings):
    resolution = stack(awards, history, readings)
    assert Resolution.model_validate_json(resolution.model_dump_json()) == resolution
    assert Resolution.model_validate(resolution.model_dump()) == resolution
    for language in ("zh", "en"):
        text = resolution.explain(language)
        assert all(award.clause in text for award in awards)
        for one in resolution.displaced:
            assert resolution.why(one.award, language)


@given(portfolios(most=20))
def test_stacking_payments_again_pays_them(awards):
    once = stack(awards)
    again = stack(
        [award.model_copy(update={"amount": paid, "most": paid}) for award, paid in once.granted]
    )
    assert again.total == once.total
    assert again.displaced == ()
    assert [paid for _, paid in again.granted] == [paid for _, paid in once.granted]


@given(portfolios(most=12), PAST)
def test_another_award_never_lowers_the_total(awards, history):
    totals = [
        total(awards[:count], history) for count in range(len(awards) + 1) if count or not history
    ]
    assert totals == sorted(totals)


@given(portfolios(most=12), PAST, st.integers(0, 11), st.integers(1, 50))
def test_higher_sum_never_lowers_the_total(awards, history, which, more):
    if which >= len(awards):
        return
    raised = awards[which].model_copy(
        update={name: awards[which].most + wan(more) for name in ("amount", "most")}
    )
    assert total([*awards[:which], raised, *awards[which + 1 :]], history) >= total(awards, history)


@AGAINST_AN_ORACLE
@given(portfolios(most=20), PAST)
def test_every_stated_reason_is_true(awards, history):
    resolution = stack(awards, history=history)
    granted = {id(award): sum_ for award, sum_ in resolution.granted}
    paid = [award for award, sum_ in (*resolution.granted, *((one, one.most) for one in history)) if sum_]  # fmt: skip
    for award, by, rule, article in resolution.displaced:
        assert granted.get(id(award), 0) < award.most
        assert article
        # An unpaid award is named only where no paid award excludes this one.
        paid_ones = [other for other in by if other in paid]
        assert paid_ones in ([], list(by))
        if rule.endswith((":yearly", ":in_all", ":event", "cap")):
            everything = [award, *awards, *history]
            mine = [members for _, members in caps(everything) if 0 in members]
            under = [everything[i] for i in chain.from_iterable(mine)]
            assert all(other in under for other in by)
        else:
            assert by
            assert all(apart(award, other) for other in by)
            assert paid_ones or not any(apart(award, other) for other in paid)


@given(portfolios(most=8), PAST)
def test_every_alternative_is_lawful_and_adds_up(awards, history):
    resolution = stack(awards, history=history)
    for other in resolution.alternatives:
        assert other.total <= resolution.total
        rest = [one for one in resolution.granted if one not in other.instead_of]
        assert sum(paid for _, paid in (*rest, *other.granted)) == other.total
        assert broken([(a, int(paid / wan(1))) for a, paid in (*rest, *other.granted)]) == []


def test_sum_paid_before_is_never_cut():
    on, claim = date(2024, 6, 1), {"claimant": "甲"}
    before = Award.recorded("langfang_2023/2.3", wan(100), Claim(on=on, subject="P", **claim))
    new = [
        Award.recorded("langfang_2023/2.1", wan(50), Claim(on=on, **claim)),
        Award.recorded("langfang_2023/2.2", wan(60), Claim(on=on, **claim)),
    ]
    assert stack(new, history=[before]).total == 0
