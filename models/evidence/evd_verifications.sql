-- One row per sample of a city (cases drawn), and per case of a touched person that was checked, and found untrue.
-- 抽查核查 (辽政办发〔2016〕75号 七(十五) 查验核实; 冀人社发〔2018〕38号 三, 七; 鸡西市 2018-05-22 七(二十二) 双随机抽查). A case is what was checked in one
-- sample; its last result stands. Not met or still open: neither true nor untrue, so not counted as checked.
with drawn as (
    {{ standing_of_cities(ref('stg_system__sample_drawn'), {
        'city': 'varchar', 'sample': 'varchar', 'claim': 'varchar', 'cases_count': 'bigint',
    }) }}
),

recorded as (
    {{ standing_of_touched(ref('stg_service__verification_recorded'), {
        'city': 'varchar', 'claim': 'varchar', 'proof': 'varchar', 'result': 'varchar', 'target_source': 'varchar',
        'target_id': 'varchar', 'sample': 'varchar',
    }) }}
),

last_results as (
    select * from recorded
    qualify row_number() over (
        partition by person, claim, target_source, target_id, sample
        order by happened_on desc, event_source desc, event_id desc
    ) = 1
),

posted as (
    select
        'cases_sampled' as metric, city, city as subject, cast(effective_at as date) as day, seq, cases_count as amount,
        json_object('claim', claim, 'sample', sample) as dimensions
    from drawn
    union all
    select
        'cases_checked' as metric, city, person as subject, happened_on as day, seq, 1 as amount,
        json_object('claim', claim, 'proof', proof, 'result', result, 'sample', coalesce(sample, 'directed')) as dimensions
    from last_results
    where result in ('confirmed', 'refuted')
    union all
    select
        'cases_refuted' as metric, city, person as subject, happened_on as day, seq, 1 as amount,
        json_object('claim', claim, 'proof', proof, 'sample', coalesce(sample, 'directed')) as dimensions
    from last_results
    where result = 'refuted'
)

select
    metric,
    city,
    {{ reporting_month('cases_checked', 'day') }} as period,
    subject,
    seq as event_seq,
    cast(amount as decimal(18, 4)) as amount,
    dimensions
from posted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }}
