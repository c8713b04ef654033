"""An invented draft that bears no day."""

from pathlib import Path

from aipolicy.calc.documents.terms import AMOUNT, CITY, ONCE, PROJECT
from aipolicy.calc.policy import Policy
from aipolicy.calc.values.money import percent
from aipolicy.calc.values.quantity import Rate, Yuan

POLICY = Policy(
    id="islands_draft",
    region="海岛",
    province="海岛",
    level=CITY,
    draft=True,
    data=Path(__file__).with_suffix(".toml"),
)


@POLICY.clause("1.1", grants=AMOUNT, per=PROJECT, how_often=ONCE)
def bridge(*, cost: Yuan, rate: Rate = percent(25)) -> Yuan:
    """A quarter of a bridge."""
    return rate * cost
