from aipolicy.calc.sheets.wording import unit
from aipolicy.calc.values.quantity import QuantityKind


def test_every_fact_kind_has_a_unit():
    """It has one in each language."""
    for measure in QuantityKind:
        assert unit(measure, "zh") != unit(measure, "en")
