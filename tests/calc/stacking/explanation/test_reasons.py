from datetime import date

from aipolicy import Award, Claim, stack, wan
from aipolicy.calc.documents.rule import ANY_LEVEL, By, Effect
from tests.calc.stacking.cities import city, ours, rule, theirs  # noqa: F401


def paid(id_, sum_, year=2024, subject="P"):
    return Award.recorded(
        id_, wan(sum_), Claim(on=date(year, 6, 1), claimant="甲", subject=subject)
    )


def reasons(resolution):
    return [(one.award, one.by) for one in resolution.displaced]


def test_reason_names_the_paid_of_two_replacing():
    before = paid("langfang_2023/1.1", 10, 2022)
    years = [paid("langfang_2023/1.2", 6, year) for year in (2023, 2024)]
    other = paid("langfang_2023/8.1", 5)
    resolution = stack([*years, other], history=[before])
    assert resolution.granted == ((years[1], wan(2)),)
    assert reasons(resolution) == [
        (years[0], (before,)), (years[1], (before,)), (other, (before, years[1])),
    ]  # fmt: skip


def test_unpaid_award_is_named_if_it_alone_excludes(city):
    city(rule(Effect.HIGHER, By.CONTRACT), rule(Effect.HIGHER, By.CONTENT))
    before = ours("1.1", 10, "P", contract="C")
    first = ours("1.2", 6, "Q", contract="C", content="W")
    second, other = ours("1.2", 6, "R", contract="C"), ours("2.1", 1, "S", content="W")
    resolution = stack([first, second, other], history=[before])
    assert resolution.granted == ((second, 2),)
    assert reasons(resolution)[-1] == (other, (first,))


def test_reason_for_a_lost_award_names_the_paid(city):
    city(rule(Effect.LOST, By.SUBJECT, levels=ANY_LEVEL))
    one, two, other = ours("1.1", 30), ours("2.1", 40), theirs(5)
    assert reasons(stack([one, two])) == [(one, (two,)), (two, (one,))]
    assert reasons(stack([one, two, other])) == [(one, (other,)), (two, (other,))]
