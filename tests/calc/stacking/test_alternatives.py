from datetime import date

from aipolicy import Award, Claim, stack, wan
from aipolicy.calc.documents.rule import ANY_LEVEL, By, Effect, Joint
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


def test_uncovering_choice_is_not_listed(city):
    city(
        rule(Effect.CHOICE, By.SUBJECT, inside=False, levels=ANY_LEVEL),
        rule(Effect.CAPPED, By.CLAIMANT, cap=Joint(most=10)),
    )
    before, room = ours("1.1", 10), ours("2.1", 8, "Q")
    resolution = stack([room, theirs(9)], history=[before])
    assert resolution.total == 0
    assert choices(resolution) == []
    covered = stack([room, theirs(10)], history=[before])
    assert covered.granted == ((room, 8),)


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
