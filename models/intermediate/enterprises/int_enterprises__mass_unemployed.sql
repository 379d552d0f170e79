-- One row per person registered as unemployed after leaving a touched enterprise, in a crowd that is a sign of mass unemployment.
-- Rule (冀人社发〔2018〕38号 一 不发生规模性失业; 六 及早捕捉苗头): of those whose insurance at one enterprise ended, as many as the rule's sign register
-- as unemployed within its days; from the rule's number on it is mass unemployment. A person counts once for each time he left.
with leavers as (
    select * from {{ ref('int_enterprises__leavers') }}
),

merged as (
    select * from {{ ref('int_persons__merged') }}
),

tokens as (
    select person as token, person from leavers
    union
    select merged.token, merged.person
    from merged
    inner join leavers on merged.person = leavers.person
),

registered as (
    {{ standing_of_cities(ref('stg_registration__unemployment_registered'), {
        'subject': 'varchar', 'city': 'varchar',
    }, 'e.subject in (select tokens.token from tokens)') }}
),

ruled as (
    select
        *,
        cast(effective_at as date) as registered_on,
        {% for name in ['sign_persons', 'persons', 'days', 'after_days'] %}
        {{ rule('mass_unemployment_' ~ name, 'integer', 'cast(registered.effective_at as date)') }} as mass_{{ name }}{{ "," if not loop.last }}
        {% endfor %}
    from registered
),

last_left as (
    select
        ruled.*,
        leavers.enterprise,
        leavers.person,
        leavers.left_on
    from ruled
    inner join tokens on ruled.subject = tokens.token
    inner join leavers
        on tokens.person = leavers.person
        and ruled.registered_on between leavers.left_on and leavers.left_on + ruled.mass_after_days
    qualify row_number() over (
        partition by ruled.seq, leavers.enterprise
        order by leavers.left_on desc, leavers.event_source desc, leavers.event_id desc
    ) = 1
),

first_registered as (
    select
        *,
        to_days(mass_days - 1) as reach
    from last_left
    qualify row_number() over (
        partition by person, enterprise, left_on
        order by registered_on, event_source, event_id
    ) = 1
),

rolled as (
    select
        *,
        count(*) over (
            partition by enterprise order by registered_on
            range between reach preceding and current row
        ) as persons_then
    from first_registered
),

-- a person is in every crowd that ends on his day or so many days later
crowded as (
    select
        *,
        max(persons_then) over (
            partition by enterprise order by registered_on
            range between current row and reach following
        ) as crowd_persons,
        max(registered_on) filter (where persons_then >= mass_persons) over (
            partition by enterprise order by registered_on, event_source, event_id
            rows between unbounded preceding and 1 preceding
        ) as mass_until
    from rolled
)

select
    seq,
    enterprise,
    city,
    person,
    registered_on,
    crowd_persons >= mass_persons as is_mass,
    persons_then >= mass_persons and coalesce(mass_until + mass_days <= registered_on, true) as begins_case
from crowded
where crowd_persons >= mass_sign_persons
