"""A provision's sheet as text for readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aipolicy.calc.documents.pool import Span
from aipolicy.calc.sheets.sheet import Sheet, SheetFigure, SheetPassage, SheetPoint, SheetReading
from aipolicy.cli.aligned import aligned


def sheet_text(sheet: Sheet) -> str:
    """Return a sheet as text, in its own language.

    >>> from aipolicy.registry import clause
    >>> print(sheet_text(clause("harbin_2022/4.1").describe("zh")).splitlines()[0])
    harbin_2022/4.1  示范应用场景建设补助
    """
    return "\n".join(_Page(sheet).lines())


class _Page:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def lines(self) -> Iterator[str]:
        sheet = self.sheet
        yield f"{sheet.id}  {sheet.title}"
        yield from self._source()
        yield from self._given()
        yield from self._section(
            "前提（不作为申报事实）", "assumed, asked by no fact", sheet.assumes
        )
        yield from self._beside()
        yield from self._set_aside()
        points = [
            line
            for number, point in enumerate(sheet.open_points, start=1)
            for line in self._point(number, point)
        ]
        yield from self._section("待定事项", "open points", points)
        yield from self._section("日期说明", "notes on its days", sheet.date_notes)
        yield from self._place()

    def _say(self, zh: str, en: str) -> str:
        return zh if self.sheet.language == "zh" else en

    def _pair(self, zh: str, en: str, value: str | None) -> Iterator[str]:
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
        sheet = self.sheet
        number = sheet.number or self._say("（文本未载文号）", "(no number in the text)")
        yield f"《{sheet.document}》{number}"
        if sheet.draft:
            yield self._say("征求意见稿，尚不是生效文件", "a draft for comment, which is not law")
        yield from self._pair("条款", "place", f"{sheet.article} {sheet.heading}")
        yield from self._pair("适用地区", "region", sheet.region)
        yield from self._pair("制定机关", "issuer", sheet.issuer)
        yield from self._pair("有效期", "in force", sheet.days)
        yield from self._pair(str(sheet.on), f"on {sheet.on}", self._on())
        yield from self._pair("受益对象", "beneficiary", sheet.beneficiary)
        yield from self._pair("责任单位", "departments", "、".join(sheet.departments))

    def _on(self) -> str:
        """Return what is said of the day for which the sheet was asked; nothing where of none."""
        sheet = self.sheet
        if sheet.on is None:
            return ""
        if sheet.in_force is None:
            return self._say("是否有效未知", "unknown whether in force")
        if not sheet.in_force:
            return self._say("不在有效期内", "not in force")
        if sheet.days_left is None:
            return self._say("有效，未载明终止日期", "in force, no end stated")
        left = f"{sheet.days_left} day{'' if sheet.days_left == 1 else 's'} left"
        return self._say(f"有效，距最后一日还有 {sheet.days_left} 天", f"in force, {left}")

    def _given(self) -> Iterator[str]:
        sheet = self.sheet
        yield from self._pair("给予", "gives", sheet.gives)
        if sheet.function is None:
            yield self._say(
                "本条没有可计算的金额，不能用 assess 计算",
                "no computable amount: assess does not compute it",
            )
        yield from self._pair("参照文件", "refers to", "、".join(sheet.refers_to))
        yield from self._pair("条文其他数字", "other figures", "、".join(sheet.other_figures))
        yield from self._pair("资金分担", "borne by", sheet.funding)
        yield from self._pair("Python 函数名", "function", sheet.function)
        yield from self._section("", "in short", sheet.summary.splitlines())
        facts = [(one.name, one.term, one.unit) for one in sheet.facts]
        yield from self._section("申报事实", "facts", aligned(facts))
        figures = aligned([self._figure(one) for one in sheet.figures])
        yield from self._section("条文数字", "figures", figures)
        yield from self._section("与原文不同", "departures from the text", sheet.departures)
        formula = [sheet.formula] if sheet.formula else []
        yield from self._section("公式（元）", "formula (yuan)", formula)
        joint = self._say("；", "; ")
        rows = [
            line
            for number, row in enumerate(sheet.rows, start=1)
            for line in (f"{number}. {joint.join(row.conditions)}", f"   → {row.gives}")
        ]
        yield from self._section("决策表（元）", "decision table (yuan)", rows)
        readings = [self._reading(one) for one in sheet.readings]
        yield from self._section("影响金额的理解方式", "readings that change the sum", readings)

    def _figure(self, one: SheetFigure) -> tuple[str, str, str]:
        """Return a figure as printed; in English the value is before what is printed."""
        if self.sheet.language == "zh":
            return one.name, one.term, one.printed or one.value
        return one.name, one.value, f"printed {one.printed}" if one.printed else ""

    def _reading(self, one: SheetReading) -> str:
        said = self._say(f"{one.label}（{one.name}）", f"{one.name}: {one.label}")
        return f"{said}{self._say('（默认）', ' (the default)')}" if one.default else said

    def _beside(self) -> Iterator[str]:
        sheet = self.sheet
        if sheet.function is None:
            return
        rules = [
            self._say(f"{one.article}：{one.rule}", f"{one.article}: {one.rule}")
            for one in sheet.beside
        ]
        if sheet.silent:
            rules.append(self._say("文件未作规定", "the text has no rule"))
        yield from self._section("与其他奖补并存", "beside other awards", rules)
        title = "并存规则未明确的事项", "what that rule leaves open"
        yield from self._section(*title, sheet.unsettled)

    def _set_aside(self) -> Iterator[str]:
        yearly = self._say("每年", "a year")
        over = {Span.YEAR: yearly, Span.TERM: self._say("整个有效期", "over the term")}
        lines = [
            self._say(
                f"{one.of}：{one.printed}（{over[one.per]}）",
                f"{one.of}: {one.printed}, {over[one.per]}",
            )
            for one in self.sheet.set_aside
        ]
        yield from self._section("总额或名额", "set aside for all claimants together", lines)

    def _point(self, number: int, point: SheetPoint) -> Iterator[str]:
        readings = self._say("；", " | ").join(point.readings)
        yield f"{number}. {point.issue}"
        yield f"   {self._say('采用：', 'used: ')}{point.used}"
        yield f"   {self._say('可选：', 'readings: ')}{readings}"
        yield f"   {self._say('理由：', 'because: ')}{point.why}"
        if point.names:
            names = " | ".join(point.names)
            yield f"   {self._say('申报文件中写作 reading: ', 'in a case file, reading: ')}{names}"
        if names := " | ".join(point.stack_names):
            said_in = self._say("案卷中写作 readings: ", "in a case file, readings: ")
            yield f"   {said_in}{{{self.sheet.id}: {names}}}"

    def _place(self) -> Iterator[str]:
        lines = [line for one in self.sheet.passages for line in self._passage(one)]
        check = f"aipolicy check-text {self.sheet.policy} FILE"
        yield from self._section(
            "原文位置（正文去除空白并统一字形后）",
            "where its words are (in the body without white space, in one form of characters)",
            [*lines, self._say(f"核对原文：{check}", f"compare a copy with it: {check}")],
        )

    def _passage(self, one: SheetPassage) -> Iterator[str]:
        start, end = one.start + 1, one.end
        yield self._say(
            f"第 {start}–{end} 字  SHA-256 {one.sha256}",
            f"characters {start}–{end}  SHA-256 {one.sha256}",
        )
        if self.sheet.text_given:
            missing = self._say("（所给文本中没有原句）", "(not in the copy as it was)")
            yield f"  {one.words or missing}"
