-- One row per (city, metric) of the counts: the figure of the marts against the sum of its evidence as known at the build's
-- cut-off; and one row per (city, metric) of evidence that enters no figure. Read by fct_evidence.py.
-- Told elsewhere, so not again here: the province (E103, E104), a stock's cumulative (E108), the net (E105, E106), rates (E114).
with

evidence as (
    select
        metric,
        city,
        cast(date_trunc('month', period) as date) as month,
        subject,
        amount,
        json_extract_string(dimensions, '$.flow') as flow,
    from marts.fct_evidence
    where
        posted_seq <= (select max(seq_hi) from marts.dim_build)
        and period < $month + interval 1 month
),

cities as (
    select * from marts.dim_cities where kind = 'city'
),

counts as (
    select * from marts.dim_metrics where kind <> 'rate'
),

terms as (
    select metric, component, sign from marts.dim_metric_terms where part = 'value'
),

sums as (
    select
        city,
        metric,
        sum(amount) filter (where month = $month) as in_month,
        sum(amount) filter (where month >= date_trunc('year', $month)) as in_year,
        sum(amount) as ever,
        sum(amount) filter (where month < $month) as before_month,
        sum(amount) filter (where month = $month and flow = 'in') as flow_in,
        sum(amount) filter (where month = $month and flow = 'out') as flow_out,
    from evidence
    group by city, metric
),

city_evidence as (
    select
        cities.city,
        terms.metric,
        sum(terms.sign * coalesce(if(counts.kind = 'stock', sums.ever, sums.in_month), 0)) as evidence_month_value,
        sum(terms.sign * coalesce(if(counts.kind = 'stock', sums.ever, sums.in_year), 0)) as evidence_cumulative_value,
        sum(coalesce(sums.before_month, 0)) as before_value,
        sum(coalesce(sums.flow_in, 0)) as in_value,
        sum(coalesce(sums.flow_out, 0)) as out_value,
    from cities
    cross join terms
    left join counts on terms.component = counts.metric
    left join sums on cities.city = sums.city and terms.component = sums.metric
    group by cities.city, terms.metric
),

ceilings (metric, ceiling) as (
    values
    ('unemployed_reemployed', 'urban_newly_employed'),
    ('hard_to_employ_employed', 'unemployed_reemployed'),
    ('placements_verified', 'diverted_placed')
),

persons as (
    select
        metric,
        city,
        month,
        subject,
        sum(amount) as amount,
    from evidence
    where
        month >= date_trunc('year', $month)
        and metric in (select metric from ceilings union select ceiling from ceilings)
    group by metric, city, month, subject
    having sum(amount) <> 0
),

outside as (
    select
        inner_persons.city,
        inner_persons.metric,
        count(*) as outside_persons,
    from persons as inner_persons
    inner join ceilings using (metric)
    left join persons as outer_persons
        on
            ceilings.ceiling = outer_persons.metric
            and inner_persons.city = outer_persons.city
            and inner_persons.month = outer_persons.month
            and inner_persons.subject = outer_persons.subject
    where inner_persons.amount > coalesce(outer_persons.amount, 0)
    group by inner_persons.city, inner_persons.metric
),

repeated as (
    select
        city,
        metric,
        count(distinct subject) as repeated_persons,
    from persons
    where
        metric = 'urban_newly_employed'
        and subject in (
            select subject from persons where metric = 'urban_newly_employed' group by subject having sum(amount) > 1
        )
    group by city, metric
),

all_evidence as (
    select
        city_evidence.*,
        if(ceilings.metric is not null, coalesce(outside.outside_persons, 0), null) as outside_persons,
        if(city_evidence.metric = 'urban_newly_employed', coalesce(repeated.repeated_persons, 0), null)
            as repeated_persons,
    from city_evidence
    left join ceilings using (metric)
    left join outside using (city, metric)
    left join repeated using (city, metric)
),

placed as (
    select
        found.city,
        names.city_name,
        names.sort_order as city_order,
        found.metric,
        metrics.metric_name,
        metrics.sort_order as metric_order,
        figures.month_value,
        figures.cumulative_value,
        found.evidence_month_value,
        found.evidence_cumulative_value,
        coalesce(earlier.month_value, found.before_value) as start_value,
        found.in_value,
        found.out_value,
        found.outside_persons,
        found.repeated_persons,
        if(found.metric <> 'urban_new_employment', figures.month_value - found.evidence_month_value, null) as month_gap,
        if(
            metrics.kind = 'flow' and found.metric <> 'urban_new_employment',
            figures.cumulative_value - found.evidence_cumulative_value,
            null
        ) as cumulative_gap,
        if(
            found.metric = 'registered_unemployed',
            figures.month_value - (start_value + found.in_value + found.out_value),
            null
        ) as stock_gap,
        0 as unplaced_rows,
    from all_evidence as found
    inner join marts.dim_cities as names using (city)
    inner join counts as metrics using (metric)
    left join marts.fct_city_metrics as figures
        on found.city = figures.city and found.metric = figures.metric and figures.month = $month
    left join marts.fct_city_metrics as earlier
        on
            found.city = earlier.city
            and found.metric = earlier.metric
            and earlier.month = $month - interval 1 month
),

unplaced as (
    select
        city,
        metric,
        count(*) as unplaced_rows,
    from evidence
    where
        city not in (select city from cities)
        or metric not in (select component from marts.dim_metric_terms)
    group by city, metric
)

select * from placed
union all by name
select * from unplaced
order by metric_order, metric, city_order, city
