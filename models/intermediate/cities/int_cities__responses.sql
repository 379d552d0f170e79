-- One row per city, month and metric warned of, with the measures taken in answer.
-- Rule (鸡西市 2018-05-22 七(二十五) 分层响应、应对措施): a response names the warning it answers; the first one tells whether it came in time.
with taken as (
    {{ standing_of_cities(ref('stg_assessment__response_taken'), {
        'city': 'varchar', 'month': 'varchar', 'metric': 'varchar', 'measure': 'varchar',
    }) }}
)

select
    city,
    cast(month || '-01' as date) as month,
    metric,
    count(*) as responses_count,
    min(cast(effective_at as date)) as responded_on,
    arg_min(seq, (effective_at, event_source, event_id)) as responded_by_seq,
    string_agg(distinct measure, ' ' order by measure) as measures
from taken
group by city, month, metric
