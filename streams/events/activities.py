"""Events of services to many at once: job fairs, start-up lectures and the like, and of workers whose enterprise stands still."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON, AboutCity, AboutPerson
from streams.events.contract import LogicRule, labels
from streams.events.fields import CreditCode, Persons, PostNo

ActivityKind = Annotated[
    Literal["job_fair", "online_job_fair", "lecture", "materials", "programme"],
    Field(title="活动类别"),
    labels(
        {
            "job_fair": "现场招聘会",
            "online_job_fair": "网上招聘会",
            "lecture": "创业辅导专题讲座",
            "materials": "发放宣传材料和办事指南",
            "programme": "音像、网络或移动终端节目",
        }
    ),
]
Venue = Annotated[
    Literal["market", "enterprise", "plant", "mine", "campus", "community", "online"],
    Field(title="活动场所"),
    labels(
        {
            "market": "人力资源市场",
            "enterprise": "企业",
            "plant": "厂区",
            "mine": "矿区",
            "campus": "校园",
            "community": "社区",
            "online": "网络",
        }
    ),
]
Audience = Annotated[
    Literal["everyone", "diverted", "unemployed", "graduate", "veteran", "rural", "hardship"],
    Field(title="面向人群"),
    labels(
        {
            "everyone": "不限",
            "diverted": "分流职工",
            "unemployed": "失业人员",
            "graduate": "高校毕业生",
            "veteran": "退役军人",
            "rural": "农村劳动力",
            "hardship": "就业困难人员",
        }
    ),
]


class ActivityHeld(AboutCity):
    """A job fair, or an activity of start-up guidance in enterprises, plants and mines (辽政办发〔2016〕75号 十; 工商个字〔2016〕138号 二)."""

    type, family = "activity_held", "service"
    title = "举办就业服务活动"
    example_data = {
        "city": "210100", "activity": "HD-2101-0031", "kind": "job_fair", "venue": "plant", "audience": "diverted",
        "employers_count": 42, "vacancy_persons": 860, "attended_persons": 1300,
    }  # fmt: skip
    rules = (
        LogicRule(
            "L408", "kind in ('job_fair', 'online_job_fair') and vacancy_persons is null", "vacancy_persons",
            "招聘会没有填招聘人数", "填各单位招聘人数之和;没有岗位的活动请改活动类别",
        ),
    )  # fmt: skip

    activity: Annotated[PostNo, Field(title="活动编号")]
    kind: ActivityKind
    venue: Venue
    audience: Audience
    employers_count: Annotated[int | None, Field(title="参会单位数", ge=0, le=100_000)] = None
    vacancy_persons: Annotated[Persons | None, Field(title="招聘人数")] = None
    attended_persons: Annotated[Persons | None, Field(title="参加人数")] = None


class WorkSuspended(AboutPerson):
    """A worker waits at home because his enterprise stands still (辽政办发〔2016〕75号 四(十一))."""

    type, family = "work_suspended", "enterprise"
    title = "停产待岗"
    example_data = EXAMPLE_PERSON | {"city": "210100", "enterprise": EXAMPLE_ENTERPRISE}

    enterprise: CreditCode


class WorkResumed(AboutPerson):
    """The worker is called back to work."""

    type, family = "work_resumed", "enterprise"
    title = "恢复上岗"
    example_data = EXAMPLE_PERSON | {"city": "210100", "enterprise": EXAMPLE_ENTERPRISE}
    example_time = "2026-03-29"

    enterprise: CreditCode
