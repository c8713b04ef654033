"""Wanggang, an invented city: measures for the use of AI (2026).

A document is a module like this one and a TOML file of the same name beside it.
"""

from datetime import date
from pathlib import Path

from aipolicy.calc import (
    AMOUNT,
    CITY,
    ONCE,
    PROJECT,
    ZERO,
    By,
    Effect,
    Policy,
    Rate,
    Rule,
    Stacking,
    Yuan,
    percent,
    wan,
)

POLICY = Policy(
    id="wanggang_2026",
    region="望港市",
    province="望港省",
    level=CITY,
    first=date(2026, 1, 1),
    term_years=3,
    data=Path(__file__).with_suffix(".toml"),
    stacking=Stacking(
        rules=(
            Rule(
                name="closing",
                article="结尾条款",
                zh="同一项目就高不重复",
                en="of awards for one project the higher",
                group_by=(By.SUBJECT,),
                effect=Effect.HIGHER,
            ),
        )
    ),
)


@POLICY.clause("1.1", grants=AMOUNT, per=PROJECT, how_often=ONCE)
def demonstration(
    *, investment: Yuan, accepted: bool, rate: Rate = percent(20), cap: Yuan = wan(200)
) -> Yuan:
    """20% of what a demonstration project invests, at most 2 million yuan, once accepted."""
    if not accepted:
        return ZERO
    return min(rate * investment, cap)
