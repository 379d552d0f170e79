-- One row per year, city and item of the scoring scheme followed: points earned by the figures, beside the points submitted.
-- Rule (就业促进法 第58条; 辽政办发〔2016〕75号 七(十五); the scheme's pack): a target reached earns its points (all_or_nothing), or as much of them as
-- was reached (linear). Before the year is over progress is set against elapsed time, as an estimate. An item without target or
-- figure is left out, so that it shrinks the maximum.
with figures as (
    select
        figures.*,
        metrics.kind,
        year(figures.month) as year
    from {{ ref('fct_city_metrics') }} as figures
    inner join {{ ref('cities') }} as cities on figures.city = cities.city and cities.kind = 'city'
    inner join {{ ref('metrics') }} as metrics on figures.metric = metrics.metric
    qualify figures.month = max(figures.month) over (partition by year(figures.month))
),

items as (
    select
        years.year,
        points.pack as scheme,
        split_part(points.rule, '.', 2) as item,
        cast(points.value as decimal(18, 4)) as max_points,
        methods.value as how
    from (select distinct year from figures) as years
    inner join {{ ref('rules') }} as points
        on points.rule like 'score_points.%' and points.city = '{{ var("province") }}'
        and make_date(years.year, 12, 31) between points.valid_from and points.valid_to
    inner join {{ ref('rules') }} as methods
        on methods.rule = 'score_how.' || split_part(points.rule, '.', 2) and methods.city = points.city
        and make_date(years.year, 12, 31) between methods.valid_from and methods.valid_to
),

scored as (
    select
        figures.*,
        items.scheme,
        items.item,
        items.how,
        items.max_points,
        case
            when figures.lead_pp >= 0 then 1
            when items.how = 'linear' and figures.target_direction = 'at_least'
                then greatest(figures.completion_pct, 0) / if(figures.kind = 'rate', 100, figures.elapsed_pct)
            else 0
        end as earned
    from figures
    inner join items on figures.year = items.year and figures.metric = items.item
    where figures.lead_pp is not null
)

select
    scored.year,
    scored.city,
    scored.scheme,
    scored.item,
    scored.month as assessed_in,
    month(scored.month) < 12 as is_estimated,
    scored.how,
    scored.target_value,
    scored.cumulative_value,
    scored.completion_pct,
    scored.lead_pp,
    scored.max_points,
    cast(round(scored.max_points * least(scored.earned, 1), 2) as decimal(18, 4)) as points,
    submitted.self_points,
    submitted.verified_points,
    submitted.third_party_points,
    submitted.final_points
from scored
left join {{ ref('int_cities__scores_submitted') }} as submitted
    on scored.city = submitted.city and scored.year = submitted.year and scored.scheme = submitted.scheme and scored.item = submitted.item
