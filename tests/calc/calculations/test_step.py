import pytest

from aipolicy.calc.calculations.step import Step, StepKind

SAID_ONLY = {StepKind.FACT, StepKind.FUNDING, StepKind.MARK, StepKind.ASSUMED}


@pytest.mark.parametrize("kind", StepKind)
def test_steps_decide_unless_said_only(kind):
    assert Step(kind=kind, zh="上限", en="cap").decides is (kind not in SAID_ONLY)


def test_text_is_in_both_languages():
    """A step also survives JSON."""
    step = Step(kind=StepKind.SUM, zh="上限", en="cap", amount="5.00")
    assert (step.text("zh"), step.text("en")) == ("上限", "cap")
    assert Step.model_validate_json(step.model_dump_json()) == step
