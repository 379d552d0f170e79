-- One row per loan_issued event. A guaranteed start-up loan is paid out; a firm's loan is in its owner's name (商洛市 2012 四).
with logged as (
    {{ logged('loan_issued', ['city', 'borrower', 'enterprise', 'amount_yuan', 'months', 'is_discounted']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as city,
    v[2] as borrower,
    v[3] as enterprise,
    cast(v[4] as decimal(18, 4)) as amount_yuan,
    cast(v[5] as integer) as months,
    cast(v[6] as boolean) as is_discounted
from logged
