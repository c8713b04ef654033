"""Langfang's rules on combining awards, and every reading of them."""

from datetime import date

import pytest

from aipolicy import stack, wan
from aipolicy.calc.stacking.resolution import MarkKind
from tests.rules.combining_awards.awards import other, paid, reasons, total


def test_pays_the_higher_on_one_project():
    high, low = paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 3)
    resolution = stack([high, low])
    assert resolution.granted == ((high, wan(5)),)
    assert reasons(resolution) == [
        (low.clause, [high.clause], "langfang_2023/supplementary_3", "附则(三)")
    ]
    assert total(high, paid("langfang_2023/1.2", 3, "Q")) == 8
    assert total(high, paid("langfang_2023/1.2", 3, claimant="乙")) == 8
    assert total(paid("langfang_2023/1.1", 5, None), paid("langfang_2023/1.2", 3, None)) == 8


def test_marks_yearly_payments():
    resolution = stack([paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 3)])
    (stream,) = [mark for mark in resolution.marks if mark.kind is MarkKind.STREAM]
    assert stream.award.clause == "langfang_2023/1.2"
    assert stream.en == "paid over years; compared by what is claimed in this call"


def test_years_of_one_clause_combine():
    years = [paid("langfang_2023/1.2", 3, on=date(year, 6, 1)) for year in (2023, 2024)]
    assert total(*years) == 6
    assert total(*years, paid("langfang_2023/1.1", 5)) == 6
    assert total(*years, paid("langfang_2023/1.1", 7)) == 7
    assert total(years[1], paid("langfang_2023/1.1", 7), history=years[:1]) == 4


@pytest.mark.parametrize("level", ["nation", "province", "city", "district"])
@pytest.mark.parametrize("same_kind", [True, False])
def test_enterprise_chooses_one_policy(level, same_kind):
    ours = paid("langfang_2023/8.1", 5)
    resolution = stack([ours, other(3, level, same_kind=same_kind)])
    assert resolution.total == wan(5)
    assert [one.article for one in resolution.displaced] == ["附则(四)"]
    assert [choice.total for choice in resolution.alternatives] == [wan(3)]
    assert total(ours, other(3, level, subject="Q")) == 8


def test_pays_the_higher_voucher_of_a_year():
    won, local = paid("langfang_2023/2.2", 60, "P"), paid("langfang_2023/2.3", 75, None)
    resolution = stack([won, local])
    assert resolution.granted == ((local, wan(75)),)
    assert reasons(resolution) == [
        (won.clause, [local.clause], "langfang_2023/article_2_higher", "2")
    ]
    assert total(won, paid("langfang_2023/2.3", 75, on=date(2025, 6, 1))) == 135
    assert total(won, paid("langfang_2023/2.3", 75, claimant="乙")) == 135
    assert total(won, paid("langfang_2023/2.3", 75, year=2025)) == 135


def test_vouchers_share_a_yearly_cap():
    settled = paid("langfang_2023/2.1", 50, None)
    won, local = paid("langfang_2023/2.2", 60, None), paid("langfang_2023/2.3", 75, None)
    resolution = stack([local, won, settled])
    assert resolution.granted == ((settled, wan(50)), (local, wan(50)))
    assert reasons(resolution)[1] == (
        local.clause, [settled.clause], "langfang_2023/article_2_cap", "2",
    )  # fmt: skip
    assert total(settled, paid("langfang_2023/2.3", 49, None)) == 99
    assert total(settled, paid("langfang_2023/2.3", 50, None)) == 100
    assert total(settled, paid("langfang_2023/2.3", 51, None)) == 100
    assert total(local, history=[settled]) == 50


def test_vouchers_meet_the_general_rule():
    settled, won = paid("langfang_2023/2.1", 50), paid("langfang_2023/2.2", 40)
    assert total(settled, won) == 90
    assert total(settled, won, paid("langfang_2023/1.1", 70)) == 90
    assert total(settled, won, paid("langfang_2023/1.1", 91)) == 91


def test_security_test_yearly_cap():
    tests = [paid("langfang_2023/10.1", 30, name) for name in ("P", "Q")]
    assert total(*tests) == 50
    assert total(tests[1], history=tests[:1]) == 20


