"""Every answer of the program is in the language asked for: Chinese has no English word but code."""

import re
from pathlib import Path

import pytest

from aipolicy import policies
from aipolicy.cli.sheet import sheet_text
from tests.cli.test_commands import BAD

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
COMMANDS = ["assess", "clauses", "show", "check-text"]
ANSWERS = {
    "nothing": [],
    **{f"{command} {option}": [command, option] for command in COMMANDS for option in ("-h", "--help")},
    **{f"assess {one.stem}": ["assess", one] for one in EXAMPLES},
    **{f"steps {one.stem}": ["assess", one, "--steps"] for one in EXAMPLES},
    "clauses": ["clauses"],
    "all": ["clauses", "--all", "--in-force-on", "2024-01-01"],
    **{" ".join(args) or "none": args for args, _ in BAD},
    "show": ["show", "harbin_2022/4.1"],
    "show an open point": ["show", "dalian_2025_draft/7.2"],
    "extra": ["show", "harbin_2022/4.1", "zz"],
}  # fmt: skip
# What is no word of either language: ids, options, placeholders, names of programs and formats.
CODE = re.compile(
    r"""[a-z]+(_[a-z]+)*_\d{4}(_draft)?(/[\w.]+)?(\.\w+)?   # ids of documents and of what is in them
    | \b[a-z][a-z0-9]*(_[a-z0-9]+)+\b                     # names in code
    | --?[a-z][\w-]*(=\S+)? | '[^']*' | \bSHA-256\s[0-9a-f]{64}
    | \baipolicy(\s(assess|clauses|show|check-text))? | \b[\w/-]+\.(yaml|txt)\b
    | \bUTF-8\b | \breadings?:\s.*
    """,
    re.VERBOSE,
)
WORDS = {
    *("CASE", "FILE", "ID", "JSON", "TOML", "YAML", "Python", "zh", "en", "m"),
    *("AIPOLICY", "DAYS"), *COMMANDS, "check", "text", "case", "policy", "file",
    *("amount", "ceiling", "range", "in_kind", "referral", "discretionary"),
    *("rate", "cap", "tiers", "filed", "sum", "floor", "AI", "fixed"),
}  # fmt: skip


def english(text):
    """Return the English words of a text that are neither code nor names."""
    return {one for one in re.findall(r"[A-Za-z]+", CODE.sub(" ", text)) if one not in WORDS}


@pytest.mark.parametrize("args", ANSWERS.values(), ids=ANSWERS)
def test_a_chinese_answer_has_no_english_word(run, args):
    for said in (run("--language", "zh", *args), run(*args)):
        answer = said.stdout + said.stderr
        assert re.search(r"[\u4e00-\u9fff]", answer)
        assert english(answer) == set()


@pytest.mark.parametrize("args", ANSWERS.values(), ids=ANSWERS)
def test_an_english_answer_has_english_words(run, args):
    zh, en = (run("--language", language, *args) for language in ("zh", "en"))
    assert zh.exit_code == en.exit_code
    assert english(en.stdout + en.stderr)
    assert zh != en
    if args and args[-1] in {"-h", "--help"}:
        assert not re.search(r"[\u4e00-\u9fff]", en.stdout)


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.id)
def test_a_chinese_sheet_has_no_english_word(policy):
    """But for the names of facts and figures, and Latin letters that the document prints."""
    facts = {name for one in policy.clauses.values() for name in (*one.facts, *one.figures)}
    facts |= {name for one in policy.clauses.values() for name in one.readings}
    ids = {word for one in facts for word in one.split("_")}
    whole = [one.zh for one in (*policy.document.date_notes, *policy.document.unsettled)]
    whole += [one.zh for one in (*policy.stacking.rules, *policy.stacking.together)]
    for provision in policy.provisions:
        printed = " ".join([policy.title, *whole, *printed_in(provision)])
        names = set(re.findall(r"[A-Za-z]+", printed))
        assert english(sheet_text(policy.describe(provision.id, "zh"))) - names - ids == set()


def printed_in(provision):
    """Return the Chinese that a document states of a provision, with its own Latin letters."""
    yield from (one.zh for one in provision.assumes)
    for point in provision.open_points:
        yield from (point.zh.issue, point.zh.why, *point.zh.readings)
    yield from (one.zh for one in provision.reading_labels.values())
    yield from (provision.heading, provision.beneficiary or "", *provision.departments)
    yield from (*provision.other_figures, *provision.refers_to)


@pytest.mark.parametrize(
    ("args", "stated", "zh"),
    [
        (["show", "zz", "--language", "en"], {}, False),
        (["show", "zz", "--language=en"], {}, False),
        (["--language", "en", "show", "zz"], {}, False),
        (["show", "zz"], {"AIPOLICY_LANGUAGE": "en"}, False),
        (["show", "zz", "--language", "zh"], {"AIPOLICY_LANGUAGE": "en"}, True),
        (["show", "zz"], {}, True),
        (["show", "zz"], {"AIPOLICY_LANGUAGE": "fr"}, True),
        (["zz", "--language", "en"], {}, False),
        (["--zz", "--language", "en"], {}, False),
    ],
)
def test_the_language_is_that_asked_for(run, monkeypatch, args, stated, zh):
    for name, value in stated.items():
        monkeypatch.setenv(name, value)
    result = run(*args)
    assert result.exit_code == 2
    assert ("未知的" in result.stderr or "没有此" in result.stderr) is zh


@pytest.mark.parametrize(
    "args", [["--language", "fr"], ["show", "harbin_2022/4.1", "--language=EN"]]
)
def test_refuses_another_language(run, args):
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr.endswith("没有此种取值；请选择：zh、en\n") or "是否应为 en？" in result.stderr
    )


def test_a_command_changes_no_other(run):
    """The language of one command does not stay."""
    assert run("show", "zz", "--language", "en").stderr.startswith("ID='zz': unknown")
    assert run("show", "zz").stderr.startswith("ID='zz'：未知的事项")
    assert "--english" in run("show", "harbin_2022/4.1", "--english").stderr
