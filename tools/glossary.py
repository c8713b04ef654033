"""Write docs/glossary.md from the code: the English identifiers with their Chinese terms.

Run `python tools/glossary.py` after a change; a test fails while the page is out of date.
"""

from collections.abc import Iterator
from pathlib import Path

from aipolicy import clauses, policy
from aipolicy.calc.words.glossary import glossary

PAGE = Path(__file__).parent.parent / "docs" / "glossary.md"

HEAD = """\
# The glossary

Each identifier of the code with its Chinese term, generated from the code. Chinese explanations use
these terms; `aipolicy.calc.named` looks one up. What a term such as *clause* or *award* means is in
the [vocabulary](vocabulary.md).

```python
>>> from aipolicy.calc import named
>>> from aipolicy.rules import harbin_2022 as harbin
>>> named(harbin.application_scenario.how_often, "zh", "terms")
'一次性'

```
"""

SECTIONS = {
    "facts": "Facts: what the applicant declares.",
    "figures": "Figures: what the text prints.",
    "terms": "Terms of awards, provisions and decisions.",
}


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *_terms(), *_readings()])


def _terms() -> Iterator[str]:
    for section, about in SECTIONS.items():
        yield from (f"## {section}", "", about, "", "| identifier | term |", "| --- | --- |")
        yield from (f"| `{name}` | {term} |" for name, term in glossary()[section].items())
        yield ""


def _readings() -> Iterator[str]:
    yield "## readings"
    yield ""
    yield "Readings that `read_as` selects, the default of each clause first."
    yield ""
    yield "| clause | reading | in Chinese | in English |"
    yield "| --- | --- | --- | --- |"
    for clause in clauses():
        labels = policy(clause.policy).provision(clause.id).reading_labels
        for reading, (chinese, english) in labels.items():
            yield f"| {clause.id} | `{reading}` | {chinese} | {english} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
