"""The two READMEs: their text, their commands and their examples."""

import re
from doctest import DocTestParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")


def text(readme):
    return (ROOT / readme).read_text(encoding="utf-8")


def commands(readme):
    """Return the commands that a page gives, in order, each on its line; without comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", text(readme), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line[0] != "#"]


def examples(readme):
    """Return a README's Python examples as one module, without prompts and output.

    All of them pass the type checkers, also those that raise: a call that a checker would refuse
    goes through `aipolicy.clause(id)`, which takes any facts.
    """
    return "".join(one.source for one in DocTestParser().get_examples(text(readme)))
