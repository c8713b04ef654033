"""Names of one call that differ so little that they may be meant as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from aipolicy._words import Words
from aipolicy.calc.awards.award import Award
from aipolicy.calc.awards.claim import Claim
from aipolicy.calc.values.names import likeness, name_key
from aipolicy.calc.words.citation import printable

_Names = Callable[[Award], Iterable[str | None]]


def _of(field: Callable[[Claim], str | None]) -> _Names:
    return lambda award: (field(award.claim),)


_FIELDS: Mapping[Words, _Names] = {
    Words("申报主体", "claimants"): _of(lambda claim: claim.claimant),
    Words("申报事项", "subjects"): _of(lambda claim: claim.subject),
    Words("合同", "contracts"): _of(lambda claim: claim.contract),
    Words("支持内容", "contents"): _of(lambda claim: claim.content),
    Words("发票", "invoices"): lambda award: award.claim.invoices,
    Words("库外政策", "policies outside the library"): lambda award: (
        () if award.policy else (award.clause,)
    ),
}


def similar_names(awards: Iterable[Award]) -> Iterator[Words]:
    """Yield a remark on each two names of a kind that differ only in blanks, case or signs.

    The signs are brackets and dashes. Such names count as two; what people wrote is shown.

    >>> from datetime import date
    >>> from aipolicy.calc.awards.claim import Claim
    >>> claims = [Claim(on=date(2024, 6, 1), subject=name) for name in ("Line〔1〕", "line [1]")]
    >>> awards = [Award.recorded("harbin_2022/4.1", 1, claim) for claim in claims]
    >>> [remark.en for remark in similar_names(awards)]
    ["the subjects 'Line〔1〕' and 'line [1]' differ little and count as two"]
    """
    given = tuple(awards)
    for field, names_of in _FIELDS.items():
        written = dict.fromkeys(name for award in given for name in names_of(award) if name)
        by_likeness: dict[str, dict[str, str]] = {}
        for name in written if len(written) > 1 else ():
            by_likeness.setdefault(likeness(name), {}).setdefault(name_key(name), name)
        for alike in by_likeness.values():
            for pair in pairwise(alike.values()):
                one, other = map(printable, pair)
                yield Words(
                    f"{field.zh}“{one}”与“{other}”相近，按两个名称处理",
                    f"the {field.en} '{one}' and '{other}' differ little and count as two",
                )
