"""What counts as one policy inside a document: awards of one policy do not exclude each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aipolicy.calc.documents.stacking_rule import Measured, Rule, Stacking
from aipolicy.calc.stacking.entry import article_of


def policies_inside(
    rule: Rule, stacking: Stacking, numbers: Iterable[str]
) -> Mapping[str, frozenset[str]]:
    """Return for each number of a clause the policy of which it is part, under a rule.

    A policy is a clause, or an article where the rule counts by articles; those that the rule or
    the document joins are one. A policy is named by its clauses or articles.

    >>> from aipolicy.rules.dalian_2025_draft import STACKING
    >>> found = policies_inside(STACKING.rules[0], STACKING, ["5.1", "5.2", "5.3"])
    >>> found["5.1"] is found["5.2"], found["5.3"]
    (True, frozenset({'5.3'}))
    """
    by_article = rule.measured is Measured.ARTICLE
    joined: dict[str, frozenset[str]] = {}
    for group in (*rule.groups, *(together.clauses for together in stacking.together)):
        named = frozenset(article_of(number) if by_article else number for number in group)
        named = named.union(*(joined[one] for one in named if one in joined))
        joined |= dict.fromkeys(named, named)
    alone = {number: article_of(number) if by_article else number for number in numbers}
    return {number: joined.get(one, frozenset({one})) for number, one in alone.items()}
