-- One row per finding_raised event. The province raises a finding against a city, with a day by which it is to answer.
with logged as (
    {{ logged('finding_raised', ['city', 'finding', 'kind', 'step', 'metric', 'month', 'due_at', 'statement', 'document_no']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as finding,
    v[3] as kind,
    v[4] as step,
    v[5] as metric,
    v[6] as month,
    cast(v[7] as date) as due_at,
    v[8] as statement,
    v[9] as document_no
from logged
