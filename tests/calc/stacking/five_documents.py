"""The five documents' rules on combining awards, written a second time and independently."""

from itertools import combinations

from aipolicy import clause
from aipolicy.calc.stacking.entry import year_of

ONE_POLICY = [{"5.1", "5.2"}, {"2.1", "2.2", "2.3"}]
YEARLY = {"langfang_2023/10.1": 50, "langfang_2023/2.2": 100, "langfang_2023/2.3": 100,
          "langfang_2023/7.3": 500, "heilongjiang_2026/6.5": 100}  # fmt: skip
YEARLY_OF_SUBJECT = {"harbin_2022/2.3": 100}
OF_EVENT = {"harbin_2022/9.2": 50, "heilongjiang_2026/11.3": 30, "wuhan_2024_draft/11.2": 200}
OF_CONTRACT = {"dalian_2025_draft/5.3": 100}
IN_ALL = {"dalian_2025_draft/5.2": 200, "dalian_2025_draft/14.1": 100}
LEVELS = {"harbin_2022": "city", "heilongjiang_2026": "province"}


def bars(one, other):
    """Return whether the document of the first award excludes it beside the second."""
    subject = one.claim.subject is not None and one.claim.subject == other.claim.subject
    same = subject and one.claim.claimant == other.claim.claimant
    inside, document = one.policy == other.policy, one.policy
    numbers = {award.clause.partition("/")[2] for award in (one, other)}
    if one.clause == other.clause:
        once = document and clause(one.clause).how_often == "once"
        unit = document and clause(one.clause).per in {"unit", "enterprise"}
        return bool(once and (one.claim.claimant == other.claim.claimant if unit else subject))
    if document == "harbin_2022":
        level = LEVELS.get(other.policy, other.level)
        return (
            subject
            and not inside
            and other.same_kind
            and level in {"nation", "province", "city"}
            and other.policy in {None, "heilongjiang_2026"}
        )
    if document == "heilongjiang_2026":
        return subject and not inside and other.policy is None and other.level == "province"
    if document == "dalian_2025_draft":
        pers = {clause(award.clause).per for award in (one, other) if award.policy}
        plan = inside and numbers in ONE_POLICY
        return subject and pers <= {"project", "platform", "talent"} and not plan
    if document == "langfang_2023" and inside and numbers == {"2.2", "2.3"}:
        return one.claim.claimant == other.claim.claimant and year_of(one.claim) == year_of(
            other.claim
        )
    return bool(document == "langfang_2023" and same and not (inside and any(numbers <= group for group in ONE_POLICY)))  # fmt: skip


def apart(one, other):
    return bars(one, other) or bars(other, one)


def caps(awards):
    """Return the joint caps in units of 10,000 yuan, each with the awards under it."""
    found = {}

    def under(most, index, *key):
        if most is not None and None not in key:
            found.setdefault(key, (most, []))[1].append(index)

    for index, award in enumerate(awards):
        claim, year, id_ = award.claim, year_of(award.claim), award.clause
        claimant = str(claim.claimant)  # unnamed claimants are one
        under(YEARLY.get(id_), index, id_, claimant, year)
        under((YEARLY_OF_SUBJECT | OF_EVENT).get(id_), index, id_, claim.subject, year)
        item = claim.contract or (claim.subject and f"{claimant} {claim.subject}")
        under(OF_CONTRACT.get(id_), index, id_, item)
        under(IN_ALL.get(id_), index, id_, claim.subject)
        if id_ in {"langfang_2023/2.1", "langfang_2023/2.2", "langfang_2023/2.3"}:
            under(100, index, "vouchers", claimant, year)
    return list(found.values())


def broken(paid):
    """Return every rule that sums in units of 10,000 yuan break, in words."""
    awards = [award for award, sum_ in paid if sum_]
    sums = [sum_ for _, sum_ in paid if sum_]
    pairs = [f"{one} {other}" for one, other in combinations(awards, 2) if apart(one, other)]
    return pairs + [f"{m}" for most, m in caps(awards) if sum(sums[i] for i in m) > most]
