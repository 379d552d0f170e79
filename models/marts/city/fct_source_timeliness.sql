-- One row per month in which things happened, city, and source family: events received, how late, and rows rejected.
-- Rule (辽政办发〔2016〕75号 十五): an event is late when it is recorded after the due day of the next month.
with events as (
    select
        cast(date_trunc('month', effective_at) as date) as month,
        split_part(event_source, ':', 3) as city,
        split_part(event_source, ':', 4) as source_family,
        recorded_at,
        date_diff('day', effective_at, recorded_at) as delay_days,
        cast(date_trunc('month', effective_at) + interval 1 month as date) as due_month
    from {{ ref('int_events__standing') }}
),

received as (
    select
        month,
        city,
        source_family,
        count(*) as event_count,
        count(*) filter (
            where recorded_at >= due_month + to_days({{ rule('delivery_due_day', 'integer', 'month') }})
        ) as late_count,
        cast(median(delay_days) as decimal(18, 1)) as median_delay_days,
        max(delay_days) as max_delay_days
    from events
    where month >= {{ rule('ledger_opens_on', 'date', 'month') }}
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
    received.median_delay_days,
    received.max_delay_days,
    coalesce(rejected.rejected_count, 0) as rejected_count
from received
left join rejected
    on received.month = rejected.month and received.city = rejected.city
    and received.source_family = rejected.source_family
