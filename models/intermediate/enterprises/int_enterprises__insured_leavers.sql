-- One row per leaver of a touched enterprise, enterprise and day on which his insurance begins there, or moves there.
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

started as (
    {{ standing_of_cities(ref('stg_insurance__insurance_started'), {
        'subject': 'varchar', 'enterprise': 'varchar', 'insurance': 'varchar',
    }, 'e.subject in (select tokens.token from tokens)') }}
),

transferred as (
    {{ standing_of_cities(ref('stg_insurance__insurance_transferred'), {
        'subject': 'varchar', 'enterprise': 'varchar', 'insurance': 'varchar',
    }, 'e.subject in (select tokens.token from tokens)') }}
),

starts as (
    select subject, enterprise, insurance, effective_at from started
    union all
    select subject, enterprise, insurance, effective_at from transferred
)

select distinct
    tokens.person,
    starts.enterprise,
    cast(starts.effective_at as date) as started_on
from starts
inner join tokens on starts.subject = tokens.token
where starts.insurance = {{ rule('employment_insurance', 'varchar', 'cast(starts.effective_at as date)') }}
