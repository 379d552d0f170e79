-- One row per monitoring_reported event. A monitored enterprise's month: posts at the base date, hired, reduced, at the end, and the hidden unemployed (人社部发〔2009〕152号).
with logged as (
    {{ logged('monitoring_reported', ['enterprise', 'city', 'month', 'base_persons', 'hired_persons', 'reduced_persons', 'end_persons', 'hidden_unemployed_persons', 'reduced_by_employer_persons', 'reduced_by_worker_persons', 'reduced_by_expiry_persons', 'reduced_otherwise_persons', 'moved_persons', 'successor', 'dispatched_persons', 'average_wage_yuan', 'operating_state', 'industry', 'ownership', 'size', 'is_giant']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as enterprise,
    v[2] as city,
    v[3] as month,
    cast(v[4] as integer) as base_persons,
    cast(v[5] as integer) as hired_persons,
    cast(v[6] as integer) as reduced_persons,
    cast(v[7] as integer) as end_persons,
    cast(v[8] as integer) as hidden_unemployed_persons,
    cast(v[9] as integer) as reduced_by_employer_persons,
    cast(v[10] as integer) as reduced_by_worker_persons,
    cast(v[11] as integer) as reduced_by_expiry_persons,
    cast(v[12] as integer) as reduced_otherwise_persons,
    cast(v[13] as integer) as moved_persons,
    v[14] as successor,
    cast(v[15] as integer) as dispatched_persons,
    cast(v[16] as decimal(18, 4)) as average_wage_yuan,
    v[17] as operating_state,
    v[18] as industry,
    v[19] as ownership,
    v[20] as size,
    cast(v[21] as boolean) as is_giant
from logged
