"""Pools and quotas."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from aipolicy.calc.passage import Passage
from aipolicy.calc.pool import Bound, Pool, Quota, Span

WORDS = {
    "article": "6",
    "of": "果券",
    "per": "year",
    "binds": ["orchards/2.1"],
    "printed": "2000万元",
    "passages": [Passage(start=0, end=1, sha256="0" * 64)],
}


def pool(bound, total=20_000_000):
    return Pool(**WORDS, total=total, bound=bound)


def test_a_pool_allows_its_sum_and_not_a_fen_more():
    most = pool("at_most")
    assert most.allows(Decimal("19999999.99"))
    assert most.allows(Decimal("20000000.00"))
    assert not most.allows(Decimal("20000000.01"))


def test_a_floor_on_what_is_set_aside_allows_every_sum():
    floor = pool("at_least")
    assert floor.bound is Bound.AT_LEAST
    assert floor.allows(Decimal(0))
    assert floor.allows(Decimal("20000000.01"))


def test_a_quota_allows_its_number_and_not_one_more():
    quota = Quota(**WORDS, least=2, most=3)
    assert [quota.allows(count) for count in range(5)] == [True, True, True, True, False]
    assert quota.per is Span.YEAR


def test_a_quota_without_a_least_number_starts_at_none():
    assert Quota(**WORDS, most=3).least == 0


@pytest.mark.parametrize(
    "numbers", [{"most": 0}, {"least": 4, "most": 3}, {"least": -1, "most": 3}]
)
def test_a_quota_that_nothing_can_keep_is_refused(numbers):
    with pytest.raises(ValidationError):
        Quota(**WORDS, **numbers)


@pytest.mark.parametrize(
    "changed", [{"total": 0}, {"binds": []}, {"per": "month"}, {"span": "year"}]
)
def test_a_pool_of_nothing_for_nobody_or_for_another_time_is_refused(changed):
    with pytest.raises(ValidationError):
        Pool(**({**WORDS, "total": 1, "bound": "at_most"} | changed))
