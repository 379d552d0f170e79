-- One row per person trained, and per person in a class bought as a whole (touched persons), by kind and project of training.
-- 培训人数 (商洛市政府办 2012-06-01 五; 辽政办发〔2016〕75号 三(七)); 整建制购买技能培训 (冀人社发〔2018〕38号 四): who begins such a class, once in
-- each kind and year.
with started as (
    {{ standing_of_touched(ref('stg_service__training_started'), {
        'city': 'varchar', 'kind': 'varchar', 'project': 'varchar', 'is_whole_class': 'boolean',
    }) }}
),

whole_class as (
    select * from started
    where is_whole_class
    qualify row_number() over (partition by person, kind, year(happened_on) order by happened_on, event_source, event_id) = 1
),

counted as (
    select 'training_persons' as metric, person, city, seq, kind, project, completed_on as day
    from {{ ref('int_persons__trained') }}
    union all
    select 'whole_class_training_persons' as metric, person, city, seq, kind, project, happened_on as day
    from whole_class
)

select
    metric,
    city,
    {{ reporting_month('training_persons', 'day') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('kind', kind, 'project', coalesce(project, 'untold')) as dimensions
from counted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }}
