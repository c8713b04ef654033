"""What a check of a text against the code found, for people and as JSON."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, computed_field

from aipolicy._context import of_displays
from aipolicy._schema import described_in_short
from aipolicy._words import Language
from aipolicy.calc.words.glossary import named
from aipolicy.texts.figures import FigureKind

_READ_ONLY = ConfigDict(frozen=True, json_schema_extra=described_in_short)


class Difference(BaseModel):
    """Words that are not in the text as they were encoded.

    Attributes:
        where: the id of the provision, of the article or of the document whose words they are.
        role: what the words are, such as "heading" or "validity"; None for a provision's own.
        start: where they stood in the body that was encoded, in normal form; 0 for the signature,
            which is around the body.
        instead: the words that are between their neighbours now, in normal form; None where
            none do, so that the words are missing.
    """

    model_config = _READ_ONLY

    where: str
    role: str | None
    start: int
    instead: str | None

    def text(self, language: Language) -> str:
        """Return the difference on one line."""
        if language == "zh":
            what = (
                f"{self.where}（{_ROLES.get(self.role, self.role)}）" if self.role else self.where
            )
            return f"缺失 {what}" if self.instead is None else f"变动 {what}：{self.instead}"
        what = f"{self.where} ({self.role})" if self.role else self.where
        return f"missing {what}" if self.instead is None else f"changed {what}: {self.instead}"

    def __str__(self) -> str:
        return self.text(of_displays())


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

    def line(self, language: Language) -> str:
        """Return the figure with the words around it, on one line."""
        if language == "zh":
            return f"未对应数字 {self.text}：…{self.context}…"
        return f"unaccounted {self.text}: …{self.context}…"

    def __str__(self) -> str:
        return self.line(of_displays())


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

    def text(self, language: Language) -> str:
        """Return the contradiction on one line."""
        if language == "zh":
            name = _FIELDS.get(self.figure) or named(self.figure, "zh", "figures")
            figure = f"{name}（{self.figure}）"
            coded = "无" if self.coded is None else self.coded
            printed = "、".join(self.printed) or "无此数字"
            return f"数字不符 {self.where} {figure}：代码为 {coded}，条文为 {printed}"
        coded = "nothing" if self.coded is None else self.coded
        printed = "、".join(self.printed) or "no such figure"
        return f"contradicted {self.where} {self.figure}: the code has {coded}, the words {printed}"

    def __str__(self) -> str:
        return self.text(of_displays())


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
    >>> report.ok, report.bodies, [one.line("en") for one in report.unaccounted]
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

    def text(self, language: Language | None = None) -> str:
        """Return the report in words; in the context's language where none is given."""
        language = of_displays(language)
        return "\n  ".join(self._lines(language))

    def _lines(self, language: Language) -> Iterator[str]:
        zh = language == "zh"
        counts = [(len(found), _FOUND[name] if zh else name) for name, found in self._found()]
        verdict = ("一致" if self.ok else "不一致") if zh else ("ok" if self.ok else "not ok")
        if zh:
            found = "，".join(f"{name} {count}" for count, name in counts)
            yield f"{self.policy}：{verdict}：{found}"
        else:
            found = ", ".join(f"{count} {name}" for count, name in counts)
            yield f"{self.policy}: {verdict}: {found}"
        if not self.bodies:
            yield (
                "未找到文件开头的文字，已核对全部文本"
                if zh
                else "the first words of the document were not found: the whole text was read"
            )
        before, behind = self.left_out_before, self.left_out_behind
        if before or behind:
            yield (
                f"未核对：正文前 {before} 字，正文后 {behind} 字"
                if zh
                else f"not read: {before} characters before the body, {behind} after it"
            )
        yield from (one.text(language) for one in self.differences)
        yield from (one.line(language) for one in self.unaccounted)
        yield from (one.text(language) for one in self.contradicted)
        yield from (f"{'移位' if zh else 'moved'} {id_}" for id_ in self.moved)
        yield from (f"{'新增' if zh else 'added'} {words}" for words in self.added)
        yield from (f"{'夹带' if zh else 'stray'} {words}" for words in self.strays)

    def __str__(self) -> str:
        return self.text()


_FOUND = {
    "unchanged": "未变",
    "changed": "变动",
    "missing": "缺失",
    "unaccounted": "未对应数字",
    "contradicted": "数字不符",
    "moved": "移位",
    "added": "新增",
}
_FIELDS = {
    "first": "施行日期",
    "last": "截止日期",
    "term_years": "有效年限",
    "signed": "成文日期",
    "total": "总额",
    "most": "名额",
    "other_figures": "其他数字",
}
_ROLES = {
    "title": "标题",
    "heading": "条标题",
    "departments": "责任单位",
    "preamble": "序言",
    "aim": "目的",
    "validity": "有效期",
    "signature": "落款",
    "stacking": "就高不重复",
    "implementation": "实施",
    "amendment": "修订",
    "chapter": "章标题",
    "funding": "资金",
    "interpretation": "解释",
    "pool": "总额",
    "quota": "名额",
}
