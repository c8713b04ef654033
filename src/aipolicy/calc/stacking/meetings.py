"""Which awards meet under which rule: the rules of the documents, group by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from aipolicy.calc.documents.rule import CitedRule, Rule
from aipolicy.calc.documents.stacking import Stacking, policies_inside
from aipolicy.calc.stacking.clause_rules import clause_rules
from aipolicy.calc.stacking.entry import Entry, GroupKeys, Key, bound_entries, met

if TYPE_CHECKING:
    from aipolicy.calc.policy import Policy


class Meeting(NamedTuple):
    """Awards of one group that meet under a rule.

    Attributes:
        cited_rule: the rule, and its document.
        ours: the document's own awards in the group; at least one.
        theirs: the awards of other policies in the group that the rule meets.
        policies: for each clause number of the document, what counts as one policy.
    """

    cited_rule: CitedRule
    ours: Sequence[Entry]
    theirs: Sequence[Entry]
    policies: Mapping[str, frozenset[str]]


def meetings(entries: Iterable[Entry], stackings: Mapping[str, Stacking]) -> Iterator[Meeting]:
    """Yield the meetings of awards, document by document, rule by rule, group by group.

    Args:
        entries: the awards; those of no sum meet nothing.
        stackings: the rules of each policy, by its id.
    """
    by_policy: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.fen:
            by_policy[entry.policy.id if entry.policy else ""].append(entry)
    group_keys = GroupKeys()
    for own in by_policy.values():
        policy = own[0].policy
        if policy is not None:
            others = [*chain.from_iterable(some for some in by_policy.values() if some is not own)]
            yield from _of_document(policy, stackings[policy.id], own, others, group_keys)


def _of_document(
    policy: Policy,
    stacking: Stacking,
    own: Sequence[Entry],
    others: Sequence[Entry],
    group_keys: GroupKeys,
) -> Iterator[Meeting]:
    """Yield the meetings under one document's rules."""
    by_number: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in own:
        by_number[entry.number].append(entry)
    for rule in _rules(stacking, by_number):
        numbers = [by_number[number] for number in rule.clauses if number in by_number]
        ours = chain.from_iterable(numbers) if rule.clauses else own
        theirs = (entry for entry in others if met(rule, policy, entry)) if rule.levels else ()
        cited_rule = CitedRule(policy.id, rule)
        policies = policies_inside(rule, stacking, by_number)
        for our_group, their_group in _groups(rule, ours, theirs, group_keys):
            yield Meeting(cited_rule, our_group, their_group, policies)


def _rules(stacking: Stacking, by_number: Mapping[str, Sequence[Entry]]) -> Iterator[Rule]:
    """Yield the rules of a document, then those of its clauses."""
    yield from stacking.rules
    for entries in by_number.values():
        if entries[0].clause is not None:
            yield from clause_rules(entries[0].clause, entries, stacking)


def _groups(
    rule: Rule, ours: Iterable[Entry], theirs: Iterable[Entry], group_keys: GroupKeys
) -> Iterator[tuple[Sequence[Entry], Sequence[Entry]]]:
    """Yield the groups in which awards meet under a rule: the document's own, and others."""
    keys = group_keys.by(rule.group_by)
    their_groups: defaultdict[Key, list[Entry]] = defaultdict(list)
    for entry in theirs:
        for key in keys(entry.award.claim):
            their_groups[key].append(entry)
    if not (their_groups or rule.inside or rule.cap):
        return
    our_groups: dict[Key, list[Entry]] = {}
    for entry in bound_entries(rule, ours):
        for key in keys(entry.award.claim):
            if key in our_groups:
                our_groups[key].append(entry)
            else:
                our_groups[key] = [entry]
    for key, group in our_groups.items():
        if len(group) > 1 or rule.cap or key in their_groups:
            yield group, their_groups.get(key, ())
