-- One row per day on which a touched specialist leaves his post to found a firm (+1) and on which his relation ends (−1), and
-- the same of who is away longer than the rule allows; their running sums are who is.
-- 离岗创业 (鸡西市 2018-05-22 三(九) 离岗创业期间可在5年内保留人事关系): away until the agreed day; told again by that day, the leave is prolonged and
-- he is still one; beyond the dated years from the first day, a lead. Posted ahead (docs/adr/0020).
with left_posts as (
    {{ standing_of_touched(ref('stg_registration__post_left_for_startup'), {
        'city': 'varchar', 'institution': 'varchar', 'until_at': 'date',
    }) }}
),

ordered as (
    select
        *,
        max(until_at) over (
            partition by person
            order by happened_on, event_source, event_id
            rows between unbounded preceding and 1 preceding
        ) as earlier_until
    from left_posts
),

numbered as (
    select
        *,
        sum(cast(happened_on > coalesce(earlier_until, happened_on) as integer)) over (
            partition by person
            order by happened_on, event_source, event_id
        ) as leave
    from ordered
),

leaves as (
    select
        person,
        leave,
        arg_min(seq, (happened_on, event_source, event_id)) as seq,
        arg_min(city, (happened_on, event_source, event_id)) as city,
        arg_min(institution, (happened_on, event_source, event_id)) as institution,
        min(happened_on) as left_on,
        max(until_at) as until_on,
        arg_max(seq, (until_at, event_source, event_id)) as until_seq
    from numbered
    group by person, leave
),

dated as (
    select
        *,
        cast(left_on + to_years({{ rule('leaving_post_years', 'integer', 'leaves.left_on', 'leaves.city') }}) as date) as allowed_until
    from leaves
),

flows as (
    select *, 'posts_left_for_startup' as metric, seq as by_seq, left_on as moved_on, 1 as persons, 'in' as flow from dated
    union all
    select *, 'posts_left_for_startup' as metric, until_seq as by_seq, until_on as moved_on, -1 as persons, 'out' as flow from dated
    union all
    select *, 'posts_left_too_long' as metric, until_seq as by_seq, allowed_until as moved_on, 1 as persons, 'in' as flow from dated
    where until_on > allowed_until
    union all
    select *, 'posts_left_too_long' as metric, until_seq as by_seq, until_on as moved_on, -1 as persons, 'out' as flow from dated
    where until_on > allowed_until
)

select
    metric,
    city,
    {{ reporting_month('posts_left_for_startup', 'moved_on') }} as period,
    person as subject,
    by_seq as event_seq,
    cast(persons as decimal(18, 4)) as amount,
    json_object('institution', institution, 'flow', flow) as dimensions
from flows
