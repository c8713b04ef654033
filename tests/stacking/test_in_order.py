"""Awards in order of time, as a caller of `stack` sees them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Award, Case, Claim, Resolution, assess, stack, wan
from aipolicy.calc.documents.rule import By, Effect, Joint
from aipolicy.calc.values.money import percent
from aipolicy.errors import InvalidStack
from aipolicy.rules import langfang_2023 as langfang
from tests.calc.stacking.cities import city, ours, rule, theirs  # noqa: F401
from tests.calc.stacking.in_order.one_by_one import dated, in_order

MAY, JUNE, JULY = (date(2024, month, 1) for month in (5, 6, 7))
ONCE = "langfang_2023/8.1"


def once(sum_, on, **more):
    return Award.recorded(ONCE, wan(sum_), Claim(on=on, claimant="甲", subject="P", **more))


def paid(awards, history=()):
    resolution = stack(awards, history, in_order=True)
    return [int(resolution.paid(award) / wan(1)) for award in awards]


@pytest.mark.parametrize("place", range(2))
def test_later_award_is_the_one_that_exceeds(place):
    awards = [once(30, MAY), once(80, JUNE)]
    awards = awards[place:] + awards[:place]
    found = stack(awards, in_order=True)
    ((late, by, rule_, _),) = found.displaced
    assert (late.claim.on, by[0].claim.on, rule_) == (JUNE, MAY, f"{ONCE}:once")
    assert found.total == wan(30)
    assert "300,000.00" in found.explain("en")
    assert found.alternatives == ()
    assert Resolution.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((None, None), [30, 0]),
        ((JULY, JUNE), [0, 80]),
        ((JUNE, JULY), [30, 0]),
        ((None, JULY), [0, 80]),
        ((JULY, None), [30, 0]),
        ((JULY, JULY), [30, 0]),
    ],
)
def test_day_of_payment_orders_one_day(days, expected):
    first, second = days
    assert paid([once(30, MAY, paid_on=first), once(80, MAY, paid_on=second)]) == expected


def test_day_of_claim_comes_before_that_of_payment():
    assert paid([once(30, JUNE, paid_on=MAY), once(80, MAY, paid_on=JULY)]) == [0, 80]


@given(dated(most=8), st.randoms(use_true_random=False))
def test_input_order_is_irrelevant_if_days_differ(awards, random):
    awards = [*{award.claim.on: award for award in awards}.values()]
    said = in_order(awards)
    random.shuffle(awards)
    assert in_order(awards) == said


@pytest.mark.parametrize(
    ("on", "expected"), [(MAY, [0, 0]), (date(2024, 5, 2), [30, 0]), (JUNE, [30, 0]), (JULY, None)]
)
def test_history_counts_from_its_day_on(on, expected):
    awards, history = [once(30, MAY), once(80, JUNE)], [once(5, on)]
    if expected is None:
        with pytest.raises(InvalidStack):
            paid(awards, history)
    else:
        assert paid(awards, history) == expected


def test_later_history_leaves_earlier_claims_whole(city):
    city(rule(Effect.CAPPED, By.CLAIMANT, cap=Joint(most=50)))
    awards = [ours("1.1", 40, "P", on=MAY), ours("1.2", 40, "Q", on=JULY)]
    history = [ours("2.1", 30, "R", on=JUNE)]
    found = stack(awards, history, in_order=True)
    assert [found.paid(award) for award in awards] == [40, 0]
    assert stack(awards, history).total == 20


@pytest.mark.parametrize("effect", [Effect.LOST, Effect.REPLACED])
def test_what_was_paid_is_not_lost_later(city, effect):
    city(rule(effect, By.SUBJECT, levels=frozenset({"province"})))
    own, other = ours("1.2", 40, on=MAY), theirs(10, "province", on=JUNE)
    assert (stack([own, other]).total, stack([own, other], in_order=True).total) == (10, 50)
    early = theirs(10, "province", on=MAY, name="更早")
    late = ours("1.2", 40, on=JUNE)
    assert stack([early, late], in_order=True).total == 10


def test_outside_policy_keeps_its_level_and_kind(city):
    city(rule(Effect.HIGHER, By.SUBJECT, levels=frozenset({"province"}), same_kind=False))
    for level, kind, expected in (("province", False, 30), ("city", False, 40), ("province", True, 40)):  # fmt: skip
        early = theirs(10, level, on=MAY, same_kind=kind)
        late = ours("1.2", 40, on=JUNE)
        assert stack([early, late], in_order=True).paid(late) == expected


def test_awards_may_be_the_same_once_paid(city):
    """What is paid of the first is what the second claims, and yet they are two awards."""
    city(rule(Effect.CAPPED, By.CLAIMANT, cap=Joint(most=50)))
    first, second = ours("1.2", 80, on=MAY), ours("1.2", 50, on=MAY)
    found = stack([first, second], in_order=True)
    assert [found.paid(first), found.paid(second)] == [50, 0]


def test_missing_figures_are_named_at_their_awards(city):
    cap = Joint(of="cost", share=percent(50))
    city(rule(Effect.CAPPED, By.SUBJECT, cap=cap))
    awards = [
        ours("1.2", 5, "Q", on=JULY),
        ours("1.2", 5, "P", on=MAY, bases={"cost": 60}),
        ours("2.1", 5, "P", on=JUNE),
        ours("1.2", 5, "R", on=MAY),
        ours("2.1", 5, "R", on=JUNE),
    ]
    with pytest.raises(InvalidStack) as refused:
        stack(awards, in_order=True)
    assert sorted(one.path for one in refused.value.faults) == [
        ("awards", 0, "bases", "cost"),
        ("awards", 3, "bases", "cost"),
    ]


def test_facts_that_earlier_payments_replace_are_marked():
    def operated(year, on):
        claim = Claim(on=on, claimant="甲", subject="P", effective_from=date(2023, 1, 4))
        facts = {"operating_cost": wan(1000), "year_of_operation": year}
        return langfang.platform_operation.award(claim, **facts)

    awards = [operated(1, date(year, 3, 1)) for year in (2023, 2024, 2025)]
    fourth = {"on": date(2025, 6, 1), "year": 2026}
    late = awards[0].model_copy(update={"claim": awards[0].claim.model_copy(update=fourth)})
    awards.append(late)
    found = stack(awards, in_order=True)
    marks = [mark for mark in found.marks if mark.kind == "replaced"]
    assert [mark.award for mark in marks] == awards[1:]
    assert [f"before shows {number}," in mark.en for number, mark in enumerate(marks, 2)] == [
        True
    ] * 3
    assert found.paid(late) == 0


def test_undetermined_sums_count_with_their_most():
    late = once(80, JUNE)
    early = once(30, MAY).model_copy(update={"amount": None})
    found = stack([early, late], in_order=True)
    assert (found.total, found.due, found.provisional) == (wan(30), 0, True)


@pytest.mark.parametrize("key", ["paid_on", "付款日", "付款日期"])
@pytest.mark.parametrize("day", ["2024-07-01", "2024年7月1日", "2024/7/1"])
def test_case_files_state_the_day_of_payment(key, day):
    event = {"clause": "harbin_2022/9.2", "on": "2023-06-01"}
    facts = {"event_cost": "60万元", "on_annual_list": True}
    case = Case.read({"claims": [{**event, "facts": facts, key: day}]})
    assert case.claims[0].paid_on == date(2024, 7, 1)
    assert assess(case).awards[0].claim.paid_on == date(2024, 7, 1)


def test_day_of_payment_survives_json_and_changes_nothing():
    award = once(30, MAY, paid_on=JULY)
    assert Award.model_validate_json(award.model_dump_json()) == award
    assert award.most == once(30, MAY).most
