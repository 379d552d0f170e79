-- One row per stage of a touched enterprise's capacity plan with which its placement plan has not kept step.
-- 安置方案与去产能方案同步制定、同步实施、同步推进 (冀人社发〔2018〕38号 五): plan_step.* names the stage that the placement plan of the same year has reached when
-- the capacity plan reaches its own, or at the latest plan_step_days later. Posted ahead for that day (docs/adr/0020).
with capacity as (
    {{ standing_of_enterprises(ref('stg_enterprise__capacity_plan_advanced'), {
        'enterprise': 'varchar', 'city': 'varchar', 'programme_year': 'integer', 'stage': 'varchar',
    }) }}
),

placement as (
    {{ standing_of_enterprises(ref('stg_enterprise__placement_plan_advanced'), {
        'enterprise': 'varchar', 'programme_year': 'integer', 'stage': 'varchar',
    }) }}
),

reached as (
    select
        *,
        cast(effective_at as date) as reached_on
    from capacity
    qualify row_number() over (
        partition by enterprise, programme_year, stage
        order by effective_at, event_source, event_id
    ) = 1
),

due as (
    select
        reached.*,
        steps.value as placement_stage,
        reached.reached_on + {{ rule('plan_step_days', 'integer', 'reached.reached_on') }} as due_on
    from reached
    inner join {{ ref('rules') }} as steps
        on steps.rule = 'plan_step.' || reached.stage
        and steps.city = '{{ var("province") }}'
        and reached.reached_on between steps.valid_from and steps.valid_to
)

select
    'plans_out_of_step' as metric,
    city,
    {{ reporting_month('plans_out_of_step', 'due_on') }} as period,
    enterprise as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('programme_year', programme_year, 'stage', stage, 'placement_stage', placement_stage) as dimensions
from due
where
    due_on >= {{ rule('ledger_opens_on', 'date', 'due_on') }}
    and not exists (
        select 1
        from placement
        where
            placement.enterprise = due.enterprise
            and placement.programme_year = due.programme_year
            and placement.stage = due.placement_stage
            and cast(placement.effective_at as date) <= due.due_on
    )
