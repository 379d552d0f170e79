-- One row per quarter that is over, city or province, and metric: what came in the quarter, and for how long progress is behind.
-- Rule (辽政办发〔2016〕75号 七(十五) 季调度、通报批评; A18): a flow to be reached is behind when its completion is at least the dated points
-- below elapsed time; that many quarters behind one after another call for criticism (通报批评).
with figures as (
    select
        figures.*,
        cast(date_trunc('quarter', figures.month) as date) as quarter_starts_on,
        metrics.kind
    from {{ ref('fct_city_metrics') }} as figures
    inner join {{ ref('metrics') }} as metrics on figures.metric = metrics.metric
),

quarters as (
    select
        quarter_starts_on,
        city,
        metric,
        kind,
        max(month) as ends_in,
        sum(month_value) filter (where kind = 'flow') as quarter_value,
        arg_max(lead_pp, month) filter (where kind = 'flow' and target_direction = 'at_least') as lead_pp
    from figures
    group by quarter_starts_on, city, metric, kind
    having max(month) = quarter_starts_on + interval 2 month
),

judged as (
    select
        *,
        coalesce(lead_pp <= -{{ rule('criticism_behind_pp', 'decimal(18, 4)', 'quarters.ends_in') }}, false) as is_behind
    from quarters
),

stretched as (
    select
        *,
        count(*) filter (where not is_behind) over so_far as stretch
    from judged
    window so_far as (partition by city, metric order by quarter_starts_on)
),

counted as (
    select
        *,
        count(*) filter (where is_behind) over stretch_so_far as quarters_behind,
        lag(quarter_value) over quarter_by_quarter as previous_quarter_value,
        lag(quarter_value, 4) over quarter_by_quarter as last_year_value
    from stretched
    window
        quarter_by_quarter as (partition by city, metric order by quarter_starts_on),
        stretch_so_far as (partition by city, metric, stretch order by quarter_starts_on)
)

select
    quarter_starts_on,
    city,
    metric,
    cast(quarter_value as decimal(18, 4)) as quarter_value,
    cast(previous_quarter_value as decimal(18, 4)) as previous_quarter_value,
    cast(last_year_value as decimal(18, 4)) as last_year_value,
    cast(lead_pp as decimal(18, 4)) as lead_pp,
    is_behind,
    cast(quarters_behind as integer) as quarters_behind,
    quarters_behind >= {{ rule('criticism_behind_quarters', 'integer', 'counted.ends_in') }} as is_criticism_due
from counted
