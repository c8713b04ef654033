"""Awards of an invented city, and a fixture that adds the city to the policies."""

from datetime import date

import pytest

from aipolicy import Award, Claim, registry
from aipolicy.calc.documents.rule import Rule
from aipolicy.calc.documents.stacking import Stacking
from tests.invented.springs import springs

ON = date(2024, 6, 1)


@pytest.fixture
def city(monkeypatch):
    """Return a function that adds the city under some rules to the policies."""
    known = dict(registry._found())

    def under(*rules, **more):
        policy = springs(Stacking(rules=rules, **more))
        monkeypatch.setattr(registry, "_found", lambda: {**known, policy.id: policy})
        return policy

    return under


def rule(effect, *group_by, **more):
    return Rule(
        name="rule", article="9", zh="规则", en="the rule", group_by=group_by, effect=effect, **more
    )


def claim(subject="P", *, claimant="甲", on=ON, **more):
    return Claim(on=on, claimant=claimant, subject=subject, **more)


def ours(number, sum_, subject="P", **more):
    return Award.recorded(f"springs/{number}", sum_, claim(subject, **more))


def theirs(sum_, level="city", subject="P", *, name="另一政策", same_kind=True, **more):
    return Award.external(name, sum_, claim(subject, **more), level=level, same_kind=same_kind)
