-- One row per person, item and year in which a benefit is received (touched persons): the first time.
-- 享受扶持政策人数 (政策落实台账, 辽政办发〔2016〕75号 七(十七)): one person counts once a year in each item.
with granted as (
    {{ standing_of_touched(ref('stg_service__benefit_granted'), {'city': 'varchar', 'item': 'varchar'}) }}
),

first_granted as (
    select * from granted
    qualify row_number() over (
        partition by person, item, year(happened_on)
        order by happened_on, event_source, event_id
    ) = 1
)

select
    'benefit_persons' as metric,
    city,
    {{ reporting_month('benefit_persons', 'happened_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('item', item) as dimensions
from first_granted
where happened_on >= {{ rule('ledger_opens_on', 'date', 'happened_on') }}
