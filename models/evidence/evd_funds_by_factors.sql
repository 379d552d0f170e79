-- One row per city, month in which a fund's base part was allocated to cities, and factor: what the factor gives the city, in 万元.
-- 因素分配 (冀人社发〔2018〕38号 七 加大职工安置因素，不得按去产能任务量简单分配，不得按企业户数平均分配; 鸡西市 2018-05-22 七(二十二)): of what was allocated
-- to all cities together that month, each factor gives its weight (`allocation_weight.<fund>_<factor>`, in %), shared as the cities have of
-- it in that year, as last published. Beside it `funds_allocated`, what was allocated.
with published as (
    {{ standing_of_cities(ref('stg_finance__allocation_factor_published'), {
        'city': 'varchar', 'fund': 'varchar', 'year': 'integer', 'factor': 'varchar', 'quantity': 'decimal(18, 4)',
    }) }}
),

factors as (
    select
        *,
        sum(quantity) over (partition by fund, year, factor) as all_quantity
    from (
        select * from published
        qualify row_number() over (
            partition by city, fund, year, factor
            order by effective_at desc, event_source desc, event_id desc
        ) = 1
    ) as last_published
),

allocated as (
    {{ standing_of_cities(ref('stg_finance__fund_allocated'), {
        'city': 'varchar', 'fund': 'varchar', 'year': 'integer', 'part': 'varchar', 'amount_yuan': 'decimal(18, 4)',
        'enterprise': 'varchar',
    }) }}
),

pools as (
    select
        fund,
        year,
        cast(date_trunc('month', effective_at) as date) as month,
        cast(sum(amount_yuan) / 10000 as decimal(18, 4)) as pool_wan_yuan
    from allocated
    where part = 'base' and enterprise is null
    group by all
)

select
    'funds_by_factors' as metric,
    factors.city,
    pools.month as period,
    factors.city as subject,
    factors.seq as event_seq,
    cast(round(
        pools.pool_wan_yuan * cast(weights.value as integer) / 100 * factors.quantity / factors.all_quantity, 2
    ) as decimal(18, 4)) as amount,
    json_object('fund', factors.fund, 'factor', factors.factor) as dimensions
from pools
inner join factors on pools.fund = factors.fund and pools.year = factors.year
inner join {{ ref('rules') }} as weights
    on weights.rule = 'allocation_weight.' || factors.fund || '_' || factors.factor
    and weights.city = '{{ var("province") }}'
    and pools.month between weights.valid_from and weights.valid_to
where factors.all_quantity > 0 and pools.month >= {{ rule('ledger_opens_on', 'date', 'pools.month') }}
