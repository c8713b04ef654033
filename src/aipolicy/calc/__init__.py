"""The face for authors of documents: all that a rules module or another city's package needs.

Each name is loaded when it is first used. Modules below this package are private.

>>> from aipolicy.calc import percent, wan
>>> min(percent(30) * wan(800), wan(500)) == wan(240)
True
"""

from typing import TYPE_CHECKING

from aipolicy._lazy import loaded_on_first_use

if TYPE_CHECKING:
    from aipolicy.calc.clause import Clause
    from aipolicy.calc.documents.over_years import (
        FirstReached,
        HeldInAll,
        OneFigure,
        YearsOfSupport,
        a_figure_of_the_event,
        a_figure_of_the_unit,
        a_figure_of_the_year,
    )
    from aipolicy.calc.documents.rule import (
        ANY_LEVEL,
        ANY_PER,
        NO_LEVEL,
        By,
        CountsBy,
        Effect,
        Joint,
        Rule,
    )
    from aipolicy.calc.documents.stacking import RuleReading, Stacking, Together
    from aipolicy.calc.documents.terms import (
        AMOUNT,
        CEILING,
        CITY,
        CONTRACT,
        CUMULATIVE,
        DISTRICT,
        ENTERPRISE,
        EVENT,
        NATION,
        ONCE,
        PARK,
        PER_CLAIM,
        PER_EVENT,
        PER_TIER,
        PLATFORM,
        PRODUCT,
        PROJECT,
        PROVINCE,
        RANGE,
        TALENT,
        UNIT,
        YEARLY,
        Applicant,
        Grants,
        HowOften,
        Level,
        Per,
        Split,
    )
    from aipolicy.calc.policy import Policy
    from aipolicy.calc.values.figures import Tiers
    from aipolicy.calc.values.money import ZERO, percent, wan, yi, yuan
    from aipolicy.calc.values.quantity import (
        Area,
        Count,
        Multiple,
        Quantity,
        QuantityKind,
        Rate,
        Received,
        Year,
        Yuan,
    )
    from aipolicy.calc.values.range import NOTHING, Range
    from aipolicy.calc.words.glossary import named
else:
    __getattr__, __dir__ = loaded_on_first_use(
        __name__,
        {
            "aipolicy.calc.clause": "Clause",
            "aipolicy.calc.documents.over_years": (
                "FirstReached HeldInAll OneFigure YearsOfSupport a_figure_of_the_event "
                "a_figure_of_the_unit a_figure_of_the_year"
            ),
            "aipolicy.calc.documents.rule": (
                "ANY_LEVEL ANY_PER NO_LEVEL By CountsBy Effect Joint Rule"
            ),
            "aipolicy.calc.documents.stacking": "RuleReading Stacking Together",
            "aipolicy.calc.documents.terms": (
                "AMOUNT CEILING CITY CONTRACT CUMULATIVE DISTRICT ENTERPRISE EVENT NATION ONCE "
                "PARK PER_CLAIM PER_EVENT PER_TIER PLATFORM PRODUCT PROJECT PROVINCE RANGE TALENT "
                "UNIT YEARLY Applicant Grants HowOften Level Per Split"
            ),
            "aipolicy.calc.policy": "Policy",
            "aipolicy.calc.values.figures": "Tiers",
            "aipolicy.calc.values.money": "ZERO percent wan yi yuan",
            "aipolicy.calc.values.quantity": (
                "Area Count Multiple Quantity QuantityKind Rate Received Year Yuan"
            ),
            "aipolicy.calc.values.range": "NOTHING Range",
            "aipolicy.calc.words.glossary": "named",
        },
    )

__all__ = [
    "AMOUNT",
    "ANY_LEVEL",
    "ANY_PER",
    "CEILING",
    "CITY",
    "CONTRACT",
    "CUMULATIVE",
    "DISTRICT",
    "ENTERPRISE",
    "EVENT",
    "NATION",
    "NOTHING",
    "NO_LEVEL",
    "ONCE",
    "PARK",
    "PER_CLAIM",
    "PER_EVENT",
    "PER_TIER",
    "PLATFORM",
    "PRODUCT",
    "PROJECT",
    "PROVINCE",
    "RANGE",
    "TALENT",
    "UNIT",
    "YEARLY",
    "ZERO",
    "Applicant",
    "Area",
    "By",
    "Clause",
    "Count",
    "CountsBy",
    "Effect",
    "FirstReached",
    "Grants",
    "HeldInAll",
    "HowOften",
    "Joint",
    "Level",
    "Multiple",
    "OneFigure",
    "Per",
    "Policy",
    "Quantity",
    "QuantityKind",
    "Range",
    "Rate",
    "Received",
    "Rule",
    "RuleReading",
    "Split",
    "Stacking",
    "Tiers",
    "Together",
    "Year",
    "YearsOfSupport",
    "Yuan",
    "a_figure_of_the_event",
    "a_figure_of_the_unit",
    "a_figure_of_the_year",
    "named",
    "percent",
    "wan",
    "yi",
    "yuan",
]
