"""What a check of a text against the code found, for people and as JSON."""

from pydantic import BaseModel, ConfigDict, computed_field

from aipolicy.texts.figures import FigureKind

_READ_ONLY = ConfigDict(frozen=True)


class Difference(BaseModel):
    """Words that are not in the text as they were encoded.

    Attributes:
        where: the id of the provision, of the article or of the document whose words they are.
        role: what the words are, such as "heading" or "validity"; None for a provision's own.
        start: where they stood in the body that was encoded, in normal form.
        instead: the words that are between their neighbours now, in normal form; None where
            none do, so that the words are missing.
    """

    model_config = _READ_ONLY

    where: str
    role: str | None
    start: int
    instead: str | None

    def __str__(self) -> str:
        what = f"{self.where} ({self.role})" if self.role else self.where
        return f"missing {what}" if self.instead is None else f"changed {what}: {self.instead}"


class Unaccounted(BaseModel):
    """A figure of the text for which no provision accounts.

    Attributes:
        text: the figure as printed.
        kind: what kind of number it is.
        start: its offset in the body, in normal form.
        context: the words around it.
    """

    model_config = _READ_ONLY

    text: str
    kind: FigureKind
    start: int
    context: str

    def __str__(self) -> str:
        return f"unaccounted {self.text}: …{self.context}…"


class Contradiction(BaseModel):
    """A figure of the code that is not the figure of the words.

    Attributes:
        where: the id of the provision, the article (pools and quotas) or the document.
        figure: the name of the figure in the code.
        coded: its value in the code; None where the code has no such figure.
        printed: the figure as the words print it; empty where none is known.
    """

    model_config = _READ_ONLY

    where: str
    figure: str
    coded: str | None
    printed: tuple[str, ...]

    def __str__(self) -> str:
        coded = "nothing" if self.coded is None else self.coded
        printed = "、".join(self.printed) or "no such figure"
        return f"contradicted {self.where} {self.figure}: the code has {coded}, the words {printed}"


class Report(BaseModel):
    """What a check of a text against a policy found.

    Attributes:
        policy: the id of the policy.
        bodies: how often the body of the document is in the text; 0 where its first words
            were not found, and the whole text was read.
        unchanged: the ids of the provisions whose words are all there, moved or not, in document
            order.
        changed: the ids of the provisions (and of articles, and of the document, for their other
            words) with words in whose place others are.
        missing: the ids of those with words in whose place nothing is.
        moved: the ids of those with words that are there, but in another order than the
            document's, or under another article's heading.
        unaccounted: the figures of the text for which no provision accounts.
        contradicted: the figures of the code that are not the figures of the words.
        differences: the words after `changed` and `missing`, one by one.
        added: words of the body that do not belong to the document, such as a new provision.
        strays: words of the body that do not belong to the document and are known to occur in
            copies of it, such as an advertisement; they do not count against the text.
        left_out_before: how many characters of normal form are before the first body and
            were not read.
        left_out_behind: how many are after it, in no body, and were not read. Words that
            look like the page around a document are not seen for a change of it: where this
            is not 0, a reader should know what is there.

    >>> from aipolicy import policy, texts
    >>> report = texts.check(policy("harbin_2022"), "给予2000万元。")
    >>> report.ok, report.bodies, [str(one) for one in report.unaccounted]
    (False, 0, ['unaccounted 2000万元: …给予2000万元。…'])
    """

    model_config = _READ_ONLY

    policy: str
    bodies: int
    unchanged: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    moved: tuple[str, ...]
    unaccounted: tuple[Unaccounted, ...]
    contradicted: tuple[Contradiction, ...]
    differences: tuple[Difference, ...]
    added: tuple[str, ...]
    strays: tuple[str, ...]
    left_out_before: int
    left_out_behind: int

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way to write it
    @property
    def ok(self) -> bool:
        """Whether nothing is missing, changed, unaccounted for, contradicted, moved or added."""
        return not any(found for name, found in self._found() if name != "unchanged")

    def _found(self) -> list[tuple[str, tuple[object, ...]]]:
        return [
            ("unchanged", self.unchanged),
            ("changed", self.changed),
            ("missing", self.missing),
            ("unaccounted", self.unaccounted),
            ("contradicted", self.contradicted),
            ("moved", self.moved),
            ("added", self.added),
        ]

    def __str__(self) -> str:
        counts = ", ".join(f"{len(found)} {name}" for name, found in self._found())
        lines = [f"{self.policy}: {'ok' if self.ok else 'not ok'}: {counts}"]
        if not self.bodies:
            lines.append("the first words of the document were not found: the whole text was read")
        if self.left_out_before or self.left_out_behind:
            lines.append(
                f"not read: {self.left_out_before} characters before the body, "
                f"{self.left_out_behind} behind it"
            )
        lines += map(str, (*self.differences, *self.unaccounted, *self.contradicted))
        lines += [f"moved {id_}" for id_ in self.moved]
        lines += [f"added {words}" for words in self.added]
        lines += [f"stray {words}" for words in self.strays]
        return "\n  ".join(lines)
