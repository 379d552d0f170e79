-- One row per time that a worker in scope could not be reached: since when, until when, and when the protocol was done.
-- Rule (冀人社发〔2018〕38号 三): a worker not reached for the time being is sought by data comparison, posted notice, newspaper or
-- web notice, and filed with the labour office for its check. The protocol is done with the filing, after as many of these
-- ways as the rule asks; it ends when the worker is reached.
with in_scope as (
    select * from {{ ref('int_workers__in_scope') }}
),

attempted as (
    {{ standing_of_touched(ref('stg_enterprise__contact_attempted'), {
        'enterprise': 'varchar', 'method': 'varchar', 'outcome': 'varchar',
    }) }}
),

attempts as (
    select
        in_scope.person,
        in_scope.programme_year,
        in_scope.city,
        attempted.seq,
        attempted.event_source,
        attempted.event_id,
        attempted.happened_on,
        attempted.method,
        attempted.outcome
    from in_scope
    inner join attempted
        on in_scope.person = attempted.person
        and in_scope.enterprise = attempted.enterprise
        and in_scope.rostered_on <= attempted.happened_on
        and year(in_scope.rostered_on) = year(attempted.happened_on)
),

missed as (
    select
        attempts.*,
        min(reached.happened_on) as reached_on,
        arg_min(reached.seq, (reached.happened_on, reached.event_source, reached.event_id)) as reached_by_seq
    from attempts
    left join attempts as reached
        on attempts.person = reached.person
        and attempts.programme_year = reached.programme_year
        and reached.outcome = 'reached'
        and attempts.happened_on < reached.happened_on
    where attempts.outcome = 'not_reached'
    group by all
),

spells as (
    select
        person,
        programme_year,
        city,
        coalesce(reached_on, date '9999-12-31') as until_on,
        any_value(reached_by_seq) as reached_by_seq,
        min(happened_on) as since_on,
        arg_min(seq, (happened_on, event_source, event_id)) as seq
    from missed
    group by person, programme_year, city, reached_on
),

sought as (
    select
        missed.person,
        missed.programme_year,
        coalesce(missed.reached_on, date '9999-12-31') as until_on,
        missed.method,
        min(missed.happened_on) as tried_on
    from missed
    inner join {{ ref('rules') }} as r
        on r.rule = 'contact_method.' || missed.method
        and r.city = '{{ var("province") }}'
        and missed.happened_on between r.valid_from and r.valid_to
    group by all
),

enough as (
    select
        spells.person,
        spells.programme_year,
        spells.until_on,
        sought.tried_on as sought_on
    from spells
    inner join sought
        on spells.person = sought.person
        and spells.programme_year = sought.programme_year
        and spells.until_on = sought.until_on
    qualify row_number() over (
        partition by spells.person, spells.programme_year, spells.until_on
        order by sought.tried_on, sought.method
    ) = {{ rule('contact_methods_owed', 'integer', 'spells.since_on') }}
),

filed as (
    select
        missed.person,
        missed.programme_year,
        enough.until_on,
        min(missed.happened_on) as filed_on,
        arg_min(missed.seq, (missed.happened_on, missed.event_source, missed.event_id)) as filed_by_seq
    from missed
    inner join enough
        on missed.person = enough.person
        and missed.programme_year = enough.programme_year
        and coalesce(missed.reached_on, date '9999-12-31') = enough.until_on
        and missed.method = 'bureau_filing'
        and missed.happened_on >= enough.sought_on
    group by all
)

select
    spells.*,
    filed.filed_on,
    filed.filed_by_seq
from spells
left join filed
    on spells.person = filed.person
    and spells.programme_year = filed.programme_year
    and spells.until_on = filed.until_on
