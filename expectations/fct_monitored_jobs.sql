-- One row per (city, population, dimension, code) of the month's monitoring panel, set against its whole, its cities and the city's figures.
-- Read by fct_monitored_jobs.py. A month in which no enterprise reported has none.
with

panel as (
    select
        cities.city,
        cities.city_name,
        cities.kind as city_kind,
        cities.sort_order as city_order,
        jobs.* exclude (month, city),
    from marts.fct_monitored_jobs as jobs
    inner join marts.dim_cities as cities on jobs.city = cities.city
    where jobs.month = $month
),

parts as (
    select
        city,
        population,
        dimension,
        sum(base_persons) as parts_base_persons,
        sum(hired_persons) as parts_hired_persons,
        sum(reduced_persons) as parts_reduced_persons,
        sum(end_persons) as parts_end_persons,
        sum(hidden_persons) as parts_hidden_persons,
    from panel
    where dimension <> 'all'
    group by city, population, dimension
),

-- the whole that each dimension's parts must make up; a dimension without parts is one whose parts are missing
wholes as (
    select
        whole.city,
        whole.population,
        max(
            case
                when named.dimension = 'reduction' then abs(whole.reduced_persons - coalesce(parts.parts_reduced_persons, 0))
                else
                    abs(whole.base_persons - coalesce(parts.parts_base_persons, 0))
                    + abs(whole.hired_persons - coalesce(parts.parts_hired_persons, 0))
                    + abs(whole.reduced_persons - coalesce(parts.parts_reduced_persons, 0))
                    + abs(whole.end_persons - coalesce(parts.parts_end_persons, 0))
                    + abs(whole.hidden_persons - coalesce(parts.parts_hidden_persons, 0))
            end
        ) as parts_gap,
    from panel as whole
    cross join (values ('industry'), ('ownership'), ('size'), ('reduction')) as named (dimension)
    left join parts
        on whole.city = parts.city and whole.population = parts.population and named.dimension = parts.dimension
    where whole.dimension = 'all'
    group by whole.city, whole.population
),

city_sums as (
    select
        population,
        dimension,
        code,
        sum(base_persons) as cities_base_persons,
        sum(reduced_persons) as cities_reduced_persons,
        sum(end_persons) as cities_end_persons,
    from panel
    where city_kind = 'city'
    group by population, dimension, code
),

figures as (
    select
        city,
        max(month_value) filter (where metric = 'monitored_base') as figure_base_persons,
        max(month_value) filter (where metric = 'monitored_end') as figure_end_persons,
    from marts.fct_city_metrics
    where month = $month
    group by city
)

select
    panel.*,
    if(panel.dimension <> 'reduction', base_persons + hired_persons - reduced_persons + moved_persons - end_persons, null)
        as balance_gap,
    if(panel.dimension = 'all', wholes.parts_gap, null) as parts_gap,
    if(panel.dimension <> 'reduction', hidden_persons - end_persons, null) as hidden_excess,
    least(base_persons, hired_persons, reduced_persons, moved_persons, end_persons, hidden_persons) as lowest_value,
    greatest(
        abs(coalesce(change_pct, 0) - coalesce(100.0 * net_persons / nullif(base_persons, 0), 0)),
        abs(coalesce(hidden_pct, 0) - coalesce(100.0 * hidden_persons / nullif(end_persons, 0), 0))
    ) as rate_gap_pp,
    city_sums.cities_base_persons,
    city_sums.cities_reduced_persons,
    city_sums.cities_end_persons,
    if(
        panel.city_kind = 'province',
        abs(base_persons - coalesce(cities_base_persons, 0)) + abs(reduced_persons - coalesce(cities_reduced_persons, 0))
        + abs(end_persons - coalesce(cities_end_persons, 0)),
        null
    ) as province_gap,
    figures.figure_base_persons,
    figures.figure_end_persons,
    if(
        panel.dimension = 'all' and panel.population = 'all',
        abs(base_persons - coalesce(figure_base_persons, 0)) + abs(end_persons - coalesce(figure_end_persons, 0)),
        null
    ) as figure_gap,
from panel
left join wholes on panel.city = wholes.city and panel.population = wholes.population
left join city_sums
    on panel.population = city_sums.population and panel.dimension = city_sums.dimension and panel.code = city_sums.code
left join figures on panel.city = figures.city
order by city_order, population, dimension, code
