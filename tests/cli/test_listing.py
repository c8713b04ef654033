import re

import pytest

from aipolicy import policies


def test_lists_by_document_kind_and_day(run):
    every = run("clauses", "--policy", "harbin_2022").output
    assert len(re.findall(r"harbin_2022/\d", every)) == 9
    whole = run("clauses", "--policy", "harbin_2022", "--all").output
    assert len(re.findall(r"harbin_2022/\d", whole)) == 22
    assert (
        run("clauses", "--policy", "harbin_2022", "--kind", "referral").output
        == """\
harbin_2022  《哈尔滨市建设国家新一代人工智能创新发展试验区若干政策》哈政规〔2022〕22号
有效期：2022-08-24 至 2023-12-31，首尾两日均含
  harbin_2022/5.1  按其他政策  重大项目投资建设支持  全力招引人工智能重大投资项目和头部企业
  harbin_2022/5.3  按其他政策  头部企业总部落户支持  全力招引人工智能重大投资项目和头部企业
  harbin_2022/7.1  按其他政策  高端人才培育引进支持  支持培育引进人工智能高端人才
  harbin_2022/9.1  按其他政策  标准制定补助          支持人工智能生态体系建设

共 4 项
"""
    )
    assert "harbin_2022" in run("clauses", "--in-force-on", "2023-12-31").output
    after = run("clauses", "--in-force-on", "2024-01-01").output
    assert "harbin_2022" not in after
    assert "有效期：文本未载明施行日期，有效期 3 年；2024-01-01 是否有效未知\n" in after
    english = run("clauses", "--in-force-on", "2024-01-01", "--language", "en").output
    assert (
        "in force: the text gives no effective date; the term is 3 years; "
        "unknown whether in force on 2024-01-01\n"
    ) in english


@pytest.mark.parametrize(
    ("args", "last"),
    [
        ([], "共 74 项；另有 95 项没有可计算的金额，加 --all 一并列出"),
        (
            ["--language", "en"],
            "74 provisions; 95 more have no computable amount: --all lists them too",
        ),
        (["--all"], "共 169 项"),
        (["--all", "--language", "en"], "169 provisions"),
        (["--kind", "range", "--language", "en"], "1 provision"),
        (["--policy", "langfang_2023"], "共 19 项；另有 8 项没有可计算的金额，加 --all 一并列出"),
        (["--policy", "harbin_2022", "--in-force-on", "2024-01-01"], "没有事项"),
    ],
)
def test_last_line_counts_listed_and_hidden(run, args, last):
    assert run("clauses", *args).output.splitlines()[-1] == last


def test_columns_align_with_wide_characters(run):
    """Kinds and titles are filled up to the widest: 非现金支持 is ten columns, 最高额 six."""
    lines = run("clauses", "--policy", "dalian_2025_draft").output.splitlines()
    for start in (
        "  dalian_2025_draft/1.1   非现金支持  机器人企业用房租金补贴          提供",
        "  dalian_2025_draft/14.1  确定金额    智能硬件销售奖励                推广",
        "  dalian_2025_draft/5.2   确定金额    概念验证中心和中试基地运行补贴  促进",
    ):
        assert [line for line in lines if line.startswith(start)], start


@pytest.mark.parametrize("language", ["zh", "en"])
def test_provisions_are_listed_by_title(run, language):
    """53 of the 74 clauses share a heading with another: it stands behind the title."""
    lines = run("clauses", "--all", "--language", language).output.splitlines()
    listed = [line for line in lines if re.match(r"  [a-z0-9_]+/", line)]
    provisions = [one for own in policies() for one in own.provisions]
    for line, provision in zip(listed, provisions, strict=True):
        assert line.index(provision.title(language)) < line.rindex(provision.heading)
