-- One row per spell of registered unemployment of a touched person.
-- Rule (人社厅发〔2020〕79号; 人社厅发〔2020〕3号): a registration opens a spell unless one is open; it ends with the first
-- deregistration, pension or death after it.
with registered as (
    {{ standing_of_touched(ref('stg_registration__unemployment_registered'), {
        'city': 'varchar', 'cause': 'varchar', 'off_post_origin': 'varchar',
    }) }}
),

deregistered as (
    {{ standing_of_touched(ref('stg_registration__unemployment_deregistered'), {'reason': 'varchar'}) }}
),

closings as (
    select seq, event_source, event_id, person, happened_on, reason
    from deregistered
    union all
    select seq, event_source, event_id, person, ended_on as happened_on, kind as reason
    from {{ ref('int_persons__employment_ends') }}
    where kind in ('pensioned', 'died')
),

closed as (
    select
        registered.seq,
        min(closings.happened_on) as closed_on,
        arg_min(closings.seq, (closings.happened_on, closings.event_source, closings.event_id)) as closed_by_seq,
        arg_min(closings.reason, (closings.happened_on, closings.event_source, closings.event_id)) as closing_reason
    from registered
    inner join closings on registered.person = closings.person and registered.happened_on < closings.happened_on
    group by registered.seq
),

spells as (
    select
        registered.seq,
        registered.event_source,
        registered.event_id,
        registered.person,
        registered.city,
        registered.cause,
        registered.off_post_origin,
        registered.happened_on as registered_on,
        closed.closed_on,
        closed.closed_by_seq,
        closed.closing_reason,
        max(coalesce(closed.closed_on, date '9999-12-31')) over (
            partition by registered.person
            order by registered.happened_on, registered.event_source, registered.event_id
            rows between unbounded preceding and 1 preceding
        ) as open_until
    from registered
    left join closed on registered.seq = closed.seq
)

select
    seq,
    event_source,
    event_id,
    person,
    city,
    cause,
    off_post_origin,
    registered_on,
    closed_on,
    closed_by_seq,
    closing_reason
from spells
where registered_on >= coalesce(open_until, registered_on)
