"""A rule as a decision cites it."""

from __future__ import annotations

from dataclasses import dataclass

from aipolicy.calc.documents.stacking_rule import Rule


@dataclass(frozen=True, slots=True, eq=False)
class Cited:
    """A rule, and the id of the document it stands in."""

    policy: str
    rule: Rule

    @property
    def id(self) -> str:
        """The document's id and the rule's name."""
        return f"{self.policy}/{self.rule.name}"
