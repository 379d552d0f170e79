-- One row per build, month in which things happened, city, source family, day of receipt and delay: how many events came.
-- Counted once, when they come; what came before is not read again.
{{ config(materialized='incremental') }}

select
    {{ seq_hi() }} as counted_seq,
    cast(date_trunc('month', effective_at) as date) as month,
    split_part(event_source, ':', 3) as city,
    split_part(event_source, ':', 4) as source_family,
    cast(recorded_at as date) as recorded_on,
    date_diff('day', effective_at, recorded_at) as delay_days,
    count(*) as event_count
from {{ ref('stg_log__events') }}
{% if is_incremental() %}
where seq > {{ seq_lo() }}
{% endif %}
group by all
