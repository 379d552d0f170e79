-- One row per day on which a touched person's stay in a public-welfare post passes its term (+1) and on which he leaves it
-- after that (−1); their running sum is how many are held beyond the term.
-- 公益性岗位超期 (鸡西市 2018-05-22 四(十五) 退出机制; 补贴期限不超过3年). The first is posted ahead, for a month to come
-- (docs/adr/0020), and taken back when the post is vacated in time.
with stays as (
    select
        *,
        least(
            agreed_until,
            cast(filled_on + to_months({{ rule('welfare_post_max_months', 'integer', 'filled_on') }}) as date)
        ) as due_on
    from {{ ref('int_persons__welfare_post_stays') }}
),

overstayed as (
    select * from stays
    where ended_on is null or ended_on > due_on
)

select
    'welfare_posts_overstayed' as metric,
    city,
    {{ reporting_month('welfare_posts_overstayed', 'due_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('post', post, 'flow', 'in') as dimensions
from overstayed
union all
select
    'welfare_posts_overstayed' as metric,
    city,
    {{ reporting_month('welfare_posts_overstayed', 'ended_on') }} as period,
    person as subject,
    ended_by_seq as event_seq,
    cast(-1 as decimal(18, 4)) as amount,
    json_object('post', post, 'flow', 'out') as dimensions
from overstayed
where ended_on is not null
