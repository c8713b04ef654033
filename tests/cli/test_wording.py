from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.cli.wording import unit


def test_every_fact_kind_has_a_unit():
    """It has one in each language."""
    for measure in QuantityKind:
        assert unit(measure, "zh") != unit(measure, "en")
