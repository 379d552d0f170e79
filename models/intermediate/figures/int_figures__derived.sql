-- One row per state of knowledge, metric, city or province, and month: the figure, made of its terms.
-- Rule: flows and stocks are signed sums of their terms; a rate is one sum over another, of the year so far (flows) or
-- at the month's end (stocks), rounded to the metric's decimals.
with summed as (
    select * from {{ ref('int_figures__summed') }}
),

metrics as (
    select * from {{ ref('metrics') }}
),

parts as (
    select
        summed.as_of,
        terms.metric,
        terms.part,
        summed.city,
        summed.month,
        sum(terms.sign * case when component.kind = 'stock' then summed.level_amount else summed.month_amount end) as in_month,
        sum(terms.sign * case when component.kind = 'stock' then summed.level_amount else summed.year_amount end) as in_year
    from {{ ref('metric_terms') }} as terms
    inner join summed on terms.component = summed.metric
    inner join metrics as component on terms.component = component.metric
    group by all
),

figures as (
    select
        as_of,
        metric,
        city,
        month,
        sum(in_month) filter (where part in ('value', 'numerator')) as month_top,
        sum(in_year) filter (where part in ('value', 'numerator')) as year_top,
        nullif(sum(in_month) filter (where part = 'denominator'), 0) as month_bottom,
        nullif(sum(in_year) filter (where part = 'denominator'), 0) as year_bottom
    from parts
    group by as_of, metric, city, month
)

select
    figures.as_of,
    figures.metric,
    figures.city,
    figures.month,
    metrics.kind,
    case
        when metrics.kind <> 'rate' then cast(figures.month_top as decimal(18, 4))
        else cast(round(100 * figures.month_top / figures.month_bottom, 2) as decimal(18, 4))
    end as month_value,
    case
        when metrics.kind <> 'rate' then cast(figures.year_top as decimal(18, 4))
        else cast(round(100 * figures.year_top / figures.year_bottom, 2) as decimal(18, 4))
    end as cumulative_value
from figures
inner join metrics on figures.metric = metrics.metric
