-- One row per monitored enterprise, month and what its report adds (touched enterprises): itself, base, hired, reduced by type, moved, end, hidden.
-- 失业动态监测 (人社部发〔2009〕152号; 辽政办发〔2016〕75号 一(一)): 净变动 = 新招 − 减员; 变动率 = 净变动 / 建档期; 隐性失业率 = 隐性失业 / 调查期末.
-- A month's base, end and hidden stand for that month only: they leave the level in the next, and that is posted ahead
-- (docs/adr/0020). An enterprise that enters or leaves the panel brings or takes its base and its end, never a change.
with monitored as (
    select
        *,
        json_object(
            'industry', industry, 'ownership', ownership, 'size', size, 'is_giant', is_giant, 'state', operating_state,
            'wage_yuan', average_wage_yuan
        ) as told
    from {{ ref('int_enterprises__monitored') }}
),

levels as (
    {% for metric, column in {
        'monitored_enterprises': '1', 'monitored_base': 'base_persons', 'monitored_end': 'end_persons',
        'hidden_unemployed': 'hidden_unemployed_persons',
    }.items() %}
    select seq, enterprise, city, month, told, '{{ metric }}' as metric, {{ column }} as amount from monitored
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

reductions as (
    {% for reduction in ['employer', 'worker', 'expiry', 'otherwise', 'untold'] %}
    select seq, enterprise, city, month, told, '{{ reduction }}' as reduction, {{ reduction }}_persons as amount from monitored
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

flows as (
    select seq, enterprise, city, month, 'monitored_hired' as metric, hired_persons as amount, told as dimensions from monitored
    union all
    select seq, enterprise, city, month, 'monitored_moved' as metric, moved_persons as amount, told as dimensions from monitored
    union all
    select
        seq, enterprise, city, month, 'monitored_reduced' as metric, amount,
        json_merge_patch(told, json_object('reduction', reduction)) as dimensions
    from reductions
),

posted as (
    select seq, enterprise, city, month, metric, amount, json_merge_patch(told, json_object('flow', 'in')) as dimensions from levels
    union all
    select
        seq, enterprise, city, cast(month + interval 1 month as date) as month, metric, -amount as amount,
        json_merge_patch(told, json_object('flow', 'out')) as dimensions
    from levels
    union all
    select seq, enterprise, city, month, metric, amount, dimensions from flows
    where month >= {{ rule('ledger_opens_on', 'date', 'month') }}
)

select
    metric,
    city,
    month as period,
    enterprise as subject,
    seq as event_seq,
    cast(amount as decimal(18, 4)) as amount,
    dimensions
from posted
where amount <> 0
