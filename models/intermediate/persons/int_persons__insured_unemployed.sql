-- One row per spell of registered unemployment in which a touched person is entitled to unemployment benefit, and for how long.
-- Rule (社会保险法 45、46; 冀人社发〔2018〕38号 六 失业人员及时纳入失业保险): registered, out of work not by his own will (the causes that the
-- rules list), and with so many months of unemployment insurance paid by then as the rule asks; no longer than the months that
-- his years of insurance give.
with spells as (
    select
        spells.*,
        (
            select max(insured.paid_months)
            from {{ ref('int_persons__insured_months') }} as insured
            where insured.person = spells.person and insured.month <= spells.registered_on
        ) as paid_months
    from {{ ref('int_persons__unemployment_spells') }} as spells
    where exists (
        select 1
        from {{ ref('rules') }} as r
        where
            r.rule = 'involuntary_cause.' || spells.cause
            and r.city = '{{ var("province") }}'
            and spells.registered_on between r.valid_from and r.valid_to
    )
)

select
    spells.seq,
    spells.event_source,
    spells.event_id,
    spells.person,
    spells.city,
    spells.registered_on as since_on,
    least(spells.closed_on, cast(spells.registered_on + to_months(cast(steps.value as integer)) as date)) as until_on
from spells
inner join {{ ref('rules') }} as steps
    on steps.rule like 'benefit_months.%' and steps.city = '{{ var("province") }}'
    and spells.registered_on between steps.valid_from and steps.valid_to
    and spells.paid_months >= cast(split_part(steps.rule, '.', 2) as integer)
where spells.paid_months >= {{ rule('benefit_contribution_months', 'integer', 'spells.registered_on') }}
qualify row_number() over (partition by spells.seq order by cast(split_part(steps.rule, '.', 2) as integer) desc) = 1
