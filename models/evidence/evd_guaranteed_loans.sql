-- One row per guaranteed start-up loan paid out (touched persons), in 万元.
-- 新增创业(小额)担保贷款 (商洛市政府办 2012-06-01 四): the sum paid out in the year; a firm's loan is in its owner's name.
with issued as (
    {{ standing_of_touched(ref('stg_service__loan_issued'), {
        'city': 'varchar', 'borrower': 'varchar', 'amount_yuan': 'decimal(18, 4)',
    }) }}
)

select
    'guaranteed_loans' as metric,
    city,
    {{ reporting_month('guaranteed_loans', 'happened_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(amount_yuan / 10000 as decimal(18, 4)) as amount,
    json_object('borrower', borrower) as dimensions
from issued
where happened_on >= {{ rule('ledger_opens_on', 'date', 'happened_on') }}
