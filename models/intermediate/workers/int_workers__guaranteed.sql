-- One row per worker in scope who got the services owed to him, with the event that completed them.
-- Rule (冀人社发〔2018〕38号 四; A5, A7): at least three posts recommended, and at least one of guidance, service or
-- training, from the roster to the end of that year.
with in_scope as (
    select * from {{ ref('int_workers__in_scope') }}
),

recommended as (
    {{ standing_of_touched(ref('stg_service__job_recommended'), {'city': 'varchar'}) }}
),

guided as (
    {{ standing_of_touched(ref('stg_service__guidance_given'), {'city': 'varchar'}) }}
),

trained as (
    {{ standing_of_touched(ref('stg_service__training_completed'), {'city': 'varchar'}) }}
),

services as (
    select seq, event_source, event_id, person, happened_on, 'recommendation' as service from recommended
    union all
    select seq, event_source, event_id, person, happened_on, 'service' as service from guided
    union all
    select seq, event_source, event_id, person, happened_on, 'service' as service from trained
),

received as (
    select
        in_scope.person,
        in_scope.programme_year,
        in_scope.city,
        in_scope.rostered_on,
        services.service,
        services.seq,
        services.event_source,
        services.event_id,
        services.happened_on,
        row_number() over (
            partition by in_scope.person, in_scope.programme_year, services.service
            order by services.happened_on, services.event_source, services.event_id
        ) as nth
    from in_scope
    inner join services
        on in_scope.person = services.person
        and services.happened_on between in_scope.rostered_on and make_date(year(in_scope.rostered_on), 12, 31)
),

completing as (
    select *
    from received
    where
        (service = 'recommendation' and nth = {{ rule('recommendations_owed', 'integer', 'rostered_on') }})
        or (service = 'service' and nth = {{ rule('services_owed', 'integer', 'rostered_on') }})
)

select
    person,
    programme_year,
    any_value(city) as city,
    max(happened_on) as guaranteed_on,
    arg_max(seq, (happened_on, event_source, event_id)) as seq
from completing
group by person, programme_year
having count(*) = 2
