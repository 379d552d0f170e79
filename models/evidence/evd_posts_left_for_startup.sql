-- One row per day on which a touched specialist leaves his post to found a firm (+1) and on which his relation ends (−1), and
-- the same of who is away longer than the rule allows; their running sums are who is.
-- 离岗创业 (鸡西市 2018-05-22 三(九) 离岗创业期间可在5年内保留人事关系): away until the agreed day; beyond the dated years, a lead. Posted ahead (docs/adr/0020).
with left_posts as (
    {{ standing_of_touched(ref('stg_registration__post_left_for_startup'), {
        'city': 'varchar', 'institution': 'varchar', 'until_at': 'date',
    }) }}
),

dated as (
    select
        *,
        cast(happened_on + to_years({{
            rule('leaving_post_years', 'integer', 'leavings.happened_on', 'leavings.city')
        }}) as date) as allowed_until
    from left_posts as leavings
),

flows as (
    select *, 'posts_left_for_startup' as metric, happened_on as moved_on, 1 as persons, 'in' as flow from dated
    union all
    select *, 'posts_left_for_startup' as metric, until_at as moved_on, -1 as persons, 'out' as flow from dated
    union all
    select *, 'posts_left_too_long' as metric, allowed_until as moved_on, 1 as persons, 'in' as flow from dated
    where until_at > allowed_until
    union all
    select *, 'posts_left_too_long' as metric, until_at as moved_on, -1 as persons, 'out' as flow from dated
    where until_at > allowed_until
)

select
    metric,
    city,
    {{ reporting_month('posts_left_for_startup', 'moved_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(persons as decimal(18, 4)) as amount,
    json_object('institution', institution, 'flow', flow) as dimensions
from flows
