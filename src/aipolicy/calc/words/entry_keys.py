"""What people call the keys of a claim and of a payment, and the fields of a row of awards."""

from collections.abc import Mapping
from types import MappingProxyType

ENTRY: Mapping[str, str] = MappingProxyType(
    {
        "条款": "clause",
        "事实": "facts",
        "理解方式": "reading",
        "适用日": "on",
        "适用日期": "on",
        "申报主体": "claimant",
        "项目": "subject",
        "项目名称": "subject",
        "施行日": "effective_from",
        "施行日期": "effective_from",
        "期限算法": "term",
        "核定金额": "determined",
        "例外决定": "exception",
        "主体类型": "applicant",
        "所属年度": "year",
        "合同": "contract",
        "合同编号": "contract",
        "支持内容": "content",
        "发票": "invoices",
        "发票号码": "invoices",
        "基数": "bases",
        "付款日": "paid_on",
        "付款日期": "paid_on",
        "金额": "amount",
        "政策名称": "name",
        "级别": "level",
        "同类": "same_kind",
    }
)
"""The keys of a claim and of a payment, by their Chinese names."""
