import pytest

from aipolicy.calc.calculations.step import Step, StepKind

SAID_ONLY = {StepKind.FACT, StepKind.FUNDING, StepKind.MARK, StepKind.ASSUMED}


@pytest.mark.parametrize("kind", StepKind)
def test_a_step_decides_unless_it_only_says_something(kind):
    assert Step(kind=kind, zh="上限", en="cap").decides is (kind not in SAID_ONLY)


def test_a_step_is_told_in_either_language_and_survives_json():
    step = Step(kind=StepKind.SUM, zh="上限", en="cap", amount="5.00")
    assert (step.text("zh"), step.text("en")) == ("上限", "cap")
    assert Step.model_validate_json(step.model_dump_json()) == step
