-- One row per time that a touched person was certified as hard to employ: from when until when.
-- Rule (就业促进法 52; 就业援助退出条件): a certification opens a spell unless one is open, whatever its category; it ends
-- with the first exit, pension or death after it.
with certified as (
    {{ standing_of_touched(ref('stg_registration__hardship_certified'), {'city': 'varchar', 'category': 'varchar'}) }}
),

exited as (
    {{ standing_of_touched(ref('stg_registration__hardship_exited'), {'reason': 'varchar'}) }}
),

closings as (
    select seq, event_source, event_id, person, happened_on, reason
    from exited
    union all
    select seq, event_source, event_id, person, ended_on as happened_on, kind as reason
    from {{ ref('int_persons__employment_ends') }}
    where kind in ('pensioned', 'died')
),

closed as (
    select
        certified.seq,
        min(closings.happened_on) as exited_on,
        arg_min(closings.seq, (closings.happened_on, closings.event_source, closings.event_id)) as exited_by_seq,
        arg_min(closings.reason, (closings.happened_on, closings.event_source, closings.event_id)) as exit_reason
    from certified
    inner join closings on certified.person = closings.person and certified.happened_on < closings.happened_on
    group by certified.seq
),

spells as (
    select
        certified.seq,
        certified.event_source,
        certified.event_id,
        certified.person,
        certified.city,
        certified.category,
        certified.happened_on as certified_on,
        closed.exited_on,
        closed.exited_by_seq,
        closed.exit_reason,
        max(coalesce(closed.exited_on, date '9999-12-31')) over (
            partition by certified.person
            order by certified.happened_on, certified.event_source, certified.event_id
            rows between unbounded preceding and 1 preceding
        ) as open_until
    from certified
    left join closed on certified.seq = closed.seq
)

select
    seq,
    event_source,
    event_id,
    person,
    city,
    category,
    certified_on,
    exited_on,
    exited_by_seq,
    exit_reason
from spells
where certified_on >= coalesce(open_until, certified_on)
