-- One row per (city, source family) that the month must have heard from, whether the mart has it or not.
-- Read by fct_source_timeliness.py.
with

families (source_family, source_family_name, family_order) as (
    values
    ('enterprise', '企业', 1),
    ('insurance', '社会保险', 2),
    ('registration', '就业失业登记', 3),
    ('service', '公共就业服务', 4)
),

heard as (
    select
        city,
        source_family,
        sum(event_count) as event_count,
        sum(late_count) as late_count,
        sum(rejected_count) as rejected_count,
    from marts.fct_source_timeliness
    where month = $month
    group by city, source_family
)

select
    cities.city,
    cities.city_name,
    families.source_family,
    families.source_family_name,
    coalesce(heard.event_count, 0) as event_count,
    coalesce(heard.late_count, 0) as late_count,
    coalesce(heard.rejected_count, 0) as rejected_count,
    coalesce(heard.late_count, 0) - coalesce(heard.event_count, 0) as late_excess,
    round(100.0 * heard.late_count / nullif(heard.event_count, 0), 2) as late_share_pct,
    round(100.0 * heard.rejected_count / nullif(heard.rejected_count + heard.event_count, 0), 2) as rejected_share_pct,
from marts.dim_cities as cities
cross join families
left join heard using (city, source_family)
where cities.kind = 'city'
order by families.family_order, cities.sort_order
