"""An invented city whose rules on standing together are whatever a test gives it."""

from datetime import date
from pathlib import Path

from aipolicy.calc import (
    AMOUNT,
    CITY,
    PER_EVENT,
    PROJECT,
    UNIT,
    Policy,
    Rate,
    Split,
    Stacking,
    Yuan,
    percent,
)

DATA = Path(__file__).with_suffix(".toml")


def springs(stacking: Stacking) -> Policy:
    """Return the city's policy under these rules; its clauses pay what they are asked."""
    policy = Policy(
        id="springs",
        region="泉城",
        province="泉省",
        level=CITY,
        first=date(2020, 1, 1),
        data=DATA,
        stacking=stacking,
    )

    @policy.clause("1.1", grants=AMOUNT, per=UNIT, how_often=PER_EVENT)
    def compute(*, contract_cost: Yuan, rate: Rate = percent(30)) -> Yuan:
        """30% of a compute contract."""
        return rate * contract_cost

    @policy.clause("1.2", grants=AMOUNT, per=PROJECT, how_often=PER_EVENT)
    def model(*, asked: Yuan) -> Yuan:
        """What a model is given."""
        return asked

    @policy.clause("2.1", grants=AMOUNT, per=PROJECT, how_often=PER_EVENT)
    def data(*, asked: Yuan) -> Yuan:
        """What a data set is given."""
        return asked

    @policy.clause("2.2", grants=AMOUNT, per=PROJECT, how_often=PER_EVENT)
    def pilot(*, asked: Yuan) -> Yuan:
        """What a pilot is given."""
        return asked

    @policy.clause(
        "3.1",
        grants=AMOUNT,
        per=PROJECT,
        how_often=PER_EVENT,
        funding=Split(city="city_share", rest="county"),
    )
    def counties(*, asked: Yuan, city_share: Rate = percent(50)) -> Yuan:
        """What a county is given, half of it by the city."""
        return asked

    return policy
