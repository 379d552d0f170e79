-- One row per announcement of a project, with the days on which it is the project's latest.
-- Rule (辽政办发〔2016〕75号 二(四) 提供公共投资与重大项目名单及预判就业岗位数量): announced again, a project's forecast is replaced from that day.
-- Jobs are counted until the dated rule's months after the day on which the project opens, or is announced if none is told.
with announced as (
    {{ standing_of_cities(ref('stg_market__project_announced'), {
        'city': 'varchar', 'project': 'varchar', 'kind': 'varchar', 'industry': 'varchar',
        'forecast_jobs_count': 'integer', 'opens_at': 'date', 'enterprise': 'varchar',
    }) }}
),

dated as (
    select
        *,
        cast(effective_at as date) as announced_on
    from announced
)

select
    seq,
    event_source,
    event_id,
    project,
    city,
    kind,
    industry,
    forecast_jobs_count,
    enterprise,
    announced_on,
    cast(
        greatest(coalesce(opens_at, announced_on), announced_on)
        + to_months({{ rule('project_jobs_within_months', 'integer', 'announced_on') }}) as date
    ) as counted_until,
    lead(announced_on) over later as replaced_on,
    lead(seq) over later as replaced_by_seq
from dated
window later as (partition by project order by announced_on, event_source, event_id)
