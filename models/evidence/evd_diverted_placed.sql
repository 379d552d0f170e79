-- One row per placed worker (touched persons), by channel, way within the enterprise and nearness; and again if he is placed nearby.
-- 已安置分流职工、就地就近安置 (冀人社发〔2018〕38号 四; 工商个字〔2016〕138号 三 就地就近转岗创业就业). How near the new work is to the old is told by the cities of
-- both, and within a city by the district whose office registered the enterprise (3rd to 8th place of its code, GB 32100).
with placed as (
    select
        *,
        case
            when channel = 'internal_retirement' then 'no_work'
            when left(work_city, 2) <> left(city, 2) then 'other_province'
            when work_city <> city then 'same_province'
            when channel not in ('retraining_transfer', 'enterprise_transformation', 'external_employment') then 'same_city'
            when work_enterprise = enterprise then 'same_enterprise'
            when substr(work_enterprise, 3, 6) = substr(enterprise, 3, 6) then 'same_district'
            else 'same_city'
        end as nearness
    from {{ ref('int_workers__placed') }}
    where placed_on >= {{ rule('ledger_opens_on', 'date', 'placed_on') }}
),

posted as (
    select 'diverted_placed' as metric, * from placed
    union all
    select 'placed_nearby' as metric, * from placed
    where exists (
        select 1
        from {{ ref('rules') }} as r
        where
            r.rule = 'nearby.' || placed.nearness
            and r.city = '{{ var("province") }}'
            and placed.placed_on between r.valid_from and r.valid_to
    )
)

select
    metric,
    city,
    {{ reporting_month('diverted_placed', 'placed_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('channel', channel, 'programme_year', programme_year, 'way', way, 'nearness', nearness) as dimensions
from posted
