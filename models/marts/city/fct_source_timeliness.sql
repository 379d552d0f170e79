-- One row per month in which things happened, city, and source family: events received, how late, and rows rejected.
-- Rule (辽政办发〔2016〕75号 十五): an event is late when it is recorded after the due day of the next month.
with delays as (
    select * from {{ ref('int_deliveries__delays') }}
    where month >= {{ rule('ledger_opens_on', 'date', 'month') }}
),

received as (
    select
        month,
        city,
        source_family,
        cast(sum(event_count) as bigint) as event_count,
        cast(coalesce(sum(event_count) filter (
            where recorded_on >= month + interval 1 month + to_days({{ rule('delivery_due_day', 'integer', 'month') }})
        ), 0) as bigint) as late_count,
        max(delay_days) as max_delay_days
    from delays
    group by month, city, source_family
),

in_order as (
    -- of each delay: how many events had it or a shorter one
    select
        month,
        city,
        source_family,
        delay_days,
        sum(sum(event_count)) over (partition by month, city, source_family order by delay_days) as up_to,
        sum(sum(event_count)) over (partition by month, city, source_family) as total
    from delays
    group by month, city, source_family, delay_days
),

middle as (
    select
        month,
        city,
        source_family,
        cast(
            (min(delay_days) filter (where 2 * up_to >= total) + min(delay_days) filter (where 2 * up_to > total)) / 2.0
            as decimal(18, 1)
        ) as median_delay_days
    from in_order
    group by month, city, source_family
),

rejected as (
    select
        cast(date_trunc('month', recorded_at) as date) as month,
        split_part(event_source, ':', 3) as city,
        split_part(event_source, ':', 4) as source_family,
        count(*) as rejected_count
    from {{ ref('int_deliveries__rejected') }}
    where event_source like 'urn:taizhang:%:%'
    group by all
)

select
    received.month,
    received.city,
    received.source_family,
    received.event_count,
    received.late_count,
    middle.median_delay_days,
    received.max_delay_days,
    coalesce(rejected.rejected_count, 0) as rejected_count
from received
inner join middle
    on received.month = middle.month and received.city = middle.city and received.source_family = middle.source_family
left join rejected
    on received.month = rejected.month and received.city = rejected.city
    and received.source_family = rejected.source_family
