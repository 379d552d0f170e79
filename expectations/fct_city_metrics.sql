-- One row per (city, metric) that the month must show, whether the mart has it or not.
-- Read by fct_city_metrics.py. A gap is null where one of its parts is missing: that is told once, by E101 and E102.
with

cells as (
    select
        cities.city,
        cities.city_name,
        cities.kind as city_kind,
        cities.sort_order as city_order,
        metrics.metric,
        metrics.metric_name,
        metrics.kind as metric_kind,
        metrics.decimals,
        metrics.sort_order as metric_order,
        cities.kind = 'province' and metrics.kind <> 'rate' as is_sum,
    from marts.dim_cities as cities
    cross join marts.dim_metrics as metrics
),

figures as (
    select
        month,
        city,
        metric,
        count(*) as row_count,
        max(month_value) as month_value,
        max(cumulative_value) as cumulative_value,
        max(target_value) as target_value,
        max(target_direction) as target_direction,
        max(completion_pct) as completion_pct,
        max(rank) as rank,
    from marts.fct_city_metrics
    where month between least(date_trunc('year', $month), $month - interval 3 month) and $month
    group by month, city, metric
),

this_month as (
    select * from figures where month = $month
),

year_to_date as (
    select
        city,
        metric,
        sum(month_value) as months_value,
    from figures
    where month >= date_trunc('year', $month)
    group by city, metric
),

three_months_before as (
    select
        city,
        metric,
        round(sum(month_value) / 3, 4) as drift_average,
    from figures
    where month between $month - interval 3 month and $month - interval 1 month
    group by city, metric
    having count(month_value) = 3
),

city_sums as (
    select
        this_month.metric,
        sum(this_month.month_value) as cities_month_value,
        sum(this_month.cumulative_value) as cities_cumulative_value,
    from marts.dim_cities as cities
    left join this_month using (city)
    where cities.kind = 'city'
    group by this_month.metric
    having
        count(this_month.month_value) = (select count(*) from marts.dim_cities where kind = 'city')
        and count(this_month.cumulative_value) = (select count(*) from marts.dim_cities where kind = 'city')
),

ceilings (metric, ceiling) as (
    values
    ('unemployed_reemployed', 'urban_newly_employed'),
    ('hard_to_employ_employed', 'unemployed_reemployed'),
    ('placements_verified', 'diverted_placed'),
    ('placements_refuted', 'diverted_placed')
),

nets as (
    select
        joined.city,
        'urban_new_employment' as metric,
        joined.month_value - leaving.month_value as net_month_value,
        joined.cumulative_value - leaving.cumulative_value as net_cumulative_value,
    from this_month as joined
    inner join this_month as leaving
        on joined.city = leaving.city and leaving.metric = 'natural_attrition'
    where joined.metric = 'urban_newly_employed'
),

ratios as (
    select
        terms.metric,
        this_month.city,
        sum(terms.sign * this_month.cumulative_value) filter (where terms.part = 'numerator') as numerator_value,
        sum(terms.sign * this_month.cumulative_value) filter (where terms.part = 'denominator') as denominator_value,
    from marts.dim_metric_terms as terms
    inner join this_month on terms.component = this_month.metric
    where terms.part in ('numerator', 'denominator')
    group by terms.metric, this_month.city
),

joined as (
    select
        cells.*,
        coalesce(this_month.row_count, 0) as row_count,
        this_month.month_value,
        this_month.cumulative_value,
        this_month.completion_pct,
        this_month.rank,
        this_month.target_direction,
        cells.city_kind = 'city'
        and this_month.target_value is not null
        and this_month.cumulative_value is not null as is_ranked,
        if(cells.is_sum, city_sums.cities_month_value, null) as cities_month_value,
        if(cells.is_sum, city_sums.cities_cumulative_value, null) as cities_cumulative_value,
        nets.net_month_value,
        nets.net_cumulative_value,
        year_to_date.months_value,
        ceiling_names.metric_name as ceiling_name,
        ceiling_figures.month_value as ceiling_month_value,
        ceiling_figures.cumulative_value as ceiling_cumulative_value,
        ratios.numerator_value,
        ratios.denominator_value,
        three_months_before.drift_average,
    from cells
    left join this_month using (city, metric)
    left join city_sums using (metric)
    left join nets using (city, metric)
    left join year_to_date using (city, metric)
    left join three_months_before using (city, metric)
    left join ratios using (city, metric)
    left join ceilings using (metric)
    left join marts.dim_metrics as ceiling_names on ceilings.ceiling = ceiling_names.metric
    left join this_month as ceiling_figures
        on cells.city = ceiling_figures.city and ceilings.ceiling = ceiling_figures.metric
),

ranked as (
    select
        *,
        if(is_ranked, rank() over (partition by metric, is_ranked order by rank nulls last), null) as expected_rank,
        max(if(is_ranked, completion_pct, null)) over (
            partition by metric order by rank range between current row and unbounded following exclude group
        ) as best_behind_pct,
    from joined
)

select
    *,
    if(row_count > 0 and metric_kind <> 'rate', (month_value is null)::int + (cumulative_value is null)::int, null)
        as blank_count,
    month_value - cities_month_value as province_month_gap,
    cumulative_value - cities_cumulative_value as province_cumulative_gap,
    month_value - net_month_value as net_month_gap,
    cumulative_value - net_cumulative_value as net_cumulative_gap,
    if(metric_kind = 'flow', cumulative_value - months_value, null) as months_gap,
    if(metric_kind = 'stock', cumulative_value - month_value, null) as level_gap,
    month_value - ceiling_month_value as month_excess,
    cumulative_value - ceiling_cumulative_value as cumulative_excess,
    case
        when metric_kind <> 'rate' or row_count = 0 or denominator_value is null or numerator_value is null then null
        when (denominator_value > 0) <> (cumulative_value is not null) then 999
        else abs(cumulative_value - 100.0 * numerator_value / nullif(denominator_value, 0)) * power(10, decimals)
    end as ratio_gap_units,
    if(metric = 'employed_population', least(month_value, cumulative_value), null) as lowest_employed,
    least(month_value, cumulative_value) as lowest_value,
    if(row_count > 0, coalesce(rank, 0) - coalesce(expected_rank, 0), null) as rank_gap,
    if(is_ranked and metric_kind = 'flow' and target_direction = 'at_least', best_behind_pct - completion_pct, null)
        as overtaken_pp,
    if(metric_kind = 'flow' and drift_average > 0, round(month_value / drift_average, 4), null) as drift_factor,
from ranked
order by metric_order, metric, city_order, city
