"""An invented draft that bears no day."""

from pathlib import Path

from aipolicy.calc import AMOUNT, CITY, ONCE, PROJECT, Policy, Rate, Yuan, percent

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
