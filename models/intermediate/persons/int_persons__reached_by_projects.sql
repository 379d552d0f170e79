-- One row per token of a person with a start of employment at the enterprise of a project that is newly announced.
-- Rule: an announcement reaches who was employed at the enterprises ever named for that project; a correction or retraction
-- of an announcement reaches those of all projects, as it may have moved one from another. Where everyone is recomputed
-- anyway, no one need be reached.
with announced as (
    select * from {{ ref('stg_market__project_announced') }}
),

corrections as (
    select * from {{ ref('stg_correction__event_corrected') }}
),

named as (
    select seq, project, enterprise from announced
    union
    select
        announced.seq,
        coalesce(corrections.changes ->> '$.project', announced.project) as project,
        coalesce(corrections.changes ->> '$.enterprise', announced.enterprise) as enterprise
    from corrections
    inner join announced
        on corrections.target_source = announced.event_source and corrections.target_id = announced.event_id
),

changed as (
    select seq from {{ ref('int_events__named') }}
    where steps = 1 and event_type in ('project_announced', 'event_corrected')
),

projects as (
    select project from named
    where seq > {{ seq_lo() }} or exists (select 1 from changed)
),

enterprises as (
    select distinct named.enterprise
    from named
    where
        not {{ recompute_all() }}
        and named.enterprise is not null
        and named.seq in (select told.seq from named as told inner join projects on told.project = projects.project)
),

starts as not materialized (
    select event_source, event_id, subject, enterprise from {{ ref('stg_registration__employment_registered') }}
    union all
    select event_source, event_id, subject, enterprise from {{ ref('stg_insurance__insurance_started') }}
    union all
    select event_source, event_id, subject, enterprise from {{ ref('stg_registration__business_registered') }}
)

select starts.subject as token
from starts
inner join enterprises on starts.enterprise = enterprises.enterprise
union
select starts.subject as token
from corrections
inner join enterprises on enterprises.enterprise = (corrections.changes ->> '$.enterprise')
inner join starts on corrections.target_source = starts.event_source and corrections.target_id = starts.event_id
