-- One row per internship begun (touched persons), and per intern whom the unit employs during it or soon after.
-- 高校毕业生就业见习 (辽政办发〔2016〕75号 五(十二); 鸡西市 2018-05-22 四(十一)): no employment by itself. One person counts once
-- in one unit; told again, the internship is prolonged. Kept: a new employment there until the dated days after its agreed end.
with started as (
    {{ standing_of_touched(ref('stg_service__internship_started'), {
        'city': 'varchar', 'enterprise': 'varchar', 'term_months': 'integer',
    }) }}
),

internships as (
    select
        person,
        enterprise,
        arg_min(city, (happened_on, event_source, event_id)) as city,
        arg_min(seq, (happened_on, event_source, event_id)) as seq,
        min(happened_on) as started_on,
        max(cast(happened_on + to_months(term_months) as date)) as agreed_until
    from started
    group by person, enterprise
),

retained as (
    select
        internships.person,
        internships.city,
        internships.enterprise,
        work.seq,
        work.started_on
    from internships
    inner join {{ ref('int_persons__employment_starts') }} as work
        on internships.person = work.person
        and internships.enterprise = work.enterprise
        and work.is_new
        and work.started_on >= internships.started_on
        and work.started_on - internships.agreed_until
        <= {{ rule('internship_retained_within_days', 'integer', 'internships.started_on', 'internships.city') }}
    qualify row_number() over (
        partition by internships.person, internships.enterprise
        order by work.started_on, work.event_source, work.event_id
    ) = 1
),

reached as (
    select 'internships_started' as metric, person, city, enterprise, seq, started_on as day from internships
    union all
    select 'internships_retained' as metric, person, city, enterprise, seq, started_on as day from retained
)

select
    metric,
    city,
    {{ reporting_month('internships', 'day') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('enterprise', enterprise) as dimensions
from reached
where day >= {{ rule('ledger_opens_on', 'date', 'day') }}
