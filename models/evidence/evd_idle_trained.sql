-- One row per day on which a touched person becomes, and is no more, registered unemployed or long suspended (±1), and on which he is,
-- and is no more, one of them who was trained (±1); running sums say how many, and how many were trained.
-- 对失业和长期停产职工，普遍开展转岗、技能提升和创业培训 (辽政办发〔2016〕75号 四(十一)): long is the dated rule's months after work was
-- suspended, unless it is resumed or the employment ends before; a course of the named kinds counts if finished since he is out
-- of work. What falls due later is posted ahead (docs/adr/0020).
with suspended as (
    {{ standing_of_touched(ref('stg_enterprise__work_suspended'), {'city': 'varchar', 'enterprise': 'varchar'}) }}
),

resumed as (
    {{ standing_of_touched(ref('stg_enterprise__work_resumed'), {'enterprise': 'varchar'}) }}
),

completed as (
    {{ standing_of_touched(ref('stg_service__training_completed'), {'kind': 'varchar'}) }}
),

ends as (
    select seq, event_source, event_id, person, happened_on as ended_on, enterprise from resumed
    union all
    select seq, event_source, event_id, person, ended_on, enterprise from {{ ref('int_persons__employment_ends') }}
),

closed as (
    select
        suspended.seq,
        min(ends.ended_on) as until_on,
        arg_min(ends.seq, (ends.ended_on, ends.event_source, ends.event_id)) as until_seq
    from suspended
    inner join ends
        on suspended.person = ends.person
        and suspended.happened_on < ends.ended_on
        and (ends.enterprise is null or suspended.enterprise = ends.enterprise)
    group by suspended.seq
),

suspensions as (
    select
        suspended.*,
        closed.until_on,
        closed.until_seq,
        max(coalesce(closed.until_on, date '9999-12-31')) over (
            partition by suspended.person
            order by suspended.happened_on, suspended.event_source, suspended.event_id
            rows between unbounded preceding and 1 preceding
        ) as open_until
    from suspended
    left join closed on suspended.seq = closed.seq
),

idle as (
    select
        seq, person, city, 'suspended' as state, happened_on as since_on, until_on, until_seq,
        cast(happened_on + to_months({{ rule('long_suspension_months', 'integer', 'happened_on') }}) as date) as idle_on
    from suspensions
    where happened_on >= coalesce(open_until, happened_on)
    union all
    select
        seq, person, city, 'unemployed' as state, registered_on as since_on, closed_on as until_on, closed_by_seq as until_seq,
        registered_on as idle_on
    from {{ ref('int_persons__unemployment_spells') }}
),

trained as (
    select
        idle.seq,
        min(completed.happened_on) as trained_on,
        arg_min(completed.seq, (completed.happened_on, completed.event_source, completed.event_id)) as trained_seq
    from idle
    inner join completed
        on idle.person = completed.person
        and idle.since_on <= completed.happened_on
        and completed.happened_on < coalesce(idle.until_on, date '9999-12-31')
    inner join {{ ref('rules') }} as r
        on r.rule = 'idle_training.' || completed.kind
        and r.city = '{{ var("province") }}'
        and completed.happened_on between r.valid_from and r.valid_to
    group by idle.seq
),

counted as (
    select 'idle_persons' as metric, seq, person, city, state, idle_on as day, seq as by_seq, until_on, until_seq from idle
    union all
    select
        'idle_trained' as metric, idle.seq, idle.person, idle.city, idle.state,
        greatest(idle.idle_on, trained.trained_on) as day, trained.trained_seq as by_seq, idle.until_on, idle.until_seq
    from idle
    inner join trained on idle.seq = trained.seq
),

flows as (
    select metric, person, city, state, day, by_seq, 1 as persons, 'in' as flow from counted
    where until_on is null or day < until_on
    union all
    select metric, person, city, state, until_on as day, until_seq as by_seq, -1 as persons, 'out' as flow from counted
    where day < until_on
)

select
    metric,
    city,
    {{ reporting_month('idle_trained', 'day') }} as period,
    person as subject,
    by_seq as event_seq,
    cast(persons as decimal(18, 4)) as amount,
    json_object('state', state, 'flow', flow) as dimensions
from flows
