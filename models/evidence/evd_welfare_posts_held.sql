-- One row per taking up (+1) and leaving (−1) of a public-welfare post by a touched person, and per passing of its term (+1) and
-- leaving after that (−1); their running sums are who is in post and who is held beyond the term.
-- 公益性岗位期末在岗 = 期初 + 上岗 − 腾退 (鸡西市 2018-05-22 四(十五) 动态管理; 省就业03表); 超期 (同条 退出机制; 补贴期限不超过3年). The passing
-- is posted ahead, for a month to come (docs/adr/0020), and taken back when the post is vacated in time.
with stays as (
    select
        *,
        filled_on as occupied_on,
        least(
            agreed_until,
            cast(filled_on + to_months({{ rule('welfare_post_max_months', 'integer', 'filled_on') }}) as date)
        ) as overstayed_on
    from {{ ref('int_persons__welfare_post_stays') }}
)

{% for state in ['occupied', 'overstayed'] %}
{% for flow, day, seq, amount in [('in', state ~ '_on', 'seq', 1), ('out', 'ended_on', 'ended_by_seq', -1)] %}
select
    'welfare_posts_{{ state }}' as metric,
    city,
    {{ reporting_month('welfare_posts_' ~ state, day) }} as period,
    person as subject,
    {{ seq }} as event_seq,
    cast({{ amount }} as decimal(18, 4)) as amount,
    json_object('post', post, 'flow', '{{ flow }}') as dimensions
from stays
where ended_on > {{ state }}_on{{ ' or ended_on is null' if flow == 'in' }}
{{ 'union all' if not (loop.last and state == 'overstayed') }}
{% endfor %}
{% endfor %}
