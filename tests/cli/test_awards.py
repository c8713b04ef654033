from pathlib import Path

from aipolicy import Assessment

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbin_2023.yaml"


def test_assess_prints_awards_and_total(run):
    result = run("assess", EXAMPLE)
    assert result.exit_code == 0
    assert (
        result.output
        == """\
冰城智造科技有限公司
条款             金额或最高额（元）       给予（元）
harbin_2022/4.1        5,000,000.00     5,000,000.00
  推动人工智能应用场景建设 · 示范应用场景建设补助 · 寒地智慧供热示范场景
  上限 = 5,000,000.00
harbin_2022/2.1          246,913.57       246,913.57
  支持人工智能创新平台建设运营 · 共性技术研发平台设备补助 · 工业视觉共性技术研发平台
  20% × 新购置研发设备总价 = 246,913.57
harbin_2022/2.3          356,780.00       356,780.00
  支持人工智能创新平台建设运营 · 创新平台运营费用补助 · 工业视觉共性技术研发平台
  10% × 服务收入 = 356,780.00
harbin_2022/9.2                0.00             0.00
  支持人工智能生态体系建设 · 交流合作活动举办补贴 · 寒地人工智能论坛
  不给予：纳入年度活动清单 = 否
harbin_2022/1.1     ≤ 10,000,000.00  ≤ 10,000,000.00
  支持人工智能关键技术攻关 · 关键技术攻关项目资金 · 低温传感器关键技术攻关
  最高 10,000,000.00，金额由主管部门核定

合计（资金）：5,603,693.57 元
另有待主管部门核定（资金）：最高 10,000,000.00 元，不计入合计
结果为暂定：1 项金额待主管部门核定
"""
    )


def test_list_says_what_is_paid_and_why(run):
    example = EXAMPLE.with_name("langfang_2024.yaml")
    result = run("assess", example, "--language", "en")
    assert result.exit_code == 0
    for said in (
        "paid (yuan)",
        "500,000.00",
        "displaced by langfang_2023/1.1",
        "supplementary provision (3)",
    ):
        assert said in result.output
    assert "Total (cash): 3,300,000.00 yuan\nTotal (voucher): 1,000,000.00 yuan" in result.output
    whole = Assessment.model_validate_json(run("assess", example, "--json").output)
    assert whole.resolution.total == 4_300_000


def test_sums_are_aligned_and_never_cut(run):
    output = run("assess", EXAMPLE.with_name("langfang_2024.yaml")).output
    rows = [line for line in output.splitlines() if line.startswith("langfang_2023/")]
    assert [row.split()[1:] for row in rows] == [
        ["3,000,000.00", "3,000,000.00"],
        ["2,000,000.00", "0.00"],
        ["500,000.00", "500,000.00"],
        ["600,000.00", "0.00"],
        ["750,000.00", "500,000.00"],
        ["800,000.00", "300,000.00"],
    ]
    assert len({len(row) for row in rows}) == 1
    assert max(map(len, rows)) < 80


def test_begins_with_header_without_claimant(run, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text(
        "claims: [{clause: harbin_2022/9.2, on: 2023-06-01, subject: '[/b]:smile:', "
        "facts: {event_cost: 60万元, on_annual_list: 是}}]",
        encoding="utf-8",
    )
    assert (
        run("assess", case, "--language", "en").output
        == """\
clause           sum or ceiling (yuan)  paid (yuan)
harbin_2022/9.2             300,000.00   300,000.00
  支持人工智能生态体系建设 · Event subsidy · [/b]:smile:
  50% × event_cost = 300,000.00

Total (cash): 300,000.00 yuan
"""
    )
