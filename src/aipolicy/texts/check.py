"""The check of law beside code: a copy of a text against a policy's words and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Self, TypeVar

from aipolicy.calc.copies.body import bodies_of
from aipolicy.calc.copies.limit import text_faults
from aipolicy.calc.copies.location import Finding, Place, find, untaken
from aipolicy.calc.copies.moves import out_of_order
from aipolicy.calc.copies.normal_form import normal_form
from aipolicy.calc.documents.document import Document, PrintedWords
from aipolicy.calc.documents.passage import Passage
from aipolicy.calc.documents.provision import ProvisionInFile
from aipolicy.calc.policy import Policy
from aipolicy.errors import Code, Fault, NotComparable, fault
from aipolicy.texts.contradictions import contradictions
from aipolicy.texts.figures import Figure, figures_of
from aipolicy.texts.report import Contradiction, Difference, Report, Unaccounted
from aipolicy.texts.signature import Signature

_CONTEXT = 12

T = TypeVar("T")


def check(policy: Policy, text: str) -> Report:
    """Hold a copy of a document's text against the policy that encodes it.

    The copy may hold the page around the document, and its body more than once. White space,
    full-width characters and the shape of quotation marks do not matter. The day of signature is
    looked for in all of it: a copy without the letter that bears it lacks a part of the law.

    Raises:
        NotComparable: `policy` is not a policy, `text` not a string, or longer than
            50,000 characters.

    >>> from aipolicy.rules import harbin_2022
    >>> report = check(harbin_2022.POLICY, "一、支持人工智能关键技术攻关。给予2000万元。")
    >>> report.ok, report.unaccounted[0].text, len(report.missing) > 20
    (False, '2000万元', True)
    """
    if faults := [*_faults(policy, text)]:
        raise NotComparable("check", faults)
    document = policy.document
    owners = tuple(_owners(document))
    bodies = bodies_of(text, document.body, len(document.articles))
    signature = Signature.of(policy, text, bodies.before)
    readings = [_Reading.of(owners, body) for body in bodies.texts]
    moved = frozenset(chain.from_iterable(reading.moved() for reading in readings))
    added = _distinct(chain.from_iterable(reading.added() for reading in readings))
    known = frozenset(map(normal_form, document.body.strays))
    differences = _distinct(
        chain(
            signature.differences(),
            chain.from_iterable(reading.differences() for reading in readings),
        )
    )
    changed = {difference.where for difference in differences if difference.instead is not None}
    missing = {difference.where for difference in differences if difference.instead is None}
    ids = _distinct(owner.id for owner in owners)
    measures = [measure.id for measure in policy.provisions]
    return Report(
        policy=policy.id,
        bodies=len(bodies.texts) if bodies.begun else 0,
        unchanged=tuple(id_ for id_ in measures if id_ not in changed | missing),
        changed=tuple(id_ for id_ in ids if id_ in changed),
        missing=tuple(id_ for id_ in ids if id_ in missing),
        moved=tuple(id_ for id_ in ids if id_ in moved),
        unaccounted=_distinct(chain.from_iterable(reading.unaccounted() for reading in readings)),
        contradicted=_distinct(
            [
                *contradictions(policy),
                *signature.contradictions(),
                *chain.from_iterable(reading.not_printed() for reading in readings),
            ]
        ),
        differences=differences,
        added=tuple(words for words in added if words not in known),
        strays=tuple(words for words in added if words in known),
        left_out_before=bodies.before,
        left_out_behind=bodies.behind,
    )


def _faults(policy: object, text: object) -> Iterator[Fault]:
    if not isinstance(policy, Policy):
        kind = type(policy).__name__
        yield fault(Code.POLICY_TYPE, "policy", value=policy, type=kind)
    yield from text_faults(text)


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whoever has words in a document: a provision, an article, a pool or the document itself.

    `listed` holds the figures that its words print and for which it accounts, with their names.
    `article` is the number of the article it belongs to; the document itself belongs to none.
    """

    id: str
    passages: tuple[Passage, ...]
    listed: Mapping[str, str]
    article: str | None


def _owners(document: Document) -> Iterator[_Owner]:
    yield _owner(document.id, document, None)
    for article in document.articles:
        number = article.number
        id_ = f"{document.id}/{number}"
        yield _owner(id_, article, number)
        for shared in (*document.pools, *document.quotas):
            if shared.article == number:
                yield _Owner(id_, shared.passages, {normal_form(shared.printed): shared.of}, number)
        for provision in document.provisions:
            if provision.article == number:
                yield _owner(provision.id, provision, number)


