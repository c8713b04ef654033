"""The help of every command, in both languages, from one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from shutil import get_terminal_size
from types import MappingProxyType

import click

from aipolicy._context import of_displays
from aipolicy._words import Language, Words
from aipolicy.calc.documents.provision import Kind
from aipolicy.cli.aligned import aligned
from aipolicy.errors import Code, UnreadableValue, fault

COMMANDS: Mapping[str, Words] = MappingProxyType(
    {
        "": Words(
            "人工智能扶持政策的精确计算。", "China's AI subsidy policies as exact functions."
        ),
        "assess": Words(
            "评估一份申报：各项金额及理由。", "Assess a case: what each claim comes to, and why."
        ),
        "clauses": Words(
            "列出有金额可算的事项；加 --all 列出全部事项。末行写明未列出的项数。",
            "List the provisions with a computable amount; --all lists every one. The last line "
            "says how many are left out.",
        ),
        "show": Words(
            "显示一项事项：给予内容、申报事实、条文数字、有效期、待定事项和原文位置。",
            "Show one provision: what it gives, its facts, figures, days, open points, and where "
            "its words are.",
        ),
        "check-text": Words(
            "将官方文本与代码核对：哪些文字变动、哪些数字未对应。",
            "Compare a copy of the official text with its encoding.",
        ),
    }
)
"""What each command does; the program itself under the empty name."""

PARAMS: Mapping[str, Words] = MappingProxyType(
    {
        "version": Words("显示版本。", "Print the version."),
        "language": Words("输出语言：zh 或 en。", "The language of the answer: zh or en."),
        "help": Words("显示本说明。", "Show this help."),
        "case": Words("申报文件，YAML 或 JSON。", "A case file in YAML or JSON."),
        "json": Words("只输出 JSON。", "Print JSON and nothing else."),
        "steps": Words("显示每项奖补的全部步骤。", "Print every step of every award."),
        "policy": Words("文件编号，如 harbin_2022。", "A document's id, such as harbin_2022."),
        "in_force_on": Words(
            "只列该日有效或可能有效的事项。", "Only what is, or may be, in force on this day."
        ),
        "days": Words(
            "施行日期文件（TOML），供文本未载明施行日期的文件使用；也可设 AIPOLICY_DAYS。",
            "A TOML file of effective dates, where a text gives none; or set AIPOLICY_DAYS.",
        ),
        "kind": Words(
            f"只列此种性质的事项：{'、'.join(Kind)}。", f"Only this kind: {', '.join(Kind)}."
        ),
        "every": Words("也列出没有金额可算的事项。", "Also what has no computable amount."),
        "provision": Words(
            "事项编号，如 harbin_2022/4.1。", "A provision's id, such as harbin_2022/4.1."
        ),
        "text": Words(
            "官方文本的副本：一并显示原文语句。",
            "A copy of the official text, whose words are shown.",
        ),
        "on": Words(
            "这一日是否有效，距最后一日还有几天。",
            "Whether it is in force on this day, and the days left.",
        ),
        "file": Words("官方文本的副本，UTF-8 编码。", "A copy of the official text, in UTF-8."),
    }
)
"""What each argument and option means, by its name in the code."""

_EXIT_CODES = Words(
    "退出码：0 完成；1 文本与代码不一致；2 输入有误；3 未能给出结果。",
    "Exit codes: 0 done; 1 a text differs from the code; 2 bad input; 3 no answer.",
)
_INDENT, _WIDEST, _NARROWEST = "  ", 100, 30

_USAGE, _COMMANDS, _ARGUMENTS, _OPTIONS = (
    Words("用法", "Usage"),
    Words("命令", "Commands"),
    Words("参数", "Arguments"),
    Words("选项", "Options"),
)


class Command(click.Command):
    """A command whose help is in the language of the context."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help."""
        return "\n".join(_help(self, ctx, of_displays()))


class Group(click.Group):
    """The program itself, whose help is in the language of the context."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name.

        Raises:
            UnreadableValue: there is no such command.
        """
        if args[0] not in self.commands:
            known = tuple(self.commands)
            wrong = fault(Code.COMMAND_UNKNOWN, value=args[0], known=known)
            raise UnreadableValue(wrong)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help."""
        return "\n".join(_help(self, ctx, of_displays()))


def _help(command: click.Command, ctx: click.Context, language: Language) -> Iterator[str]:
    group = isinstance(command, click.Group)
    params = [*command.get_params(ctx)]
    arguments = [one for one in params if isinstance(one, click.Argument)]
    options = [one for one in params if isinstance(one, click.Option)]
    shown = " ".join(one.human_readable_name for one in arguments)
    rest = f"{_COMMANDS.text(language)} …" if group else shown
    usage = f"{ctx.command_path} [{_OPTIONS.text(language)}] {rest}".rstrip()
    yield f"{_USAGE.text(language)}{'：' if language == 'zh' else ': '}{usage}"
    yield ""
    yield from _indented([(COMMANDS["" if group else str(command.name)].text(language),)])
    if isinstance(command, click.Group):
        rows = [(name, COMMANDS[name].text(language)) for name in command.commands]
        yield from _section(_COMMANDS.text(language), rows)
    rows = [(one.human_readable_name, _meaning(one, language)) for one in arguments]
    yield from _section(_ARGUMENTS.text(language), rows)
    # The short name first: click before 8.5 gives those of help in the order of a set.
    rows = [(", ".join(sorted(one.opts, key=len)), _meaning(one, language)) for one in options]
    yield from _section(_OPTIONS.text(language), rows)
    yield ""
    yield from _indented([(_EXIT_CODES.text(language),)])


def _meaning(param: click.Parameter, language: Language) -> str:
    name = "help" if "--help" in param.opts else str(param.name)
    return PARAMS[name].text(language)


def _section(title: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if rows:
        yield ""
        yield title
        yield from _indented(rows)


def _indented(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield rows of help, wrapped to the terminal."""
    width = max(min(get_terminal_size().columns, _WIDEST) - len(_INDENT), _NARROWEST)
    yield from (f"{_INDENT}{line}" for line in aligned(rows, width=width))
