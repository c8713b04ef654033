from aipolicy import clause
from tests.invented import islands
from tools import mutate_figures


def test_no_mutant_survives(capsys):
    """No figure can change without a case that fails."""
    assert mutate_figures.main([]) == 0
    assert capsys.readouterr().out.endswith(" figures changed, 0 survive\n")


def test_survivors_are_listed(capsys, monkeypatch):
    """Where no case notices a change, the figure is listed and the exit code is 1."""
    monkeypatch.setattr(mutate_figures, "_holds", lambda mutant, case: True)
    assert mutate_figures.main(["harbin_2022"]) == 1
    printed = capsys.readouterr().out
    assert "survives: harbin_2022/4.1 rate 0.30 -> 0.3001\n" in printed
    assert printed.endswith("34 figures changed, 34 survive\n")


def test_every_kind_of_figure_is_mutated():
    """Each is changed by its smallest step, up and down."""
    changed = {what.partition(" ")[2] for what, _ in mutate_figures.mutants(islands.record_catch)}
    assert "min_boats 2 -> 1" in changed
    assert len(changed) == 2 + 2 * 5
    assert len(list(mutate_figures.mutants(clause("harbin_2022/1.1")))) == 2
