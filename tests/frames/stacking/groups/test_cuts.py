"""Joint caps over groups: where they leave room, where they cut, and where they are handed over."""

from datetime import date

from aipolicy import Award, Claim, wan
from aipolicy.calc.values.money import yuan_of
from tests.frames.stacking.group_awards import award, other, same, seen  # noqa: F401

FEN = 100 * wan(1)


def in_wan(found):
    return [None if sum_ is None else sum_ / FEN for sum_ in found["paid"]]


def test_vouchers_under_the_cap_are_whole(seen):
    assert in_wan(
        same([award("2.1", 30, None), award("2.2", 50, None), award("2.3", 70, None)])
    ) == [
        30,
        0,
        70,
    ]
    assert seen == []


def test_a_cap_cuts_the_last_award(seen):
    found = same([award("2.3", 75, None), award("2.2", 60, None), award("2.1", 50, None)])
    assert in_wan(found) == [50, 0, 50]
    assert found["rule"][0] == "langfang_2023/article_2_cap"
    assert found["displaced_by"] == ["2", "0", None]
    assert seen == []


def test_own_caps_cut_without_rivals(seen):
    found = same([award("1.2", 301)])
    assert in_wan(found) == [300]
    assert (found["rule"], found["displaced_by"]) == (["langfang_2023/1.2:most"], [None])
    assert seen == []


def test_a_cut_may_keep_several_whole(seen):
    days = [date(2024, 6, day) for day in (3, 1, 2)]
    found = same([award("1.2", sum_, on=on) for sum_, on in zip((150, 100, 90), days, strict=True)])
    assert in_wan(found) == [110, 100, 90]
    assert found["displaced_by"] == ["1, 2", None, None]
    assert seen == []


def test_cuts_of_one_clause_are_exact(seen):
    found = same([award("1.2", 200, content="b"), award("1.2", 150, content="a")])
    assert in_wan(found) == [150, 150]
    assert seen == [2]


def test_caps_leaving_nothing_are_exact(seen):
    found = same([award("1.2", 300, on=date(2024, 6, 1)), award("1.2", 5, on=date(2024, 6, 2))])
    assert in_wan(found) == [300, 0]
    assert seen == [2]


def test_partial_caps_make_groups_exact(seen):
    days = [date(2024, 6, 1), date(2024, 6, 2)]
    operation = [award("1.2", 200, on=on) for on in days]
    found = same([*operation, award("1.1", 350), award("1.1", 7, "Q")])
    assert in_wan(found) == [0, 0, 350, 7]
    assert seen == [3]


def test_a_cap_kept_by_winners_is_harmless(seen):
    assert in_wan(same([award("1.2", 400), award("1.1", 450)])) == [0, 450]
    assert seen == []


def test_two_caps_on_one_award_are_exact(seen):
    days = [date(2024, 6, 1), date(2024, 6, 2)]
    found = same([award("2.2", 60, None, on=on) for on in days] + [award("2.1", 10, None)])
    assert in_wan(found) == [60, 30, 10]
    assert seen == [3]


def test_two_caps_on_the_same_rows_are_exact(seen):
    days = [date(2024, 6, 1), date(2024, 6, 2)]
    found = same([award("2.2", 75, None, on=on) for on in days])
    assert in_wan(found) == [75, 25]
    assert found["rule"] == [None, "langfang_2023/2.2:yearly; langfang_2023/article_2_cap"]
    assert seen == [2]


def test_one_fen_over_the_cap_is_cut(seen):
    for fen in (299_999_999, 300_000_000, 300_000_001):
        claim = Claim(on=date(2024, 6, 1), claimant="甲", subject="P")
        over = Award.recorded("langfang_2023/1.2", yuan_of(fen), claim)
        assert same([over])["paid"] == [min(fen, 300_000_000)]
    assert seen == []


def test_exceptions_to_caps_are_exact(seen):
    assert in_wan(same([award("1.2", 301, exception="纪要")])) == [301]
    assert seen == [1]


def test_caps_with_history_are_exact(seen):
    before = [award("1.2", 200, on=date(2024, 1, 1))]
    found = same([award("1.2", 150), other(5, "Q")], before)
    assert in_wan(found) == [100, 5, None]
    assert seen == [2]


def test_caps_on_exact_rows_are_exact(seen):
    tied = [award("2.1", 50, "P"), award("2.1", 50, "Q"), award("2.2", 60, None)]
    assert in_wan(same(tied)) == [50, 0, 50]
    assert seen == [3]
