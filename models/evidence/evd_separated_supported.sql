-- One row per worker in scope whose relation the enterprise ended (touched persons), and again if he has had support since.
-- 解除劳动关系人员全部纳入就业创业政策扶持范围 (冀人社发〔2018〕38号 四): which kinds of support count (support.*) and within how many months are the rule's.
-- Both stand in the month of the separation, so that the rate is a share.
with separated as (
    select * from {{ ref('int_workers__separated') }}
),

{% set supports = {
    'benefit': 'stg_service__benefit_granted', 'loan': 'stg_service__loan_issued', 'training': 'stg_service__training_completed',
    'startup': 'stg_service__startup_supported',
} %}
supports as (
    {% for kind, model in supports.items() %}
    select seq, event_source, event_id, person, happened_on, '{{ kind }}' as kind
    from ({{ standing_of_touched(ref(model), {'city': 'varchar'}) }}) as {{ kind }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

first_supported as (
    select
        separated.*,
        supports.seq as support_seq,
        supports.kind
    from separated
    inner join supports
        on separated.person = supports.person
        and supports.happened_on between separated.ended_on
        and separated.ended_on + to_months({{ rule('support_months', 'integer', 'separated.ended_on') }})
    inner join {{ ref('rules') }} as counted
        on counted.rule = 'support.' || supports.kind
        and counted.city = '{{ var("province") }}'
        and supports.happened_on between counted.valid_from and counted.valid_to
    qualify row_number() over (
        partition by separated.person, separated.programme_year
        order by supports.happened_on, supports.event_source, supports.event_id
    ) = 1
),

posted as (
    select
        person, city, seq, ended_on, 'separated_workers' as metric,
        json_object('programme_year', programme_year) as dimensions
    from separated
    union all
    select
        person, city, support_seq as seq, ended_on, 'separated_supported' as metric,
        json_object('programme_year', programme_year, 'support', kind) as dimensions
    from first_supported
)

select
    metric,
    city,
    {{ reporting_month('separated_workers', 'ended_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    dimensions
from posted
where ended_on >= {{ rule('ledger_opens_on', 'date', 'ended_on') }}
