from datetime import date

import pytest

from aipolicy import Claim, Policy
from aipolicy.calc.documents.rule import By
from aipolicy.calc.documents.terms import CITY, DISTRICT, NATION, PROVINCE
from aipolicy.calc.stacking.entry import _near, group_keys, year_of
from aipolicy.errors import faults
from tests.invented.springs import DATA

CLAIM = Claim(
    on=date(2024, 6, 1),
    claimant="甲",
    subject="P",
    contract="C",
    content="W",
    invoices=("1", "2", "1"),
)


@pytest.mark.parametrize(
    ("group_by", "keys"),
    [
        ((By.CLAIMANT,), [("甲",)]),
        ((By.SUBJECT,), [("P",)]),
        ((By.CONTRACT, By.CONTENT), [("C", "W")]),
        ((By.INVOICE,), [("1",), ("2",)]),
        ((By.CLAIMANT, By.YEAR), [("甲", 2024)]),
        ((By.CLAIMANT, By.INVOICE), [("甲", "1"), ("甲", "2")]),
    ],
)
def test_group_keys_of_a_claim(group_by, keys):
    assert group_keys(group_by, CLAIM) == keys


@pytest.mark.parametrize("by", [By.SUBJECT, By.CONTRACT, By.CONTENT, By.INVOICE])
def test_unnamed_groups_have_no_key(by):
    assert group_keys((by,), Claim(on=date(2024, 6, 1))) == []
    assert group_keys((by, By.YEAR), Claim(on=date(2024, 6, 1))) == []


def test_unnamed_claimants_are_one():
    assert group_keys((By.CLAIMANT,), Claim(on=date(2024, 6, 1))) == [("",)]


def test_year_is_stated_or_of_the_day():
    assert year_of(CLAIM) == 2024
    assert year_of(Claim(on=date(2024, 6, 1), year=2023)) == 2023
    for year in (24, 1948, 2201):
        with pytest.raises(ValueError, match="year must be between 1949 and 2200") as caught:
            Claim(on=date(2024, 6, 1), year=year)
        (wrong,) = faults(caught.value)
        assert (wrong.code, wrong.path) == ("year.range", ("year",))
        assert wrong.params["value"] == str(year)


def policy(level, region="泉城", province="泉省"):
    return Policy(id="zz", region=region, province=province, level=level, data=DATA)


@pytest.mark.parametrize(
    ("own", "other", "near"),
    [
        (policy(CITY), policy(NATION, "中国", "中国"), True),
        (policy(CITY), policy(PROVINCE, "泉省"), True),
        (policy(CITY), policy(PROVINCE, "山省", "山省"), False),
        (policy(CITY), policy(CITY), True),
        (policy(CITY), policy(CITY, "湖城"), False),
        (policy(CITY), policy(DISTRICT, "湖区"), False),
        (policy(PROVINCE, "泉省"), policy(CITY, "湖城"), True),
        (policy(PROVINCE, "泉省"), policy(CITY, "山城", "山省"), False),
    ],
)
def test_policy_is_near_in_containing_regions(own, other, near):
    assert _near(own, other) is near


def test_claims_with_bases_are_hashable():
    on = date(2024, 6, 1)
    one, other = (Claim(on=on, bases={"tax": sum_}) for sum_ in (5, 6))
    assert len({one, other, Claim(on=on, bases={"tax": 5})}) == 2
