"""Pools and quotas."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from aipolicy.calc.documents.passage import Passage
from aipolicy.calc.documents.pool import Bound, Pool, Quota, Span

WORDS = {
    "article": "6",
    "of": "果券",
    "per": "year",
    "binds": ["orchards/2.1"],
    "printed": "2000万元",
    "passages": [Passage(start=0, end=1, sha256="0" * 64)],
}


def test_reads_pools_and_quotas():
    pool = Pool(**WORDS, total=20_000_000, bound="at_least")
    quota = Quota(**WORDS, least=2, most=3)
    assert (pool.total, pool.bound, pool.per) == (Decimal(20_000_000), Bound.AT_LEAST, Span.YEAR)
    assert (quota.least, quota.most, quota.per) == (2, 3, Span.YEAR)


def test_quota_starts_at_zero_by_default():
    assert Quota(**WORDS, most=3).least == 0


@pytest.mark.parametrize(
    "numbers", [{"most": 0}, {"least": 4, "most": 3}, {"least": -1, "most": 3}]
)
def test_refuses_an_impossible_quota(numbers):
    with pytest.raises(ValidationError):
        Quota(**WORDS, **numbers)


@pytest.mark.parametrize(
    "changed", [{"total": 0}, {"binds": []}, {"per": "month"}, {"span": "year"}]
)
def test_refuses_a_meaningless_pool(changed):
    """A pool of nothing, for no provision or over an unknown span is refused."""
    with pytest.raises(ValidationError):
        Pool(**({**WORDS, "total": 1, "bound": "at_most"} | changed))
