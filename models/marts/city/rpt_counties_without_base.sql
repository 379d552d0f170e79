-- One row per county that is to have an incubation base and has too few: 每个县区至少建设1个创业孵化示范基地.
-- Rule (商洛市政府办 2012-06-01 四): in the units whose rules in force ask for it, each county that the rules name; a base counts
-- where it is recognised, at any level.
with months as (
    select max(month) as last_month from {{ ref('int_figures__summed') }}
    where as_of = 'now'
),

asked as (
    select
        counties.city,
        split_part(counties.rule, '.', 2) as county,
        counties.value as county_name,
        cast(owed.value as integer) as bases_owed_count
    from {{ ref('rules') }} as counties
    inner join {{ ref('rules') }} as owed on counties.city = owed.city and owed.rule = 'incubation_bases_per_county'
    inner join months
        on months.last_month between counties.valid_from and counties.valid_to
        and months.last_month between owed.valid_from and owed.valid_to
    where counties.rule like 'county.%'
),

bases as (
    select
        city,
        dimensions ->> '$.county' as county,
        sum(amount) as bases_count
    from {{ ref('evidence') }}
    where metric = 'incubation_bases'
    group by all
)

select
    asked.city,
    asked.county,
    asked.county_name,
    cast(coalesce(bases.bases_count, 0) as integer) as bases_count,
    asked.bases_owed_count
from asked
left join bases on asked.city = bases.city and asked.county = bases.county
where coalesce(bases.bases_count, 0) < asked.bases_owed_count
