from dataclasses import replace
from datetime import date

import pytest

from aipolicy import Award, Claim, stack, wan
from aipolicy.calc.documents.rule import ANY_LEVEL, By, Effect, Joint
from aipolicy.calc.stacking.alternatives.freedom import Freedom
from aipolicy.calc.stacking.settlement import award_problem
from aipolicy.calc.stacking.ties import ties_between
from aipolicy.stacking.entries import entries_of
from aipolicy.stacking.rules import rules_as_read
from tests.calc.stacking.cities import city, ours, rule, theirs  # noqa: F401


def choices(resolution):
    return [(other.granted, other.total) for other in resolution.alternatives]


def test_lower_award_may_be_chosen(city):
    city(rule(Effect.CHOICE, By.SUBJECT, inside=False, levels=ANY_LEVEL))
    mine, other = ours("1.1", 5), theirs(3)
    assert choices(stack([mine, other])) == [(((other, 3),), 3)]
    assert choices(stack([mine, theirs(3, subject="Q")])) == []


def test_no_choice_under_a_rule_for_the_higher(city):
    city(
        rule(Effect.HIGHER, By.SUBJECT),
        rule(Effect.CHOICE, By.SUBJECT, inside=False, levels=ANY_LEVEL),
    )
    mine, lower, other = ours("1.1", 5), ours("2.1", 4), theirs(3)
    assert choices(stack([mine, lower, other])) == [(((other, 3),), 3)]


def test_rule_for_the_higher_binds_beside_a_choice(city):
    """Of two rules on the same awards one grants no choice."""
    choice = rule(Effect.CHOICE, By.SUBJECT, inside=False, levels=ANY_LEVEL)
    mine, other = ours("1.1", 5), theirs(3)
    for effect, free in ((Effect.HIGHER, False), (Effect.CHOICE, True)):
        second = rule(effect, By.CLAIMANT, inside=False, levels=ANY_LEVEL)
        city(choice, replace(second, name="second"))
        assert bool(choices(stack([mine, other]))) is free


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("effect", [Effect.HIGHER, Effect.CHOICE])
def test_free_awards_have_a_rival_of_choice_alone(city, inside, effect):
    choice = rule(Effect.CHOICE, By.SUBJECT, inside=inside, levels=ANY_LEVEL)
    city(choice, replace(choice, name="second", effect=effect))
    entries = entries_of([ours("1.1", 5), ours("2.1", 4), theirs(3)])
    ties = ties_between(entries, rules_as_read({}).stackings)
    freedom = Freedom(ties, award_problem(entries, ties))
    assert freedom.awards() == ({0, 1, 2} if effect is Effect.CHOICE else set())


def test_no_award_is_its_own_rival(city):
    """A rule for the higher covers the one pair between which the other rule lets choose."""
    choice = rule(Effect.CHOICE, By.SUBJECT)
    city(choice, replace(choice, name="second", effect=Effect.HIGHER, group_by=(By.CLAIMANT,)))
    entries = entries_of([ours("1.1", 5), ours("1.2", 4), ours("1.2", 4, "Q")])
    ties = ties_between(entries, rules_as_read({}).stackings)
    assert (len(ties.exclusions), len(ties.opposed)) == (1, 1)
    assert Freedom(ties, award_problem(entries, ties)).awards() == set()


@pytest.mark.parametrize(("sum_", "free"), [(3, False), (4, False), (5, True), (6, True)])
def test_higher_award_yields_only_to_as_much(city, sum_, free):
    """Beside an award that may be chosen away, one that may not is left out for as much alone."""
    choice = rule(Effect.CHOICE, By.SUBJECT, inside=False, levels=ANY_LEVEL)
    city(choice, replace(choice, name="second", effect=Effect.HIGHER, group_by=(By.CONTENT,)))
    bound, other = ours("1.1", 5, content="W"), theirs(sum_, content="W")
    found = choices(stack([bound, ours("2.1", 4, content="V"), other]))
    assert found == ([(((other, sum_),), sum_)] if free else [])


@pytest.mark.parametrize("gross", [False, True])
def test_uncovering_choice_is_not_listed(city, gross):
    """What was paid under the cap leaves no room; counted in full it does, once replaced."""
    city(
        rule(Effect.CHOICE, By.SUBJECT, inside=False, levels=ANY_LEVEL),
        rule(Effect.CAPPED, By.CLAIMANT, cap=Joint(most=10)),
        gross_caps=gross,
    )
    before, room = ours("1.1", 10), ours("2.1", 8, "Q")
    resolution = stack([room, theirs(9)], history=[before])
    assert resolution.total == 0
    assert choices(resolution) == []
    covered = stack([room, theirs(10)], history=[before])
    assert covered.granted == (((room, 8),) if gross else ())


def test_choice_counts_the_difference_only(city):
    city(rule(Effect.CHOICE, By.SUBJECT, inside=False, levels=ANY_LEVEL))
    before, one, two = theirs(3), ours("1.1", 5), theirs(4, name="第三政策")
    resolution = stack([one, two], history=[before])
    assert resolution.granted == ((two, 4),)


def test_lost_awards_leave_no_choice(city):
    city(
        rule(Effect.CHOICE, By.SUBJECT, inside=False, levels=ANY_LEVEL),
        rule(Effect.LOST, By.CONTENT, inside=False, levels=ANY_LEVEL),
        rule(Effect.CAPPED, By.CLAIMANT, levels=ANY_LEVEL, cap=Joint(most=10)),
    )
    mine, other = ours("1.1", 5, content="W"), theirs(8, content="W")
    resolution = stack([mine, other, ours("2.1", 4, "Q")])
    assert resolution.total == 10
    assert choices(resolution) == []


def test_independent_award_is_paid_either_way():
    on = date(2023, 6, 1)
    project = Claim(on=on, claimant="甲", subject="P")
    ours_, other = Award.recorded("harbin_2022/4.1", wan(5), project), Award.external("省", wan(3), project, level="province")  # fmt: skip
    beside = Award.recorded("harbin_2022/4.1", wan(2), Claim(on=on, claimant="甲", subject="Q"))
    assert choices(stack([ours_, other, beside])) == [(((other, wan(3)),), wan(5))]
