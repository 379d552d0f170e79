-- One row per quarter, city or province, side (hot, cold) and occupation on the list: 热门岗位和冷门岗位.
-- Rule (鸡西市 2018-05-22 五(十八) 按季发布热门岗位和冷门岗位; 人力资源市场供求分析 6、7 表 缺口前十): hot are the occupations with the largest
-- shortage (places − seekers), cold those with the largest surplus, as many as the dated rule lists; equals share a place.
-- Carried-over demand and supply included. A quarter is complete when its last month has figures.
with ranked as (
    select * from {{ ref('fct_job_vacancy_ratios') }}
    where span = 'quarter' and dimension = 'occupation'
),

months as (
    select max(month) as last_month
    from {{ ref('int_figures__summed') }}
    where as_of = 'now'
),

listed as (
    {% for side in ['hot', 'cold'] %}
    select *, '{{ side }}' as side, {{ side }}_rank as list_rank
    from ranked
    where {{ side }}_rank <= {{ rule('occupations_listed', 'integer', 'starts_on') }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    listed.starts_on as quarter_starts_on,
    listed.city,
    listed.side,
    listed.list_rank,
    listed.code as occupation,
    listed.demand_persons,
    listed.seeker_persons,
    listed.gap_persons,
    listed.vacancy_ratio,
    months.last_month >= listed.starts_on + interval 2 month as is_complete
from listed
cross join months
