-- One row per restated cell of the last issue, and one per metric and year (row_kind "total") that weighs what was restated.
-- Read by rpt_restatements.py. Counts are weighed as the sum over the cities, rates as the province's own difference.
with

restated as (
    select * from marts.rpt_restatements where month <= $month
),

causes as (
    select
        month,
        city,
        metric,
        count(cause_seq) as listed_cause_count,
    from marts.rpt_restatement_events
    group by month, city, metric
),

cells as (
    select
        'cell' as row_kind,
        restated.month,
        restated.city,
        cities.city_name,
        cities.kind as city_kind,
        cities.sort_order as city_order,
        restated.metric,
        metrics.metric_name,
        metrics.kind as metric_kind,
        metrics.sort_order as metric_order,
        restated.published_value,
        restated.current_value,
        restated.difference,
        restated.reason,
        coalesce(restated.reason, '（无）') as reason_or_none,
        coalesce(restated.cause_count, 0) as cause_count,
        coalesce(causes.listed_cause_count, 0) as listed_cause_count,
        if(metrics.kind = 'flow', figures.month_value, figures.cumulative_value) as mart_value,
        restated.difference - (restated.current_value - restated.published_value) as difference_gap,
        if(restated.current_value is not distinct from mart_value, 0, 1) as is_stale,
        if(
            restated.reason in ('late_event', 'correction', 'retraction', 'person_merged', 'person_split'),
            if(cause_count = listed_cause_count and cause_count > 0, 0, 1),
            null
        ) as is_unexplained,
    from restated
    left join marts.dim_cities as cities using (city)
    left join marts.dim_metrics as metrics using (metric)
    left join marts.fct_city_metrics as figures using (month, city, metric)
    left join causes using (month, city, metric)
),

-- a year's restated months are weighed against that year's figure as it stood in the last issue's month, or at its end
amounts as (
    select
        metric,
        metric_name,
        metric_kind,
        metric_order,
        least(
            coalesce((select max(last_issue_month) from marts.dim_build), max(month)),
            make_date(year(month), 12, 1)
        ) as month,
        sum(abs(difference)) as restated_amount,
    from cells
    where city_kind = if(metric_kind = 'rate', 'province', 'city')
    group by metric, metric_name, metric_kind, metric_order, year(month)
),

-- what cities are judged by: headline counts and what they are made of
judged as (
    select terms.component
    from marts.dim_metric_terms as terms
    join marts.dim_metrics as metrics using (metric)
    where metrics.is_headline and terms.part = 'value'
),

totals as (
    select
        'total' as row_kind,
        amounts.*,
        provinces.city,
        provinces.city_name,
        figures.cumulative_value as province_value,
        -- without a base every restatement is a whole one
        coalesce(round(100.0 * restated_amount / nullif(abs(province_value), 0), 2), 100) as restated_share_pct,
        if(amounts.metric in (select component from judged), restated_share_pct, null) as judged_share_pct,
    from amounts
    cross join (select * from marts.dim_cities where kind = 'province') as provinces
    left join marts.fct_city_metrics as figures
        on amounts.month = figures.month and amounts.metric = figures.metric and provinces.city = figures.city
)

select * from cells
union all by name
select * from totals
order by row_kind, month, metric_order, city_order
