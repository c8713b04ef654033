"""No rule is broken, and no lawful result pays more, whatever rules a city writes."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aipolicy import Award, policies, registry, stack, wan
from aipolicy.calc.documents.rule import (
    ANY_LEVEL,
    ANY_PER,
    NO_LEVEL,
    By,
    CountsBy,
    Effect,
    Joint,
    Rule,
)
from aipolicy.calc.documents.stacking import Stacking, Together
from aipolicy.calc.documents.terms import CITY, PROJECT, PROVINCE
from aipolicy.calc.values.money import percent
from tests.calc.stacking.broken_rules import broken_rules
from tests.calc.stacking.cities import city, claim, ours, rule, theirs  # noqa: F401
from tests.calc.stacking.meetings import OVER_TIME
from tests.calc.stacking.portfolios import AGAINST_AN_ORACLE, READINGS, portfolios
from tests.invented.springs import springs


@AGAINST_AN_ORACLE
@given(portfolios(most=20), portfolios(most=4, year=2024), READINGS)
def test_no_reading_of_a_document_is_broken(awards, history, readings):
    resolution = stack(awards, history, readings)
    assert broken_rules(resolution.granted, awards, history, readings) == []


# Invented cities

CAPS = st.none() | st.sampled_from([Joint(most=wan(0)), Joint(most=40), Joint(of="cost", share=percent(50))])  # fmt: skip


@st.composite
def rules(draw, name="rule"):
    cap = draw(CAPS)
    others = sorted({*Effect} - {Effect.CAPPED, Effect.ONCE, *OVER_TIME})
    return Rule(
        name=name,
        article="9",
        zh="规则",
        en="the rule",
        group_by=tuple(
            draw(st.lists(st.sampled_from(list(By)), min_size=1, max_size=2, unique=True))
        ),
        effect=Effect.CAPPED if cap else draw(st.sampled_from(others)),
        inside=draw(st.booleans()),
        clauses=draw(st.sampled_from([(), (), ("1.1", "2.1")])),
        per=draw(st.sampled_from([ANY_PER, frozenset({PROJECT})])),
        counts_by=draw(st.sampled_from(list(CountsBy))),
        counted_as_one=draw(st.sampled_from([(), (), (("1.1", "2.2"),)])),
        levels=draw(st.sampled_from([NO_LEVEL, ANY_LEVEL, frozenset({CITY})])),
        same_kind=draw(st.sampled_from([None, None, True, False])),
        top_up=draw(st.booleans()),
        in_principle=draw(st.booleans()),
        cap=cap,
    )


@st.composite
def cities(draw):
    together = [
        Together("1", ("1.1", "1.2"), "一个方案", "one plan"),
        Together("2", ("2.1",), "配套", "it matches", on=frozenset({PROVINCE})),
    ]
    return Stacking(
        rules=(draw(rules("first")), *draw(st.lists(rules("second"), max_size=1))),
        together=tuple(draw(st.lists(st.sampled_from(together), max_size=2, unique=True))),
    )


@st.composite
def claimed(draw, *, most, month):
    awards = []
    for number in range(draw(st.integers(0, most))):
        where = claim(
            draw(st.sampled_from(["P", "P", "Q", None])),
            claimant=draw(st.sampled_from(["甲", "甲", "乙"])),
            contract=draw(st.sampled_from(["C", "C", None])),
            content=draw(st.sampled_from(["W", "W", None])),
            on=date(2024, month, 1 + number),
            invoices=draw(st.sampled_from([(), ("1",), ("1", "2"), ("2", "3")])),
            exception=draw(st.sampled_from([None, None, "批复"])),
            bases={"cost": 60},
        )
        sum_ = draw(st.integers(0, 50))
        if draw(st.integers(0, 2)):
            numbers = st.sampled_from(["1.1", "1.2", "2.1", "2.2"])
            awards.append(Award.recorded(f"springs/{draw(numbers)}", sum_, where))
        else:
            level, kind = draw(st.sampled_from(["province", "city"])), draw(st.booleans())
            awards.append(Award.external("他策", sum_, where, level=level, same_kind=kind))
    return awards


@contextmanager
def in_force(stacking):
    """Put the city among the policies, under these rules."""
    known = {policy.id: policy for policy in (*policies(), springs(stacking))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "_found", lambda: known)
        yield


@AGAINST_AN_ORACLE
@given(cities(), claimed(most=8, month=6), claimed(most=3, month=5))
def test_no_rule_of_an_invented_city_is_broken(stacking, awards, history):
    with in_force(stacking):
        assert broken_rules(stack(awards, history).granted, awards, history) == []


@AGAINST_AN_ORACLE
@given(cities(), claimed(most=6, month=6))
def test_no_lawful_result_pays_more(stacking, awards):
    uncapped = replace(stacking, rules=[rule for rule in stacking.rules if rule.cap is None])
    with in_force(uncapped):
        lawful = (
            sum(award.most for award in some)
            for count in range(len(awards) + 1)
            for some in combinations(awards, count)
            if not broken_rules([(award, award.most) for award in some], awards)
        )
        assert stack(awards).total == max(lawful)


# The judge itself


def broken(granted, history=(), awards=None, readings=()):
    new = [award for award, _ in granted] if awards is None else awards
    return broken_rules(granted, new, history, readings)


@pytest.mark.parametrize("effect", ["higher", "choice", "barred"])
def test_judge_sees_two_awards_for_one(city, effect):
    city(rule(effect, By.SUBJECT, levels=ANY_LEVEL))
    one, two, other = ours("1.1", 5), ours("2.1", 3), theirs(4)
    assert broken([(one, 5), (two, 3)]) == ["springs/rule"]
    assert broken([(one, 5), (other, 1)]) == ["springs/rule"]
    assert broken([(one, 5)], awards=[one, two, other]) == []
    assert broken([(one, 5), (ours("2.1", 3, "Q"), 3)]) == []


def test_judge_sees_too_large_a_difference(city):
    city(rule(Effect.HIGHER, By.SUBJECT))
    lower, higher = ours("1.1", 3), ours("2.1", 5)
    assert broken([(higher, 2)], [lower]) == []
    assert broken([(higher, 3)], [lower]) == ["springs/1.1 twice"]
    assert broken([(lower, 1)], [higher]) == ["springs/2.1 twice"]


def test_judge_sees_an_unpayable_difference(city):
    city(rule(Effect.HIGHER, By.SUBJECT, top_up=False))
    assert broken([(ours("2.1", 5), 2)], [ours("1.1", 3)]) == ["springs/rule"]
    city(rule(Effect.BARRED, By.SUBJECT, inside=False, levels=ANY_LEVEL))
    assert broken([(ours("2.1", 5), 2)], [theirs(3)]) == ["springs/rule"]


def test_judge_sees_a_lost_award(city):
    city(rule(Effect.LOST, By.SUBJECT, levels=ANY_LEVEL))
    one, two = ours("1.1", 5), ours("2.1", 3)
    assert broken([(one, 5)], awards=[one, two]) == ["springs/rule"]
    assert broken([(one, 5)], [theirs(1)]) == ["springs/rule"]
    assert broken([(theirs(1), 1)], awards=[one, theirs(1)]) == []


def test_judge_sees_a_replaced_award(city):
    city(rule(Effect.REPLACED, By.SUBJECT, levels=ANY_LEVEL))
    one, other = ours("1.1", 5), theirs(3)
    assert broken([(one, 5)], awards=[one, other]) == ["springs/rule"]
    assert broken([(other, 3)], awards=[one, other]) == []


def test_judge_sees_an_exceeded_cap(city):
    city(rule(Effect.CAPPED, By.SUBJECT, cap=Joint(most=7)))
    one, two = ours("1.1", 5), ours("2.1", 3)
    assert broken([(one, 5), (two, 2)]) == []
    assert broken([(one, 5), (two, 3)]) == ["springs/rule"]
    assert broken([(one, 4)], [ours("2.2", 3)]) == []
    assert broken([(one, 5)], [ours("2.2", 3)]) == ["springs/rule"]
    assert broken([(one, 1)], [ours("2.2", 9)]) == ["springs/rule"]


def test_judge_knows_the_rules_of_clauses():
    def paid(id_, sum_, **more):
        return Award.recorded(id_, sum_, claim(**more))

    once = [paid("langfang_2023/8.1", 5, contract=name) for name in ("1", "2")]
    assert broken([(award, 5) for award in once]) == ["langfang_2023/8.1:once"]
    assert broken([(once[0], 5)], once[1:]) == ["langfang_2023/8.1:once"]
    tests = [paid("langfang_2023/10.1", wan(30), content=name) for name in ("1", "2")]
    assert broken([(award, wan(25)) for award in tests]) == []
    assert broken([(award, wan(26)) for award in tests]) == ["langfang_2023/10.1:yearly"]
    staged = [paid("heilongjiang_2026/9.2", wan(3000), content=name) for name in ("1", "2")]
    assert broken([(staged[0], wan(2001))], staged[1:]) == ["heilongjiang_2026/9.2:in_all"]


def test_judge_follows_the_reading():
    plan = [Award.recorded(f"dalian_2025_draft/{number}", 5, claim()) for number in ("5.1", "5.2")]
    granted = [(award, 5) for award in plan]
    assert broken(granted) == []
    literal = {"dalian_2025_draft": "literal"}
    assert broken(granted, readings=literal) == ["dalian_2025_draft/closing"]