def _owner(id_: str, words: PrintedWords | ProvisionInFile, article: str | None) -> _Owner:
    named = [(name, figure) for name, figures in words.printed.items() for figure in figures]
    named += [("other_figures", figure) for figure in words.other_figures]
    listed = {normal_form(figure): name for name, figure in named}
    return _Owner(id_, words.passages, listed, article)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One body beside the words of a document: what became of each passage in it."""

    body: str
    owners: tuple[_Owner, ...]
    findings: Mapping[Passage, Finding]
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, owners: tuple[_Owner, ...], body: str) -> Self:
        passages = chain.from_iterable(owner.passages for owner in owners)
        return cls(body, owners, find(passages, body), tuple(figures_of(body)))

    def differences(self) -> Iterator[Difference]:
        """Yield the passages whose words are not there."""
        for owner in self.owners:
            for passage in owner.passages:
                finding = self.findings[passage]
                if finding.place is None:
                    instead = finding.instead
                    yield Difference(
                        where=owner.id,
                        role=passage.role,
                        start=passage.start,
                        instead=self.body[instead.start : instead.end] if instead else None,
                    )

    def moved(self) -> Iterator[str]:
        """Yield whose words are in another order, or under the heading of another article."""
        found = sorted(
            {
                (passage.start, passage.end, place)
                for passage, finding in self.findings.items()
                if (place := finding.place)
            }
        )
        strangers = out_of_order([(place.start, place.end) for _, _, place in found])
        displaced = {found[at] for at in strangers}
        headings = self._headings()
        for owner in self.owners:
            for passage in owner.passages:
                place = self.findings[passage].place
                if place and (
                    (passage.start, passage.end, place) in displaced
                    or _under_another(owner.article, place, headings)
                ):
                    yield owner.id

    def _headings(self) -> Mapping[str, Place]:
        """Return where the heading of each article is, or the words now in its place."""
        return {
            owner.article: place
            for owner in self.owners
            for passage in owner.passages
            if owner.article and passage.role == "heading"
            for place in [self.findings[passage].place or self.findings[passage].instead]
            if place
        }

    def unaccounted(self) -> Iterator[Unaccounted]:
        """Yield the figures that lie in no words whose owner lists them."""
        for figure in self.figures:
            if not any(self._accounts(owner, figure) for owner in self.owners):
                context = self.body[max(0, figure.start - _CONTEXT) : figure.end + _CONTEXT]
                yield Unaccounted(
                    text=figure.text, kind=figure.kind, start=figure.start, context=context
                )

    def _accounts(self, owner: _Owner, figure: Figure) -> bool:
        """Whether an owner lists a figure that lies in its words or in those now in their place."""
        places = (self.findings[passage] for passage in owner.passages)
        return figure.text in owner.listed and any(
            place.holds(figure.start, figure.end)
            for finding in places
            if (place := finding.place or finding.instead)
        )

    def not_printed(self) -> Iterator[Contradiction]:
        """Yield the figures that an owner lists and its words, all of them there, do not print."""
        for owner in self.owners:
            places = [self.findings[passage].place for passage in owner.passages]
            if all(places):
                printed = {
                    figure.text
                    for figure in self.figures
                    if any(place and place.holds(figure.start, figure.end) for place in places)
                }
                for listed, name in owner.listed.items():
                    if listed not in printed:
                        yield Contradiction(where=owner.id, figure=name, coded=listed, printed=())

    def added(self) -> Iterator[str]:
        """Yield the words that do not belong to the document and replace none of its words."""
        places = [
            place
            for finding in self.findings.values()
            if (place := finding.place or finding.instead)
        ]
        for place in untaken(places, self.body, 0, len(self.body)):
            yield self.body[place.start : place.end]


def _under_another(article: str | None, place: Place, headings: Mapping[str, Place]) -> bool:
    """Whether a place lies under another article's heading, its own heading being elsewhere."""
    if article is None or article not in headings:
        return False
    above = [(heading, number) for number, heading in headings.items() if heading <= place]
    return max(above, default=(place, ""))[1] != article


def _distinct(found: Iterable[T]) -> tuple[T, ...]:
    """Return what was found, each once: a body that a copy contains twice is one text."""
    return tuple(dict.fromkeys(found))
