"""Changes each figure of each rules module by its smallest step and runs the cases against it.

A figure that can be changed without a case or a property failing is a survivor; there should be
none. Run it with `python tools/mutate_figures.py [POLICY ...]`; it ends with 1 if any survives.
"""

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from aipolicy import Clause, policies
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.values.figures import FigureValue
from aipolicy.calc.values.money import fen_of, yuan_of
from aipolicy.calc.values.range import Range
from aipolicy.cases.written import value_of
from aipolicy.cases.yaml_text import Written, load_yaml

CASES = Path(__file__).parent.parent / "tests" / "rules" / "cases"
FEN, RATE = Decimal("0.01"), Decimal("0.0001")


def mutants(clause: AnyClause) -> Iterator[tuple[str, AnyClause]]:
    """Yield the clause with one figure changed, and what was changed."""
    for name, value in clause.figures.items():
        for changed in _changed(value):
            yield f"{clause.id} {name} {value} -> {changed}", clause.with_figures(**{name: changed})


def _changed(value: FigureValue) -> Iterator[FigureValue]:
    if isinstance(value, tuple):
        for place, (threshold, sum_) in enumerate(value):
            before, after = value[:place], value[place + 1 :]
            for step in (-FEN, FEN):
                yield (*before, (threshold + step, sum_), *after)
                yield (*before, (threshold, sum_ + step), *after)
            yield (*before, *after)
    elif isinstance(value, Decimal):
        step = FEN if value > 100 else RATE
        yield value - step
        if value != 1:  # a rate above 1 is refused
            yield value + step
    else:
        yield value - 1
        yield value + 1


def survives(mutant: AnyClause, printed: AnyClause) -> bool:
    """Return whether every case of the clause still holds, its funding included."""
    text = (CASES / f"{mutant.id}.yaml").read_text(encoding="utf-8")
    written = load_yaml(text, mutant.id)
    assert isinstance(written, dict)
    return all(_holds(mutant, case) for case in _cases(written)) and _same_split(mutant, printed)


def _cases(written: dict[str, Written]) -> Iterator[dict[str, Written]]:
    cases = written["cases"]
    assert isinstance(cases, list)
    for case in cases:
        assert isinstance(case, dict)
        yield case


def _holds(clause: AnyClause, case: dict[str, Written]) -> bool:
    reading = case.get("reading")
    names = reading if isinstance(reading, list) else [reading] if reading else []
    chosen = clause.read_as(*map(str, names)) if names else clause
    facts, gives = case["facts"], case["gives"]
    assert isinstance(facts, dict)
    values = {name: value_of(chosen.facts[name], written) for name, written in facts.items()}
    sums = gives if isinstance(gives, list) else [gives]
    expected = [Decimal(str(sum_)) for sum_ in sums]
    given = chosen(**values)
    ends = [given.least, given.most] if isinstance(given, Range) else [given]
    return ends == expected


def _same_split(mutant: AnyClause, printed: AnyClause) -> bool:
    """Return whether both divide a large sum alike; the split is tested with the documents."""
    if mutant.funding is None:
        return True
    sum_ = yuan_of(fen_of(10**9))
    return mutant.funding.of(sum_, mutant.figures) == mutant.funding.of(sum_, printed.figures)


def main(chosen: list[str]) -> int:
    """Print every survivor and the count; return the exit code."""
    tried = survivors = 0
    for policy in policies():
        if chosen and policy.id not in chosen:
            continue
        for clause in policy.clauses.values():
            assert isinstance(clause, Clause)
            for what, mutant in mutants(clause):
                tried += 1
                if survives(mutant, clause):
                    survivors += 1
                    print(f"survives: {what}")
    print(f"{tried} figures changed, {survivors} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