@pytest.mark.parametrize(
    ("reading", "awards", "read", "default"),
    [
        ("whole_enterprise", lambda: [paid("langfang_2023/8.1", 5), other(3, subject="Q")], 5, 8),
        ("enterprises_only", lambda: [paid("langfang_2023/1.1", 5, applicant="university"), paid("langfang_2023/1.2", 3, applicant="university")], 8, 5),
        ("enterprises_only", lambda: [paid("langfang_2023/1.1", 5, applicant="university"), other(3, applicant="university")], 8, 5),
        ("enterprises_only", lambda: [paid("langfang_2023/1.1", 5, applicant="enterprise"), paid("langfang_2023/1.2", 3)], 5, 5),
        ("any_applicant", lambda: [paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 3, claimant="乙")], 5, 8),
        ("by_article", lambda: [paid("langfang_2023/1.1", 5), paid("langfang_2023/1.2", 3)], 8, 5),
        ("settlement_apart", lambda: [paid("langfang_2023/2.1", 50, None), paid("langfang_2023/2.2", 60, None)], 110, 100),
    ],
)  # fmt: skip
def test_readings(reading, awards, read, default):
    assert total(*awards(), reading=reading) == read
    assert total(*awards()) == default


def test_higher_of_all_leaves_no_choice():
    awards = paid("langfang_2023/8.1", 5), other(3)
    assert stack(awards).alternatives
    assert not stack(awards, readings={"langfang_2023": "higher_of_all"}).alternatives


JANUARY, LAST_YEAR = date(2024, 1, 10), date(2023, 9, 1)


@pytest.mark.parametrize(
    ("by_province", "won", "settled"),
    [(50, 30, 50), (20, 50, 50), (0, 50, 50), (80, 0, 50), (79, 1, 50)],
)
def test_cap_counts_what_the_city_pays(by_province, won, settled):
    """A province paid on the project before: only the difference is a voucher of the city."""
    before = [other(by_province, on=JANUARY)] if by_province else []
    vouchers = [paid("langfang_2023/2.2", 80), paid("langfang_2023/2.1", 50, None)]
    found = {one.clause: sum_ / wan(1) for one, sum_ in stack(vouchers, before).granted}
    assert (found.get("langfang_2023/2.2", 0), found["langfang_2023/2.1"]) == (won, settled)


@pytest.mark.parametrize(
    ("reading", "won", "settled"),
    [(None, 30, 50), ("gross_caps", 0, 50), ("no_top_up", 0, 50)],
)
def test_reading_decides_what_the_cap_counts(reading, won, settled):
    vouchers = [paid("langfang_2023/2.2", 80), paid("langfang_2023/2.1", 50, None)]
    resolution = stack(
        vouchers, [other(50, on=JANUARY)], {"langfang_2023": reading} if reading else {}
    )
    assert resolution.total == wan(won + settled)
    assert resolution.granted[0] == (vouchers[1], wan(settled))
    capped = [one.rule for one in resolution.displaced if one.rule.endswith("article_2_cap")]
    assert bool(capped) == (reading == "gross_caps")
    assert any("joint caps count awards in full" in mark.en for mark in resolution.marks) == bool(
        capped
    )


def test_cap_counts_what_the_city_paid_before():
    """In January of the year it counts; in another year it does not."""
    won, province = paid("langfang_2023/2.2", 80), other(50, on=JANUARY)
    this_year = paid("langfang_2023/2.1", 50, None, on=JANUARY)
    earlier = paid("langfang_2023/2.1", 50, None, on=LAST_YEAR)
    assert total(won, history=[province, this_year]) == 30
    second = paid("langfang_2023/2.2", 90, "Q")
    assert total(won, second, history=[province, this_year]) == 50
    assert total(won, second, history=[province, earlier]) == 30 + 70
    assert total(won, second, history=[earlier]) == 100


def test_voucher_that_was_replaced_has_been_paid():
    """A voucher of the year stays in its cap, though a higher award on the project replaces it."""
    before = paid("langfang_2023/2.1", 50, on=JANUARY)
    higher, local = paid("langfang_2023/1.1", 300), paid("langfang_2023/2.3", 80, None)
    assert total(higher, local, history=[before]) == 250 + 50
    assert (local.clause, [before.clause], "langfang_2023/article_2_cap", "2") in reasons(
        stack([higher, local], [before])
    )
    assert total(higher, local, history=[before], reading="gross_caps") == 250 + 80


def test_offsets_fall_where_the_caps_are_full():
    """Vouchers of two years on one project, of which a province paid 600,000.

    This year's vouchers of 1,400,000 reach their cap, so the most is offset there. Against the
    first award first it would be offset where there is room.
    """
    new = [
        paid("langfang_2023/2.1", 50, year=2023),
        paid("langfang_2023/2.2", 60),
        paid("langfang_2023/2.2", 80, content="W"),
    ]
    found = stack(new, [other(60, on=JANUARY)])
    assert found.total == wan(50 + 80)
    assert [(one.claim.year, sum_ / wan(1)) for one, sum_ in found.granted] == [
        (2023, 30),
        (None, 20),
        (None, 80),
    ]
    assert total(*new, history=[other(60, on=JANUARY)], reading="gross_caps") == 50 + 100 - 60
