"""A provision as a sheet for readers: whatever the library holds of it, computable or not."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence

from aipolicy._words import Language, Words
from aipolicy.calc.clause import AnyClause
from aipolicy.calc.documents.open_point import OpenPoint
from aipolicy.calc.documents.provision import Provision
from aipolicy.calc.policy import Policy
from aipolicy.calc.words.citation import cited
from aipolicy.calc.words.glossary import named
from aipolicy.cli import wording
from aipolicy.cli.aligned import aligned


def sheet(policy: Policy, provision: Provision, language: Language) -> str:
    """Return a provision's sheet, in Chinese or in English.

    >>> from aipolicy.registry import policy
    >>> harbin = policy("harbin_2022")
    >>> print(sheet(harbin, harbin.provision("harbin_2022/4.1"), "zh").splitlines()[0])
    harbin_2022/4.1  推动人工智能应用场景建设
    """
    return "\n".join(_Sheet(policy, provision, language).lines())


class _Sheet:
    def __init__(self, policy: Policy, provision: Provision, language: Language) -> None:
        self.policy = policy
        self.provision = provision
        self.language: Language = language
        self.clause: AnyClause | None = policy.clauses.get(provision.id)
        self.number = provision.id.partition("/")[2]

    def lines(self) -> Iterator[str]:
        yield f"{self.provision.id}  {self.provision.heading}"
        yield from self._source()
        if self.clause is not None:
            yield from self._computed(self.clause)
        else:
            yield from self._not_computed()
        yield from self._assumed()
        yield from self._beside()
        yield from self._shared()
        yield from self._open()
        yield from self._place()

    def _say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def _each(self, several: Iterable[Words]) -> list[str]:
        """Return what is kept in Chinese and in English as the sheet says it."""
        return [words.text(self.language) for words in several]

    def _pair(self, zh: str, en: str, value: str) -> Iterator[str]:
        """Yield a labelled line, or nothing where there is no value."""
        if value:
            yield self._say(f"{zh}：{value}", f"{en}: {value}")

    def _section(self, zh: str, en: str, lines: Sequence[str]) -> Iterator[str]:
        """Yield a heading and the lines below it, or nothing where there are none."""
        if lines:
            yield ""
            yield self._say(zh, en)
            yield from (f"  {line}".rstrip() for line in lines)

    def _source(self) -> Iterator[str]:
        policy, article = self.policy, self.provision.article
        number = policy.number or self._say("（文本未载文号）", "(no number in the text)")
        yield f"《{policy.title}》{number}"
        if policy.draft:
            yield self._say("征求意见稿，尚不是生效文件", "a draft for comment, which is not law")
        yield from self._pair("条款", "place", self._cited(article))
        yield from self._pair("适用地区", "region", policy.region)
        yield from self._pair("制定机关", "issuer", policy.document.issuer or "")
        yield from self._pair("有效期", "in force", wording.days(policy, self.language))
        yield from self._pair("受益对象", "beneficiary", self.provision.beneficiary or "")
        yield from self._pair("责任单位", "departments", "、".join(self.provision.departments))

    def _computed(self, clause: AnyClause) -> Iterator[str]:
        language = self.language
        yield from self._pair("给予", "gives", wording.gives(self.provision, clause, language))
        yield from self._others()
        yield from self._pair("资金分担", "borne by", wording.funding(clause, language))
        yield from self._pair("Python 函数名", "function", f"{clause.policy}.{clause.name}")
        if language == "en":
            doc = (inspect.getdoc(clause) or "").partition(">>>")[0].strip()
            yield from self._section("", "in short", doc.splitlines())
        facts = [
            (name, named(name, "zh"), wording.unit(quantity.kind, language))
            for name, quantity in clause.facts.items()
        ]
        yield from self._section("申报事实", "facts", aligned(facts))
        printed = wording.figures(self.provision, clause, language)
        yield from self._section("条文数字", "figures", aligned(printed))
        yield from self._section("公式（元）", "formula (yuan)", [clause.table.formula(language)])
        rows = [
            line
            for number, (conditions, gives) in enumerate(clause.table.written(language), start=1)
            for line in (f"{number}. {conditions}", f"   → {gives}")
        ]
        yield from self._section("决策表（元）", "decision table (yuan)", rows)
        default = self._say("（默认）", " (the default)")
        readings = [
            f"{self._reading(name)}{default if name == names[0] else ''}"
            for names in clause.points.values()
            for name in names
        ]
        yield from self._section("影响金额的理解方式", "readings that change the sum", readings)

    def _not_computed(self) -> Iterator[str]:
        yield from self._pair("给予", "gives", wording.gives(self.provision, None, self.language))
        yield self._say(
            "本条没有可计算的金额，不能用 assess 计算",
            "no computable amount: assess does not compute it",
        )
        yield from self._others()

    def _others(self) -> Iterator[str]:
        yield from self._pair("参照文件", "refers to", "、".join(self.provision.refers_to))
        others = "、".join(self.provision.other_figures)
        yield from self._pair("条文其他数字", "other figures", others)

    def _assumed(self) -> Iterator[str]:
        assumed = self._each(self.provision.assumes)
        yield from self._section("前提（不作为申报事实）", "assumed, asked by no fact", assumed)

    def _beside(self) -> Iterator[str]:
        stacking = self.policy.stacking
        if self.clause is None:
            return
        told = [
            (rule.article, rule.zh, rule.en)
            for rule in stacking.rules
            if not rule.clauses or self.number in rule.clauses
        ]
        told += [
            (one.article, one.zh, one.en) for one in stacking.together if self.number in one.clauses
        ]
        lines = [
            self._say(f"{self._cited(where)}：{zh}", f"{self._cited(where)}: {en}")
            for where, zh, en in told
        ]
        if stacking.silent:
            lines.append(self._say("文件未作规定", "the text has no rule"))
        yield from self._section("与其他奖补并存", "beside other awards", lines)
        if not stacking.silent:
            unsettled = self._each(self.policy.document.unsettled)
            yield from self._section(
                "并存规则未明确的事项", "what that rule leaves open", unsettled
            )

    def _reading(self, name: str) -> str:
        label = self.provision.reading_labels[name].text(self.language)
        return self._say(f"{label}（{name}）", f"{name}: {label}")

    def _cited(self, article: str) -> str:
        return cited(article, self.language, self.policy.numerals)

    def _shared(self) -> Iterator[str]:
        document = self.policy.document
        lines = [
            self._say(
                f"{one.of}：{one.printed}（{'每年' if one.per == 'year' else '整个有效期'}）",
                f"{one.of}: {one.printed}, {'a year' if one.per == 'year' else 'over the term'}",
            )
            for one in (*document.pools, *document.quotas)
            if self.provision.id in one.binds
        ]
        yield from self._section("总额或名额", "set aside for all claimants together", lines)

    def _open(self) -> Iterator[str]:
        lines = [
            line
            for number, point in enumerate(self.provision.open_points, start=1)
            for line in self._point(number, point)
        ]
        yield from self._section("待定事项", "open points", lines)
        notes = self._each(self.policy.document.date_notes)
        yield from self._section("日期说明", "notes on its days", notes)

    def _point(self, number: int, point: OpenPoint) -> Iterator[str]:
        said = point.said(self.language)
        readings = self._say("；", " | ").join(said.readings)
        yield f"{number}. {said.issue}"
        yield f"   {self._say('采用：', 'used: ')}{point.taken(self.language)}"
        yield f"   {self._say('可选：', 'readings: ')}{readings}"
        yield f"   {self._say('理由：', 'because: ')}{said.why}"
        if point.keyword_readings:
            names = " | ".join(point.keyword_readings)
            yield f"   {self._say('申报文件中写作 reading: ', 'in a case file, reading: ')}{names}"

    def _place(self) -> Iterator[str]:
        lines = [
            self._say(
                f"第 {words.start + 1}–{words.end} 字  SHA-256 {words.sha256}",
                f"characters {words.start + 1}–{words.end}  SHA-256 {words.sha256}",
            )
            for words in self.provision.passages
        ]
        check = f"aipolicy check-text {self.policy.id} FILE"
        yield from self._section(
            "原文位置（正文去除空白并统一字形后）",
            "where its words are (in the body without white space, in one form of characters)",
            [*lines, self._say(f"核对原文：{check}", f"compare a copy with it: {check}")],
        )
