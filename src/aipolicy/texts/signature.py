"""What a copy says around the body of the days in force: the signature, the imprint, the letter.

A document in force from its day of issue (印发之日) prints no day in its body. The day is that of
the signature (成文日期), which is in the letter that sends the document out or behind its last
words. A page has no fixed order, so the signature is looked for in the whole copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from aipolicy.calc.copies.location import Place
from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.calc.documents.document import Document
from aipolicy.calc.documents.passage import Passage
from aipolicy.calc.documents.provision import Printed
from aipolicy.calc.policy import Policy
from aipolicy.texts.agreement import Coded, agrees
from aipolicy.texts.figures import figures_of
from aipolicy.texts.report import Contradiction, Difference

_NUMERAL = "[0-9Xx×〇零一二三四五六七八九十]"
_DAY = rf"{_NUMERAL}{{1,4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{0,3}}日?"
_SEAL = r"(?:\([印公盖]章\))?"
_IMPRINT = re.compile(rf"({_DAY})印发$")
_STATED = re.compile(
    rf"自(?P<first>{_DAY})起(?:正式)?(?:施行|实施|执行|生效)"
    rf"|有效期限?(?:[至到]|截[至止]到?)(?P<last>{_DAY})"
    rf"|有效期限?为?(?P<term_years>{_NUMERAL}{{1,3}}年)(?!{_NUMERAL})"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """A copy of a document beside the days that a policy takes from around the body.

    Attributes:
        policy: the policy with which the copy is compared.
        copy: the whole copy, in normal form.
        imprints: the days of imprints in it: lines that end with 印发.
        letter: how many characters of normal form are before the first body.
        places: where the words of the signature are, wherever they are.
    """

    policy: Policy
    copy: str
    imprints: tuple[str, ...]
    letter: int
    places: Mapping[Passage, tuple[Place, ...]]

    @classmethod
    def of(cls, policy: Policy, text: str, letter: int) -> Self:
        """Return the signature of a copy."""
        signature = policy.document.signature
        copy = normal_form(text)
        places = (
            {words: tuple(_places(words, signature.printed, copy)) for words in signature.passages}
            if signature
            else {}
        )
        lines = (normal_form(line) for line in text.splitlines() if "印发" in line)
        imprints = tuple(found[1] for line in lines if (found := _IMPRINT.search(line)))
        return cls(policy, copy, imprints, letter, places)

    def differences(self) -> Iterator[Difference]:
        """Yield what is in the copy instead of the signature.

        Every day behind the issuer's name counts, so that a copy with two days is not taken for
        right. Where there is none, the signature is missing.
        """
        others = [
            self.copy[place.start : place.end]
            for place in _signatures(self.policy.document, self.copy)
            if not any(place in places for places in self.places.values())
        ]
        for words, places in self.places.items():
            found: list[str | None] = [*others]
            for instead in found or ([] if places else [None]):
                yield Difference(
                    where=self.policy.id, role=words.role, start=words.start, instead=instead
                )

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield the days around the body that are not those of the policy."""
        coded = policy_days(self.policy)
        for name, printed in (*self._stated(), *self._imprinted()):
            day = coded.get(name)
            if day is None or not agrees(day, [printed]):
                shown = None if day is None else str(day)
                yield Contradiction(
                    where=self.policy.id, figure=name, coded=shown, printed=(printed,)
                )
        yield from self._not_printed()

    def _stated(self) -> Iterator[tuple[str, str]]:
        """Yield the days in force that the letter states, with their names."""
        for found in _STATED.finditer(self.copy, 0, self.letter):
            yield from ((name, printed) for name, printed in found.groupdict().items() if printed)

    def _imprinted(self) -> Iterator[tuple[str, str]]:
        """Yield the day of the imprint (版记): the day of issue, for which the signature stands."""
        signature = self.policy.document.signature
        if signature and "first" in signature.printed:
            yield from (("first", printed) for printed in self.imprints)

    def _not_printed(self) -> Iterator[Contradiction]:
        """Yield the days listed for the signature that its words, all there, do not print."""
        signature = self.policy.document.signature
        if signature is None or not all(self.places.values()):
            return
        words = [self.copy[places[0].start : places[0].end] for places in self.places.values()]
        printed = {figure.text for stretch in words for figure in figures_of(stretch)}
        for name, figures in signature.printed.items():
            for listed in figures:
                if normal_form(listed) not in printed:
                    yield Contradiction(where=self.policy.id, figure=name, coded=listed, printed=())


def policy_days(policy: Policy) -> dict[str, Coded]:
    """Return the days and the term that a policy and its document hold, by name.

    >>> from aipolicy.rules import harbin_2022
    >>> sorted(policy_days(harbin_2022.POLICY))
    ['first', 'last', 'signed']
    """
    held = {
        "first": policy.first,
        "last": policy.last,
        "term_years": policy.term_years,
        "signed": policy.document.signed,
    }
    return {name: coded for name, coded in held.items() if coded is not None}


def _places(words: Passage, printed: Printed, copy: str) -> Iterator[Place]:
    """Yield every place of the words of a signature: where a day is that they print."""
    for day in dict.fromkeys(normal_form(day) for days in printed.values() for day in days):
        for found in re.finditer(re.escape(day), copy):
            for start in range(max(0, found.end() - words.length), found.start() + 1):
                stretch = copy[start : start + words.length].encode(errors="surrogatepass")
                if sha256(stretch).hexdigest() == words.sha256:
                    yield Place(start, start + words.length)


def _signatures(document: Document, copy: str) -> Iterator[Place]:
    """Yield every place where the issuer's name is directly before a day."""
    if document.issuer:
        issuer = re.escape(normal_form(document.issuer))
        for found in re.finditer(rf"{issuer}{_SEAL}{_DAY}", copy):
            yield Place(found.start(), found.end())
