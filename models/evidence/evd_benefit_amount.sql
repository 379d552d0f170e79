-- One row per benefit received (touched persons), in 元, by item.
-- 享受扶持政策金额 (政策落实台账, 辽政办发〔2016〕75号 七(十七)).
with granted as (
    {{ standing_of_touched(ref('stg_service__benefit_granted'), {
        'city': 'varchar', 'item': 'varchar', 'amount_yuan': 'decimal(18, 4)',
    }) }}
)

select
    'benefit_amount' as metric,
    city,
    {{ reporting_month('benefit_amount', 'happened_on') }} as period,
    person as subject,
    seq as event_seq,
    amount_yuan as amount,
    json_object('item', item) as dimensions
from granted
where amount_yuan > 0 and happened_on >= {{ rule('ledger_opens_on', 'date', 'happened_on') }}
