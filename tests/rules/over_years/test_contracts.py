"""Dalian 5.3: the cap is a contract's; without one, claimant and subject tell the item."""

from datetime import date

import pytest

from aipolicy import wan
from aipolicy.rules import dalian_2025_draft as dalian
from tests.rules.over_years.claims import claim, marked, paid, recorded, rules


def transferred(contract=None, sum_=75, amount=500, on=2026, **more):
    return dalian.technology_transfer.award(
        claim("dalian_2025_draft", on, contract=contract, determined=wan(sum_), **more),
        transaction_amount=wan(amount),
        contract_signed=True,
        university_ai_result=True,
    )


LATER = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [
        (transferred(), transferred(on=LATER), 100),
        (transferred("A"), transferred("B", on=LATER), 150),
        (transferred("A"), transferred("A", on=LATER), 100),
        (transferred("A", subject="Q"), transferred("A", on=LATER), 100),
        (transferred(), transferred(on=LATER, subject="Q"), 150),
        (transferred(), transferred(on=LATER, claimant="乙"), 150),
        (transferred(), transferred(on=2028), 100),
    ],
)
def test_one_item_has_one_cap(first, second, total):
    assert sum(paid(first, second)) == total
    assert paid(second, history=[first]) == [total - 75]


def test_unnamed_contract_beside_a_named_is_marked():
    named, unnamed = transferred("A"), transferred(on=LATER)
    assert marked("unnamed", unnamed, history=[named])
    assert marked("unnamed", named, unnamed)
    assert not marked("unnamed", transferred(), unnamed)
    assert not marked("unnamed", named, transferred("B", on=LATER))


def test_item_of_one_contract_in_history():
    before = recorded("dalian_2025_draft/5.3", 60, 2026)
    assert paid(transferred(on=LATER), history=[before]) == [40]
    assert rules(transferred(on=LATER), [before]) == ["5.3:in_all"]
    assert paid(transferred(on=LATER, sum_=30), history=[before]) == [30]
    assert paid(transferred("A", on=LATER), history=[before]) == [75]
