-- One row per sample_drawn event. A city's cases are drawn for checking, with the seed that gives the same draw again.
with logged as (
    {{ logged('sample_drawn', ['city', 'sample', 'claim', 'month', 'seed', 'population_count', 'cases_count', 'cutoff_seq', 'list_digest']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as sample,
    v[3] as claim,
    v[4] as month,
    cast(v[5] as bigint) as seed,
    cast(v[6] as bigint) as population_count,
    cast(v[7] as bigint) as cases_count,
    cast(v[8] as bigint) as cutoff_seq,
    v[9] as list_digest
from logged
