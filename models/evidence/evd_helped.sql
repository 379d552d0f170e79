-- One row per day on which a helper first stands beside someone hard to employ (touched persons) or a zero-employment household (+1), and
-- on which that one is off the list (−1); their running sum is who has a helper.
-- 建档立卡、“一对一”就业援助 (冀人社发〔2018〕38号 四); 出现一人、帮扶一人、就业一人 (商洛市政府办 2012-06-01 六): whoever is assigned while the
-- certification or the household stands counts until its end; another helper follows the first. Whoever is named for a household stands
-- beside the household, and not beside its member. The helper is a token.
with assigned_persons as (
    {{ standing_of_touched(ref('stg_service__helper_assigned'), {'helper': 'varchar', 'household': 'varchar'}) }}
),

assigned_households as (
    {{ standing_of_cities(ref('stg_service__helper_assigned'), {'helper': 'varchar', 'household': 'varchar'}) }}
),

beside as (
    select
        'hard_to_employ_helped' as metric, spells.seq as spell_seq, spells.person as subject, spells.city,
        spells.exited_on as until_on, spells.exited_by_seq as until_seq,
        assigned.happened_on as helped_on, assigned.seq, assigned.event_source, assigned.event_id, assigned.helper
    from {{ ref('int_persons__hard_to_employ') }} as spells
    inner join assigned_persons as assigned
        on spells.person = assigned.person
        and spells.certified_on <= assigned.happened_on
        and assigned.happened_on < coalesce(spells.exited_on, date '9999-12-31')
        and assigned.household is null
    union all
    select
        'households_helped' as metric, spells.seq as spell_seq, spells.household as subject, spells.city,
        spells.cleared_on as until_on, spells.cleared_by_seq as until_seq,
        cast(assigned.effective_at as date) as helped_on, assigned.seq, assigned.event_source, assigned.event_id, assigned.helper
    from {{ ref('int_households__spells') }} as spells
    inner join assigned_households as assigned
        on spells.household = assigned.household
        and spells.recognised_on <= cast(assigned.effective_at as date)
        and cast(assigned.effective_at as date) < coalesce(spells.cleared_on, date '9999-12-31')
),

helped as (
    select * from beside
    qualify row_number() over (partition by metric, spell_seq order by helped_on, event_source, event_id) = 1
),

flows as (
    select metric, subject, city, helped_on as day, seq, 1 as amount, json_object('flow', 'in', 'helper', helper) as dimensions
    from helped
    union all
    select metric, subject, city, until_on as day, until_seq as seq, -1 as amount, json_object('flow', 'out') as dimensions
    from helped
    where until_on is not null
)

select
    metric,
    city,
    {{ reporting_month('helped', 'day') }} as period,
    subject,
    seq as event_seq,
    cast(amount as decimal(18, 4)) as amount,
    dimensions
from flows
