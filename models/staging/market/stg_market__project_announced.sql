-- One row per project_announced event. A public investment or major project is announced with the jobs it promises (辽政办发〔2016〕75号 四).
with logged as (
    {{ logged('project_announced', ['city', 'project', 'project_name', 'kind', 'industry', 'investment_yuan', 'forecast_jobs_count', 'opens_at', 'enterprise', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as project,
    v[3] as project_name,
    v[4] as kind,
    v[5] as industry,
    cast(v[6] as decimal(18, 4)) as investment_yuan,
    cast(v[7] as integer) as forecast_jobs_count,
    cast(v[8] as date) as opens_at,
    v[9] as enterprise,
    v[10] as document_no
from logged
