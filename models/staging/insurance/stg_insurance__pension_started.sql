-- One row per pension_started event. A person starts to draw the basic pension; working age ends (人社厅发〔2020〕3号).
with logged as (
    {{ logged('pension_started', ['city', 'kind', 'handled_at']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as kind,
    cast(v[3] as date) as handled_at
from logged
