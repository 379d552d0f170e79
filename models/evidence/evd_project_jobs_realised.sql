-- One row per person newly employed at a project's enterprise (touched persons), in the city that announced the project.
-- 项目实际带动就业 (辽政办发〔2016〕75号 二(四)). How it is known: the announcement names the enterprise, and hires, insurance and own businesses
-- are reported with theirs; a project that names no enterprise realises nothing here and is not in project_jobs_checkable.
-- Who leaves again stays counted: whether work lasts is told by the retention of placements.
select
    'project_jobs_realised' as metric,
    city,
    {{ reporting_month('project_jobs_realised', 'started_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('project', project, 'proof', proof) as dimensions
from {{ ref('int_persons__hired_by_projects') }}
