-- One row per entry of a person into an incubation base (touched persons), per business in a base (±1), and per business that lasted there.
-- 创业孵化平台优先接纳离岗失业人员的创业项目 (辽政办发〔2016〕75号 三(八); 冀人社发〔2018〕38号 四); 按孵化实体数量和孵化效果奖补 (鸡西市 2018-05-22
-- 三(八)): a business is in its base from entry until it closes, a merger is no end; it lasted if it ran the dated months from
-- its entry. That is posted ahead, for a month to come (docs/adr/0020).
with admitted as (
    {{ standing_of_touched(ref('stg_service__startup_supported'), {'city': 'varchar', 'kind': 'varchar', 'base': 'varchar'}) }}
),

entries as (
    select
        *,
        case
            when exists (
                select 1 from {{ ref('int_workers__in_scope') }} as workers
                where workers.person = admitted.person and workers.rostered_on <= admitted.happened_on
            ) then 'diverted'
            when exists (
                select 1 from {{ ref('int_persons__unemployment_spells') }} as spells
                where spells.person = admitted.person and spells.registered_on <= admitted.happened_on
            ) then 'unemployed'
            else 'other'
        end as origin
    from admitted
    where kind = 'incubation'
    qualify row_number() over (partition by person, base order by happened_on, event_source, event_id) = 1
),

told as (
    {{ standing_of_cities(ref('stg_service__startup_supported'), {
        'city': 'varchar', 'kind': 'varchar', 'base': 'varchar', 'enterprise': 'varchar',
    }) }}
),

deregistered as (
    {{ standing_of_cities(ref('stg_registration__business_deregistered'), {'enterprise': 'varchar', 'reason': 'varchar'}) }}
),

entities as (
    select
        base,
        enterprise,
        arg_min(city, (effective_at, event_source, event_id)) as city,
        arg_min(seq, (effective_at, event_source, event_id)) as seq,
        cast(min(effective_at) as date) as entered_on
    from told
    where kind = 'incubation' and enterprise is not null
    group by base, enterprise
),

housed as (
    select
        entities.*,
        cast(
            entities.entered_on + to_months({{ rule('startup_retained_months', 'integer', 'entities.entered_on') }}) as date
        ) as judged_on,
        cast(min(deregistered.effective_at) as date) as ended_on,
        arg_min(
            deregistered.seq, (deregistered.effective_at, deregistered.event_source, deregistered.event_id)
        ) as ended_by_seq
    from entities
    left join deregistered
        on entities.enterprise = deregistered.enterprise
        and deregistered.reason <> 'merged'
        and entities.entered_on <= cast(deregistered.effective_at as date)
    group by all
),

posted as (
    select
        'incubation_entries' as metric, person as subject, city, happened_on as day, seq, 1 as amount,
        json_object('base', base, 'origin', origin) as dimensions
    from entries
    union all
    select
        'incubated_entities' as metric, enterprise as subject, city, entered_on as day, seq, 1 as amount,
        json_object('base', base, 'flow', 'in') as dimensions
    from housed
    union all
    select
        'incubated_entities' as metric, enterprise as subject, city, ended_on as day, ended_by_seq as seq, -1 as amount,
        json_object('base', base, 'flow', 'out') as dimensions
    from housed
    where ended_on is not null
    union all
    select
        'incubated_entities_lasted' as metric, enterprise as subject, city, judged_on as day, seq, 1 as amount,
        json_object('base', base) as dimensions
    from housed
    where ended_on is null or ended_on >= judged_on
)

select
    metric,
    city,
    {{ reporting_month('incubation', 'day') }} as period,
    subject,
    seq as event_seq,
    cast(amount as decimal(18, 4)) as amount,
    dimensions
from posted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }} or metric = 'incubated_entities'
