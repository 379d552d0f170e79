-- One row per touched person and month for which unemployment insurance was paid: how many months were paid by then.
-- Rule (社会保险法 45; 鸡西市 2018-05-22 五(十七) 依法参加失业保险3年以上): a month counts once, whoever paid it; where the insurance
-- system tells the cumulative months, those before the ledger opened count too.
with recorded as (
    {{ standing_of_touched(ref('stg_insurance__contribution_recorded'), {
        'insurance': 'varchar', 'month': 'varchar', 'is_paid': 'boolean', 'cumulative_months': 'integer',
    }) }}
),

paid as (
    select
        person,
        cast(month || '-01' as date) as month,
        max(cumulative_months) as cumulative_months
    from recorded
    where is_paid and insurance = {{ rule('unemployment_insurance', 'varchar', 'happened_on') }}
    group by person, month
),

numbered as (
    select
        *,
        row_number() over (partition by person order by month) as told_months
    from paid
)

select
    person,
    month,
    cast(told_months + greatest(
        max(coalesce(cumulative_months, 0) - told_months) over (
            partition by person
            order by month
            rows between unbounded preceding and current row
        ), 0
    ) as integer) as paid_months
from numbered
