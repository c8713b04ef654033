import re

import pytest


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
  harbin_2022/5.1  按其他政策  全力招引人工智能重大投资项目和头部企业
  harbin_2022/5.3  按其他政策  全力招引人工智能重大投资项目和头部企业
  harbin_2022/7.1  按其他政策  支持培育引进人工智能高端人才
  harbin_2022/9.1  按其他政策  支持人工智能生态体系建设

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
    lines = [line for line in run("clauses").output.splitlines() if line.startswith("  ")]
    # 非现金支持 is ten columns wide, 最高额 six; ids are filled up to the longest.
    assert "  dalian_2025_draft/1.1   非现金支持  提供低成本高品质产业空间" in lines
    assert "  dalian_2025_draft/14.1  确定金额    推广人工智能软硬件产品" in lines
    assert "  dalian_2025_draft/2.1   最高额      加强关键领域技术突破" in lines
