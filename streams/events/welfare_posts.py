"""Events of public-welfare posts: opened, filled, vacated. A last resort with an end (冀人社发〔2018〕38号 四; 鸡西市 2018 十五)."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON, AboutCity, AboutPerson
from streams.events.contract import labels
from streams.events.fields import CreditCode, DocumentNo, Months, PostNo, Text, Yuan

PostFunding = Annotated[
    Literal["province", "city", "county"],
    Field(title="补贴来源"),
    labels({"province": "省级补贴", "city": "市级补贴", "county": "县级补贴"}),
]
VacatedReason = Annotated[
    Literal["term_ended", "employed_elsewhere", "pension", "resigned", "dismissed", "post_closed", "died"],
    Field(title="腾退原因"),
    labels(
        {
            "term_ended": "期满",
            "employed_elsewhere": "另行就业",
            "pension": "享受养老待遇",
            "resigned": "本人辞去",
            "dismissed": "解聘",
            "post_closed": "岗位撤销",
            "died": "死亡",
        }
    ),
]
EXAMPLE_POST = "GYG-2101-0042"


class WelfarePostOpened(AboutCity):
    """A public-welfare post is opened, one event a post."""

    type, family = "welfare_post_opened", "service"
    title = "开发公益性岗位"
    example_data = {
        "city": "210100", "post": EXAMPLE_POST, "post_title": "社区保洁员", "enterprise": EXAMPLE_ENTERPRISE, "funding": "province",
        "monthly_subsidy_yuan": 1820,
    }  # fmt: skip
    example_time = "2026-02-15"

    post: PostNo
    post_title: Annotated[Text, Field(title="岗位名称")]
    enterprise: Annotated[CreditCode | None, Field(title="用人单位信用代码")] = None
    funding: PostFunding
    monthly_subsidy_yuan: Annotated[Yuan | None, Field(title="月补贴标准")] = None
    document_no: DocumentNo | None = None


class WelfarePostFilled(AboutPerson):
    """A person takes up a public-welfare post for a term of months."""

    type, family = "welfare_post_filled", "service"
    title = "公益性岗位上岗"
    example_data = EXAMPLE_PERSON | {"city": "210100", "post": EXAMPLE_POST, "term_months": 36}

    post: PostNo
    term_months: Annotated[Months, Field(title="岗位期限")]


class WelfarePostVacated(AboutPerson):
    """A person leaves a public-welfare post, and it is free for the next."""

    type, family = "welfare_post_vacated", "service"
    title = "公益性岗位腾退"
    example_data = EXAMPLE_PERSON | {"city": "210100", "post": EXAMPLE_POST, "reason": "employed_elsewhere"}
    example_time = "2026-03-29"

    post: PostNo
    reason: VacatedReason
