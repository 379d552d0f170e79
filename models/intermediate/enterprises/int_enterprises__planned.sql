-- One row per enterprise and programme year whose placement plan has passed every stage the rule needs: since when.
-- Rule (冀人社发〔2018〕38号 五): a plan that the workers' congress has not passed, whose funds are not in place or that is not
-- published may not be carried out. The plan passes on the day on which the last of these stages is reached, whatever
-- the order in which they are reported.
with advanced as (
    {{ standing_of_cities(ref('stg_enterprise__placement_plan_advanced'), {
        'enterprise': 'varchar', 'programme_year': 'integer', 'stage': 'varchar',
    }) }}
),

reached as (
    select
        advanced.enterprise,
        advanced.programme_year,
        advanced.stage,
        min(cast(advanced.effective_at as date)) as reached_on
    from advanced
    group by advanced.enterprise, advanced.programme_year, advanced.stage
),

needed as (
    select
        split_part(rule, '.', 2) as stage,
        valid_from,
        valid_to
    from {{ ref('rules') }}
    where rule like 'plan_stage_needed.%' and city = '{{ var("province") }}'
),

passed as (
    select
        reached.enterprise,
        reached.programme_year,
        max(reached.reached_on) as passed_on,
        count(*) as stages_count
    from reached
    inner join needed
        on reached.stage = needed.stage
        and reached.reached_on between needed.valid_from and needed.valid_to
    group by reached.enterprise, reached.programme_year
)

select
    enterprise,
    programme_year,
    passed_on
from passed
where stages_count = (
    select count(*) from needed
    where passed.passed_on between needed.valid_from and needed.valid_to
)
