-- One row per stay in a public-welfare post (touched persons) that is a lead, or that says to whom a provincial post went.
-- 公益性岗位托底 (辽政办发〔2016〕75号 三(九) 通过市场渠道确实难以实现就业的): on the first day he is certified as hard to employ, and posts on the market
-- had been recommended to him as often as the rule asks in the months before; else a lead. 省拨资金补贴的岗位主要用于安置零就业家庭、
-- 低保家庭成员 (鸡西市 2018-05-22 四(十五)): who of those in provincial posts is a member of a listed household not cleared by then.
with stays as (
    select *, filled_on as started_on
    from {{ ref('int_persons__welfare_post_stays') }}
    where filled_on >= {{ rule('ledger_opens_on', 'date', 'filled_on') }}
),

opened as (
    {{ standing_of_cities(ref('stg_service__welfare_post_opened'), {'post': 'varchar', 'funding': 'varchar'}) }}
),

funded as (
    select post, arg_min(funding, (effective_at, event_source, event_id)) as funding
    from opened
    group by post
),

recommended as (
    {{ standing_of_touched(ref('stg_service__job_recommended'), {'city': 'varchar'}) }}
),

recognised as (
    {{ standing_of_touched(ref('stg_registration__household_recognised'), {
        'city': 'varchar', 'household': 'varchar', 'kind': 'varchar',
    }) }}
),

cleared as (
    {{ standing_of_cities(ref('stg_registration__household_cleared'), {'household': 'varchar'}) }}
),

tried as (
    -- how often a post on the market was recommended to him in the months before
    select stays.seq, count(*) as recommendations
    from stays
    inner join recommended
        on stays.person = recommended.person
        and recommended.happened_on <= stays.filled_on
        and recommended.happened_on >= cast(stays.filled_on - to_months({{
            rule('last_resort_months', 'integer', 'stays.filled_on', 'stays.city')
        }}) as date)
    group by stays.seq
),

listed as (
    select recognised.*
    from recognised
    where exists (
        select 1
        from {{ ref('rules') }} as r
        where
            r.rule = 'listed_household.' || recognised.kind
            and r.city in (recognised.city, '{{ var("province") }}')
            and recognised.happened_on between r.valid_from and r.valid_to
    )
),

members as (
    select stays.seq
    from stays
    inner join listed on stays.person = listed.person and stays.filled_on >= listed.happened_on
    where not exists (
        select 1
        from cleared
        where
            cleared.household = listed.household
            and cast(cleared.effective_at as date) > listed.happened_on
            and cast(cleared.effective_at as date) < stays.filled_on
    )
    group by stays.seq
),

judged as (
    select
        stays.*,
        {{ in_hardship('stays') }} as is_in_hardship,
        coalesce(tried.recommendations, 0) as recommendations,
        members.seq is not null as is_of_household,
        coalesce(funded.funding = 'province', false)
        and {{ rule('provincial_post_is_for_households', 'boolean', 'stays.filled_on', 'stays.city') }} as is_provincial
    from stays
    left join funded on stays.post = funded.post
    left join tried on stays.seq = tried.seq
    left join members on stays.seq = members.seq
),

found as (
    select
        *, 'welfare_posts_not_last_resort' as metric,
        json_object('post', post, 'lead', if(is_in_hardship, 'market_not_tried', 'not_in_hardship')) as dimensions
    from judged
    where
        {{ rule('welfare_post_is_last_resort', 'boolean', 'judged.filled_on', 'judged.city') }}
        and (
            not is_in_hardship
            or recommendations < {{ rule('last_resort_recommendations', 'integer', 'judged.filled_on', 'judged.city') }}
        )
    union all
    select *, 'provincial_posts_filled' as metric, json_object('post', post) as dimensions
    from judged
    where is_provincial
    union all
    select *, 'provincial_posts_to_households' as metric, json_object('post', post) as dimensions
    from judged
    where is_provincial and is_of_household
)

select
    metric,
    city,
    {{ reporting_month('welfare_post_duties', 'filled_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    dimensions
from found
