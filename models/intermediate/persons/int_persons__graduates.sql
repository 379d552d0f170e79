-- One row per touched person and graduation year: the graduate in the real-name register, and what became of him.
-- Rule (人社统报表制度 附录及逻辑关系式; 辽政办发〔2016〕75号 五(十二); 商洛市政府办 2012-06-01 六): a graduate is in the register from his first
-- entry until the cohort ends, on 30 June of the year after graduation. Until then he is served by any recommendation,
-- guidance, training or start-up support after he said he seeks work, and settled by a destination that counts as settled
-- or a start of employment after his first entry.
with registered as (
    {{ standing_of_touched(ref('stg_registration__graduate_registered'), {
        'city': 'varchar', 'graduated_at': 'date', 'destination': 'varchar', 'school': 'varchar',
    }) }}
),

entries as (
    select
        *,
        cast(
            make_date(
                year(graduated_at) + 1, {{ rule('graduate_cohort_starts_in_month', 'integer', 'happened_on') }}, 1
            ) as date
        ) as cohort_ended_on
    from registered
    where happened_on < make_date(
        year(graduated_at) + 1, {{ rule('graduate_cohort_starts_in_month', 'integer', 'happened_on') }}, 1
    )
),

cohort as (
    select
        person,
        cohort_ended_on,
        min(happened_on) as registered_on,
        arg_min(seq, (happened_on, event_source, event_id)) as registered_seq,
        arg_min(city, (happened_on, event_source, event_id)) as city,
        coalesce(arg_min(school, (happened_on, event_source, event_id)), 'untold') as school,
        min(happened_on) filter (where destination = 'seeking') as seeking_on,
        arg_min(seq, (happened_on, event_source, event_id)) filter (where destination = 'seeking') as seeking_seq
    from entries
    group by person, cohort_ended_on
),

services as (
    {% for event in ['job_recommended', 'guidance_given', 'training_started', 'training_completed', 'startup_supported'] %}
    select seq, event_source, event_id, person, happened_on
    from ({{ standing_of_touched(ref('stg_service__' ~ event), {'city': 'varchar'}) }})
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

served as (
    select
        cohort.person,
        cohort.cohort_ended_on,
        min(services.happened_on) as served_on,
        arg_min(services.seq, (services.happened_on, services.event_source, services.event_id)) as served_seq
    from cohort
    inner join services
        on cohort.person = services.person
        and services.happened_on >= cohort.seeking_on
        and services.happened_on < cohort.cohort_ended_on
    group by cohort.person, cohort.cohort_ended_on
),

settlings as (
    select person, seq, event_source, event_id, happened_on as settled_on, destination as way
    from entries
    where exists (
        select 1
        from {{ ref('rules') }} as r
        where
            r.rule = 'graduate_settled.' || entries.destination
            and r.city = '{{ var("province") }}'
            and entries.happened_on between r.valid_from and r.valid_to
    )
    union all
    select person, seq, event_source, event_id, started_on as settled_on, proof as way
    from {{ ref('int_persons__employment_starts') }}
),

settled as (
    select
        cohort.person,
        cohort.cohort_ended_on,
        min(settlings.settled_on) as settled_on,
        arg_min(settlings.seq, (settlings.settled_on, settlings.event_source, settlings.event_id)) as settled_seq,
        arg_min(settlings.way, (settlings.settled_on, settlings.event_source, settlings.event_id)) as way
    from cohort
    inner join settlings
        on cohort.person = settlings.person
        and settlings.settled_on >= cohort.registered_on
        and settlings.settled_on < cohort.cohort_ended_on
    group by cohort.person, cohort.cohort_ended_on
)

select
    cohort.*,
    served.served_on,
    served.served_seq,
    settled.settled_on,
    settled.settled_seq,
    settled.way
from cohort
left join served on cohort.person = served.person and cohort.cohort_ended_on = served.cohort_ended_on
left join settled on cohort.person = settled.person and cohort.cohort_ended_on = settled.cohort_ended_on
