from aipolicy.calc.values.quantity import QuantityKind
from aipolicy.cli.wording import unit


def test_every_kind_of_fact_has_a_unit_in_both_languages():
    for measure in QuantityKind:
        assert unit(measure, "zh") != unit(measure, "en")
