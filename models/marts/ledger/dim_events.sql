-- One row per entry of the log, as figures are opened down to it.
{{ config(materialized='view') }}

select
    seq,
    event_source,
    event_id,
    event_type,
    subject,
    effective_at,
    recorded_at,
    origin,
    position,
    data,
    status,
    changed_by_seq
from {{ ref('int_events__standing') }}
