-- One row per touched person, kind of training and year: the first course finished.
-- Rule (商洛市政府办 2012-06-01 五; 人社统报表: 培训人数 counts heads): who finishes two courses of one kind in a year is one
-- person trained in that kind; a course begun and not finished trains nobody.
with completed as (
    {{ standing_of_touched(ref('stg_service__training_completed'), {
        'city': 'varchar', 'kind': 'varchar', 'project': 'varchar',
    }) }}
)

select
    seq,
    event_source,
    event_id,
    person,
    city,
    kind,
    project,
    happened_on as completed_on
from completed
qualify row_number() over (
    partition by person, kind, year(happened_on)
    order by happened_on, event_source, event_id
) = 1
