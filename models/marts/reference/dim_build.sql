-- One row: what this warehouse was built from, and the last bulletin issued by then.
with events as (
    select * from {{ ref('int_events__standing') }}
),

last_issue as (
    select * from {{ ref('int_cities__issued') }}
    order by month desc, seq desc
    limit 1
)

select
    {{ seq_hi() }} as seq_hi,
    (select max(recorded_at) from events) as cutoff_at,
    cast(getvariable('rule_version') as varchar) as rule_version,
    cast(getvariable('code_version') as varchar) as code_version,
    cast({{ rule('on_pace_margin_pp', 'decimal(18, 4)', "(select cast(max(recorded_at) as date) from events)") }} as decimal(18, 4)) as on_pace_margin_pp,
    (select issue from last_issue) as last_issue,
    (select month from last_issue) as last_issue_month,
    (select cutoff_seq from last_issue) as last_issue_cutoff_seq
