-- One row per taking up (+1) and leaving (−1) of a public-welfare post by a touched person; their running sum is who is in post.
-- 公益性岗位期末在岗 = 期初 + 上岗 − 腾退 (鸡西市 2018-05-22 四(十五) 动态管理; 省就业03表).
with stays as (
    select * from {{ ref('int_persons__welfare_post_stays') }}
)

select
    'welfare_posts_occupied' as metric,
    city,
    {{ reporting_month('welfare_posts_occupied', 'filled_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('post', post, 'flow', 'in') as dimensions
from stays
union all
select
    'welfare_posts_occupied' as metric,
    city,
    {{ reporting_month('welfare_posts_occupied', 'ended_on') }} as period,
    person as subject,
    ended_by_seq as event_seq,
    cast(-1 as decimal(18, 4)) as amount,
    json_object('post', post, 'flow', 'out') as dimensions
from stays
where ended_on is not null
