-- One row per announcement of a project (+) and its replacement by a later one (−), in jobs; their running sum is the forecast.
-- 项目预计带动就业 (辽政办发〔2016〕75号 二(四)). project_jobs_checkable is the part whose enterprise is named: only there can jobs be found.
with projects as (
    select * from {{ ref('int_cities__projects') }}
),

flows as (
    select *, seq as by_seq, announced_on as moved_on, forecast_jobs_count as jobs, 'in' as flow from projects
    union all
    select *, replaced_by_seq as by_seq, replaced_on as moved_on, -forecast_jobs_count as jobs, 'out' as flow
    from projects
    where replaced_on is not null
),

posted as (
    select 'project_jobs_forecast' as metric, * from flows
    union all
    select 'project_jobs_checkable' as metric, * from flows
    where enterprise is not null
)

select
    metric,
    city,
    {{ reporting_month('project_jobs_forecast', 'moved_on') }} as period,
    city as subject,
    by_seq as event_seq,
    cast(jobs as decimal(18, 4)) as amount,
    json_object('project', project, 'kind', kind, 'industry', industry, 'flow', flow) as dimensions
from posted
