-- One row per rule broken by a rejected row. Read whole in every build: rejected rows bear no seq.
{{ config(materialized='table') }}

select
    recorded_at,
    origin,
    position,
    rule_id,
    stage,
    field,
    source as event_source,
    type as event_type
from {{ source('log', 'rejected') }}
where recorded_at <= (select max(recorded_at) from {{ source('log', 'events') }} where seq <= {{ seq_hi() }})
