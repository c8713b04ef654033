"""The provisions as a list: one line each, under the document they are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from aipolicy._words import Language
from aipolicy.calc.documents.provision import Kind, Provision
from aipolicy.calc.policy import Policy
from aipolicy.calc.sheets.wording import days
from aipolicy.calc.words.glossary import named
from aipolicy.cli.aligned import aligned


def listing(
    policies: Iterable[Policy],
    *,
    day: date | None,
    kind: Kind | None,
    every: bool,
    language: Language,
) -> str:
    """Return the provisions of documents; the last line says how many are left out.

    Those that fix no money are listed where `every` one or their `kind` is asked for. Documents
    out of force on a `day` are left out, those whose days are unknown are marked.

    >>> from aipolicy.registry import policy
    >>> harbin = policy("harbin_2022")
    >>> print(listing([harbin], day=None, kind=Kind.RANGE, every=False, language="en"))
    no provisions
    """
    blocks: list[str] = []
    shown = hidden = 0
    for policy in policies:
        state = None if day is None else policy.in_force(day)
        if state is False:
            continue
        of_kind = [one for one in policy.provisions if kind in {None, one.kind}]
        chosen = [one for one in of_kind if every or kind or one.id in policy.clauses]
        shown, hidden = shown + len(chosen), hidden + len(of_kind) - len(chosen)
        if chosen:
            blocks.append("\n".join(_block(policy, chosen, day, language)))
    return "\n\n".join([*blocks, _count(shown, hidden, language)])


def _block(
    policy: Policy, chosen: list[Provision], day: date | None, language: Language
) -> Iterator[str]:
    yield f"{policy.id}  《{policy.title}》{policy.number or ''}"
    unknown = ""
    if day is not None and policy.in_force(day) is None:
        unknown = (
            f"；{day} 是否有效未知" if language == "zh" else f"; unknown whether in force on {day}"
        )
    yield f"{'有效期：' if language == 'zh' else 'in force: '}{days(policy, language)}{unknown}"
    rows = [
        (one.id, named(one.kind, language, "terms"), one.title(language), one.heading)
        for one in chosen
    ]
    yield from (f"  {line}" for line in aligned(rows))


def _count(shown: int, hidden: int, language: Language) -> str:
    if language == "zh":
        more = f"另有 {hidden} 项没有可计算的金额，加 --all 一并列出" if hidden else ""
        return "；".join(part for part in (f"共 {shown} 项" if shown else "没有事项", more) if part)
    more = f"{hidden} more have no computable amount: --all lists them too" if hidden else ""
    count = f"{shown} provision{'' if shown == 1 else 's'}" if shown else "no provisions"
    return "; ".join(part for part in (count, more) if part)
