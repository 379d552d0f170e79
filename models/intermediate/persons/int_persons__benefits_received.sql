-- One row per benefit that a touched person received, with the days that it is for.
-- Rule (辽政办发〔2016〕75号 七(十七) 享受扶持政策项目、内容、时间): what is given by the month is for its months, from the first day of the first to the
-- last day of the last; what is given once is for the day on which it is given. Site subsidy and tax relief given as start-up
-- support are benefits, too (五(十三); 商洛市政府办 2012-06-01 三), and so are a guaranteed loan, a post recommended or guidance given
-- free of charge, and unemployment benefit from the day it starts (冀人社发〔2018〕38号 六).
with granted as (
    {{ standing_of_touched(ref('stg_service__benefit_granted'), {
        'city': 'varchar', 'item': 'varchar', 'amount_yuan': 'decimal(18, 4)', 'from_month': 'varchar', 'to_month': 'varchar',
    }) }}
),

supported as (
    {{ standing_of_touched(ref('stg_service__startup_supported'), {'city': 'varchar', 'kind': 'varchar'}) }}
),

received as (
    select * from granted
    union all by name
    select seq, event_source, event_id, person, happened_on, city, kind as item
    from supported
    where kind in ('site_subsidy', 'tax_relief')
    {% for model, item in {
        'stg_service__loan_issued': 'guaranteed_loan', 'stg_service__job_recommended': 'free_service',
        'stg_service__guidance_given': 'free_service', 'stg_insurance__unemployment_benefit_started': 'unemployment_benefit',
    }.items() %}
    union all by name
    select seq, event_source, event_id, person, happened_on, city, '{{ item }}' as item
    from ({{ standing_of_touched(ref(model), {'city': 'varchar'}) }})
    {% endfor %}
)

select
    seq,
    event_source,
    event_id,
    person,
    city,
    item,
    amount_yuan,
    happened_on as granted_on,
    from_month is not null as is_monthly,
    case when from_month is null then happened_on else last_day(cast(from_month || '-01' as date)) end as first_month_until,
    case when from_month is null then happened_on else cast(from_month || '-01' as date) end as from_on,
    case when to_month is null then happened_on else cast(to_month || '-01' as date) end as last_month_from,
    case when to_month is null then happened_on else last_day(cast(to_month || '-01' as date)) end as to_on
from received
