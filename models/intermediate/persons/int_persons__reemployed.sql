-- One row per counted employment of a touched person who was registered as unemployed before it.
-- Rule (河南 2017 通知): re-employed is who registered as unemployed and then found work in the period; a registration
-- closed for that work a few days earlier (the rule's grace days) is still that registration.
with counted as (
    select * from {{ ref('int_persons__counted_once_a_year') }}
),

unemployment_spells as (
    select * from {{ ref('int_persons__unemployment_spells') }}
)

select counted.*
from counted
where exists (
    select 1
    from unemployment_spells as u
    where
        u.person = counted.person
        and u.registered_on < counted.started_on
        and (
            coalesce(u.closed_on, date '9999-12-31') >= counted.started_on
            or (
                u.closing_reason in ('employed', 'self_employed')
                and counted.started_on - u.closed_on
                <= {{ rule('reemployment_grace_days', 'integer', 'counted.started_on') }}
            )
        )
)
