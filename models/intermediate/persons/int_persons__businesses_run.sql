-- One row per business that a touched person registered: since when and until when it ran, and whether it was his first.
-- Rule (鸡西市 2018-05-22 三(九) 首次创办小微企业或从事个体经营; 工商个字〔2016〕138号 二、三): it runs from its registration until its
-- deregistration; a merger is no end.
with registered as (
    {{ standing_of_touched(ref('stg_registration__business_registered'), {'city': 'varchar', 'enterprise': 'varchar'}) }}
),

deregistered as (
    {{ standing_of_cities(ref('stg_registration__business_deregistered'), {
        'enterprise': 'varchar', 'reason': 'varchar',
    }) }}
),

closed as (
    select
        registered.seq,
        min(cast(deregistered.effective_at as date)) as closed_on
    from registered
    inner join deregistered
        on registered.enterprise = deregistered.enterprise
        and deregistered.reason <> 'merged'
        and cast(deregistered.effective_at as date) >= registered.happened_on
    group by registered.seq
)

select
    registered.seq,
    registered.event_source,
    registered.event_id,
    registered.person,
    registered.city,
    registered.happened_on as opened_on,
    closed.closed_on,
    row_number() over (
        partition by registered.person
        order by registered.happened_on, registered.event_source, registered.event_id
    ) = 1 as is_first
from registered
left join closed on registered.seq = closed.seq
