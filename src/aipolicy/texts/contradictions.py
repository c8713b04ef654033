"""Where the code and the words it was written from print different figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from aipolicy.calc.documents.pool import Quota
from aipolicy.calc.policy import Policy
from aipolicy.texts.agreement import Coded, agrees
from aipolicy.texts.figures import figure
from aipolicy.texts.report import Contradiction
from aipolicy.texts.signature import policy_days

_PRINTED_ELSEWHERE = ("first", "signed")
"""The days that a document need not print: it may have them from elsewhere."""


def contradictions(policy: Policy) -> Iterator[Contradiction]:
    """Yield the figures of a policy's code that are not the figures its words print.

    Compared are the figures of every clause, the days and the term of the policy, the day of
    signature, and the sums and numbers of its pools and quotas. No text is needed: the printed
    figures are in the document's data, and the check of a text makes sure that they are in the
    words.

    >>> from aipolicy.rules import harbin_2022
    >>> list(contradictions(harbin_2022.POLICY))
    []
    """
    document = policy.document
    signature = document.signature
    printed = {**document.printed, **(signature.printed if signature else {})}
    days = {
        name: coded
        for name, coded in policy_days(policy).items()
        if name in printed or name not in _PRINTED_ELSEWHERE
    }
    yield from _compare(policy.id, days, printed)
    for provision in document.provisions:
        clause = policy.clauses.get(provision.id)
        yield from _compare(provision.id, clause.figures if clause else {}, provision.printed)
    for pool in document.pools:
        where = f"{policy.id}/{pool.article}"
        yield from _compare(where, {"total": pool.total}, {"total": (pool.printed,)})
    for quota in document.quotas:
        if not _quota_agrees(quota):
            yield Contradiction(
                where=f"{policy.id}/{quota.article}",
                figure="most",
                coded=f"{quota.least}-{quota.most}" if quota.least else str(quota.most),
                printed=(quota.printed,),
            )


def _compare(
    where: str, coded: Mapping[str, Coded], printed: Mapping[str, Sequence[str]]
) -> Iterator[Contradiction]:
    for name in dict.fromkeys([*coded, *printed]):
        words = tuple(printed.get(name, ()))
        if name not in coded:
            yield Contradiction(where=where, figure=name, coded=None, printed=words)
        elif not agrees(coded[name], words):
            yield Contradiction(where=where, figure=name, coded=str(coded[name]), printed=words)


def _quota_agrees(quota: Quota) -> bool:
    found = figure(quota.printed)
    ends = [quota.least, quota.most] if quota.least else [quota.most]
    return found is not None and found.values == tuple(map(Decimal, ends))
