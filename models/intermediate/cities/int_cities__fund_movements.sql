-- One row per movement of a fund's money in a city, with its sign in the balance.
-- Rule (冀人社发〔2018〕38号 七; 商洛市政府办 2012-06-01 三): the balance is received − spent + moved in − moved out. Allocating
-- money inside a city says whom it is for; it is still there until it is spent.
with received as (
    {{ standing_of_cities(ref('stg_finance__fund_received'), {
        'city': 'varchar', 'fund': 'varchar', 'origin': 'varchar', 'amount_yuan': 'decimal(18, 4)',
    }) }}
),

allocated as (
    {{ standing_of_cities(ref('stg_finance__fund_allocated'), {
        'city': 'varchar', 'fund': 'varchar', 'part': 'varchar', 'amount_yuan': 'decimal(18, 4)',
    }) }}
),

spent as (
    {{ standing_of_cities(ref('stg_finance__fund_spent'), {
        'city': 'varchar', 'fund': 'varchar', 'purpose': 'varchar', 'amount_yuan': 'decimal(18, 4)',
    }) }}
),

reallocated as (
    {{ standing_of_cities(ref('stg_finance__fund_reallocated'), {
        'city': 'varchar', 'to_city': 'varchar', 'fund': 'varchar', 'amount_yuan': 'decimal(18, 4)',
    }) }}
),

movements as (
    select seq, city, effective_at, fund, amount_yuan, 'received' as movement, origin as detail, 1 as balance_sign from received
    union all
    select seq, city, effective_at, fund, amount_yuan, 'allocated' as movement, part as detail, 0 as balance_sign from allocated
    union all
    select seq, city, effective_at, fund, amount_yuan, 'spent' as movement, purpose as detail, -1 as balance_sign from spent
    union all
    select seq, city, effective_at, fund, amount_yuan, 'moved_out' as movement, to_city as detail, -1 as balance_sign
    from reallocated
    union all
    select seq, to_city as city, effective_at, fund, amount_yuan, 'moved_in' as movement, city as detail, 1 as balance_sign
    from reallocated
)

select
    seq,
    city,
    fund,
    movement,
    detail,
    balance_sign,
    cast(amount_yuan / 10000 as decimal(18, 4)) as amount_wan_yuan,
    cast(effective_at as date) as moved_on
from movements
