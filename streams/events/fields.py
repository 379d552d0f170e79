"""The fields events are made of: one name and one meaning each, wherever they appear."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from streams.events.contract import AssessedUnit, Personal, labels

PersonId = Annotated[
    str,
    Field(
        title="身份证号",
        description="18 位公民身份号码(GB 11643);入门后换为人员令牌",
        pattern=r"^([1-9]\d{16}[\dX]|p[0-9a-f]{32})$",
    ),
    Personal("id"),
]
PersonName = Annotated[str, Field(title="姓名", description="只存于身份库", max_length=60), Personal("sealed")]
Phone = Annotated[str, Field(title="联系电话", description="只存于身份库", pattern=r"^[0-9+\- ]{5,20}$"), Personal("sealed")]
Sex = Annotated[
    Literal["1", "2"],
    Field(title="性别", description="GB/T 2261.1;入门时由身份证号得出"),
    labels({"1": "男", "2": "女"}),
]
BirthMonth = Annotated[
    str,
    Field(title="出生年月", description="YYYY-MM;入门时由身份证号得出", pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$"),
]

City = Annotated[
    str,
    Field(title="考核单位", description="6 位行政区划代码(GB/T 2260)或园区代码", pattern=r"^[1-9]\d{5}$"),
    AssessedUnit(),
]
CreditCode = Annotated[
    str,
    Field(title="统一社会信用代码", description="18 位(GB 32100-2015)", pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$"),
]
Year = Annotated[int, Field(title="年度", ge=2000, le=2100)]
Month = Annotated[str, Field(title="月份", description="YYYY-MM", pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Day = Annotated[date, Field(title="日期", description="YYYY-MM-DD")]
Text = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(title="理由", min_length=2, max_length=200)]
Approver = Annotated[str, Field(title="批准岗位", description="批准人账号或岗位,不写姓名", min_length=2, max_length=60)]
DocumentNo = Annotated[str, Field(title="文号", max_length=60)]
EventSource = Annotated[str, Field(title="原事件来源", pattern=r"^urn:taizhang:\d{6}:[a-z]+$")]
EventId = Annotated[str, Field(title="原事件编号", min_length=1, max_length=120)]
RawCode = Annotated[str, Field(max_length=20, pattern=r"^[0-9A-Za-z]+$")]
Yuan = Annotated[Decimal, Field(title="金额", description="元", ge=0, max_digits=16, decimal_places=2)]
Persons = Annotated[int, Field(title="人数", description="人", ge=0, le=100_000_000)]
Months = Annotated[int, Field(title="期限", description="月", ge=0, le=600)]
HouseholdNo = Annotated[
    str,
    Field(title="家庭编号", description="认定机构编的家庭编号,不用身份证号", pattern=r"^[0-9A-Z][0-9A-Z-]{3,15}$"),
]
PostNo = Annotated[str, Field(title="岗位编号", pattern=r"^[0-9A-Z][0-9A-Z-]{3,15}$")]
OccupationCode = Annotated[
    str,
    Field(title="职业", description="职业分类大典代码,大类至细类,如 6-18 或 6-18-01-01", pattern=r"^[1-8](-\d{2}){0,3}$"),
]
SampleNo = Annotated[str, Field(title="抽查批次", pattern=r"^[0-9A-Za-z-]{1,40}$")]
MetricName = Annotated[str, Field(title="指标", pattern=r"^[a-z][a-z0-9_]+$", max_length=60)]
