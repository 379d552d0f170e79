-- One row per city, county, year and metric: the county's target, and what all counties of the city bear of the city's.
-- Rule (辽政办发〔2016〕75号 七(十五) 层层分解、明确时限): a city divides its targets among its counties; rates are not added up. A county bears
-- the name that the dated rules (county.*) give its code.
{{ config(materialized='view') }}

with targets as (
    select * from {{ ref('int_cities__targets_in_force') }}
    where school is null
),

counties as (
    select
        targets.*,
        count(*) over (partition by targets.city, targets.year, targets.metric) as counties_count,
        case
            when metrics.kind <> 'rate' then sum(targets.value) over (partition by targets.city, targets.year, targets.metric)
        end as counties_value
    from targets
    inner join {{ ref('metrics') }} as metrics on targets.metric = metrics.metric
    where targets.county is not null
)

select
    counties.city,
    counties.county,
    names.value as county_name,
    counties.year,
    counties.metric,
    counties.value as target_value,
    counties.direction as target_direction,
    cast(counties.counties_count as integer) as counties_count,
    cities.value as city_value,
    cast(cities.value - counties.counties_value as decimal(18, 4)) as undivided_value,
    counties.document_no,
    counties.seq as event_seq
from counties
left join targets as cities
    on counties.city = cities.city and counties.year = cities.year and counties.metric = cities.metric and cities.county is null
left join {{ ref('rules') }} as names
    on names.rule = 'county.' || counties.county
    and names.city in (counties.city, '{{ var("province") }}')
    and make_date(counties.year, 12, 31) between names.valid_from and names.valid_to
qualify row_number() over (
    partition by counties.city, counties.county, counties.year, counties.metric
    order by names.city = counties.city desc
) = 1
