-- One row per posting: a piece of evidence, or the reversal (冲销) of one. Append-only.
-- For every touched subject the standing evidence of the evd_ models is compared with the sum already posted; only the
-- difference is posted, with the seq up to which the log was known. Figures are sum(amount). Never refreshed: what was posted is
-- what an earlier issue knew.
{{ config(materialized='incremental', full_refresh=false) }}

with standing as (
    {% for metric in evidence_metrics() %}
    select metric, city, period, subject, event_seq, dimensions, amount from {{ ref('evd_' ~ metric) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

touched as (
    select token as subject from {{ ref('int_persons__touched') }}
    union all
    select enterprise as subject from {{ ref('int_enterprises__touched') }}
),

differences as (
    select * from standing
    {% if is_incremental() %}
    union all
    select
        posted.metric,
        posted.city,
        posted.period,
        posted.subject,
        posted.event_seq,
        posted.dimensions,
        -posted.amount as amount
    from {{ this }} as posted
    left join touched on posted.subject = touched.subject
    where
        -- of cities every figure is made anew, those of codes that no seed lists among them
        (touched.subject is not null or length(posted.subject) = 6)
        and posted.metric not in {{ listed(evidence_of_all()) }}
    union all
    select metric, city, period, subject, event_seq, dimensions, -amount as amount
    from {{ this }}
    where metric in {{ listed(evidence_of_all()) }}
    {% endif %}
)

select
    {{ seq_hi() }} as posted_seq,
    metric,
    city,
    period,
    subject,
    event_seq,
    cast(sum(amount) as decimal(18, 4)) as amount,
    dimensions,
    cast(getvariable('rule_version') as varchar) as rule_version
from differences
group by metric, city, period, subject, event_seq, dimensions
having sum(amount) <> 0
order by metric, city, period
