"""Events of groups that the policies name: graduates, veterans, rural workers, specialists who leave to found a firm."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_PERSON, AboutPerson
from streams.events.codes import Education, Industry
from streams.events.contract import LogicRule, labels
from streams.events.fields import CreditCode, Day, Months, Text, Yuan

Destination = Annotated[
    Literal["seeking", "employed", "own_business", "flexible", "further_study", "not_seeking"],
    Field(title="毕业去向"),
    labels(
        {
            "seeking": "未就业,有就业愿望",
            "employed": "单位就业",
            "own_business": "自主创业",
            "flexible": "灵活就业",
            "further_study": "升学",
            "not_seeking": "暂不就业",
        }
    ),
]
VeteranKind = Annotated[
    Literal["conscript", "sergeant", "officer"],
    Field(title="退役类别"),
    labels({"conscript": "义务兵", "sergeant": "士官(军士)", "officer": "军官"}),
]
TransferTo = Annotated[
    Literal["local_non_farm", "other_county", "other_province", "abroad", "return_business"],
    Field(title="转移方向"),
    labels(
        {
            "local_non_farm": "就地从事非农产业",
            "other_county": "省内县外",
            "other_province": "省外",
            "abroad": "境外",
            "return_business": "返乡创业",
        }
    ),
]


class GraduateRegistered(AboutPerson):
    """A graduate enters the real-name register, with where he is now (辽政办发〔2016〕75号 十二)."""

    type, family = "graduate_registered", "registration"
    title = "高校毕业生实名登记"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "graduated_at": "2026-01-10", "education": "bachelor", "destination": "seeking", "is_in_hardship": False,
    }  # fmt: skip
    rules = (
        LogicRule(
            "L306", "graduated_at > cast(effective_at as date) + interval 1 year", "graduated_at",
            "毕业日期比登记日期晚一年以上", "核对毕业日期与登记日期是否填反",
        ),
    )  # fmt: skip

    graduated_at: Annotated[Day, Field(title="毕业日期")]
    education: Education
    school: Annotated[Text | None, Field(title="毕业学校")] = None
    destination: Destination
    is_in_hardship: Annotated[bool, Field(title="是否困难毕业生")]


class VeteranRegistered(AboutPerson):
    """A veteran registers at the employment office (辽政办发〔2016〕75号 十三)."""

    type, family = "veteran_registered", "registration"
    title = "退役军人登记"
    example_data = EXAMPLE_PERSON | {"city": "210100", "kind": "sergeant", "discharged_at": "2025-12-01"}
    rules = (
        LogicRule(
            "L307", "discharged_at > cast(effective_at as date)", "discharged_at",
            "退役日期晚于登记日期", "核对两个日期;退役之后才能登记",
        ),
    )  # fmt: skip

    kind: VeteranKind
    discharged_at: Annotated[Day, Field(title="退役日期")]


class RuralTransferRecorded(AboutPerson):
    """A rural worker takes up work outside farming, or goes to work elsewhere (商洛市 2012 六)."""

    type, family = "rural_transfer_recorded", "registration"
    title = "农村劳动力转移就业登记"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "transfer_to": "other_province", "is_organised": True, "months": 8, "income_yuan": 36000, "industry": "E",
    }  # fmt: skip

    transfer_to: TransferTo
    is_organised: Annotated[bool, Field(title="是否有组织输出")]
    months: Annotated[Months | None, Field(title="从业月数")] = None
    income_yuan: Annotated[Yuan | None, Field(title="劳务收入")] = None
    industry: Industry | None = None


class PostLeftForStartup(AboutPerson):
    """A specialist of a public institution leaves his post to found a firm; the institution keeps his relation (鸡西市 2018 九)."""

    type, family = "post_left_for_startup", "registration"
    title = "离岗创业"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "institution": "12210100MB0EXA004X", "enterprise": "91210100MA0EXA002E", "until_at": "2029-03-01",
    }  # fmt: skip
    rules = (
        LogicRule(
            "L309", "until_at <= cast(effective_at as date)", "until_at", "保留人事关系的止日不晚于离岗日", "核对离岗日期与保留人事关系的止日是否填反",
        ),
    )  # fmt: skip

    institution: Annotated[CreditCode, Field(title="原单位统一社会信用代码")]
    enterprise: Annotated[CreditCode | None, Field(title="所办或所到企业信用代码")] = None
    until_at: Annotated[Day, Field(title="保留人事关系至")]
