-- One row per sum of a fund spent in a city: for a purpose that the fund does not permit, in 万元; and where it says how many
-- persons it helped, they and the sum.
-- 资金用途 (冀人社发〔2018〕38号 四 稳岗补贴和奖补资金的用途; 七 挤占、截留、挪用): a purpose that no rule lists for the fund (`fund_use.<fund>_<purpose>`) is a
-- lead; funds of which the packs list no use are not judged. 资金与任务相适应 (商洛市政府办 2012-06-01 三): what was spent, and on how many.
with spent as (
    select *, cast(effective_at as date) as spent_on
    from ({{ standing_of_cities(ref('stg_finance__fund_spent'), {
        'city': 'varchar', 'fund': 'varchar', 'purpose': 'varchar', 'amount_yuan': 'decimal(18, 4)', 'helped_persons': 'integer',
    }) }})
),

judged as (
    select
        spent.*,
        count(uses.rule) > 0 as is_ruled,
        coalesce(bool_or(uses.rule = 'fund_use.' || spent.fund || '_' || spent.purpose), false) as is_permitted
    from spent
    left join {{ ref('rules') }} as uses
        on starts_with(uses.rule, 'fund_use.' || spent.fund || '_')
        and uses.city in (spent.city, '{{ var("province") }}')
        and spent.spent_on between uses.valid_from and uses.valid_to
    where spent.spent_on >= {{ rule('ledger_opens_on', 'date', 'spent.spent_on') }}
    group by all
),

posted as (
    select *, 'funds_misspent' as metric, cast(amount_yuan / 10000 as decimal(18, 4)) as amount
    from judged
    where is_ruled and not is_permitted
    union all
    select *, 'funds_helped_persons' as metric, cast(helped_persons as decimal(18, 4)) as amount
    from judged
    where helped_persons > 0
    union all
    select *, 'funds_spent_on_helped' as metric, cast(amount_yuan / 10000 as decimal(18, 4)) as amount
    from judged
    where helped_persons > 0
)

select
    metric,
    city,
    {{ reporting_month('funds_judged', 'spent_on') }} as period,
    city as subject,
    seq as event_seq,
    amount,
    json_object('fund', fund, 'detail', purpose) as dimensions
from posted
