-- One row per duty broken in a worker's placement (touched persons): before the plan, protected, both spouses, retired too early or
-- without being hard to employ.
-- 安置方案关口、受保护人员、双职工、内部退养年龄 (冀人社发〔2018〕38号 五; 辽政办发〔2016〕75号 四(十一)). Leads for a human check, no verdicts.
with separated as (
    select * from {{ ref('int_workers__separated') }}
),

retired as (
    select
        *,
        placed_on as started_on
    from {{ ref('int_workers__placed') }}
    where channel = 'internal_retirement'
),

broken as (
    select
        person, city, seq, ended_on as day, 'plan_gate_violations' as metric,
        json_object('programme_year', programme_year, 'plan', if(passed_on is null, 'none', 'later')) as dimensions
    from separated
    where passed_on is null or ended_on < passed_on
    union all
    select
        person, city, seq, ended_on as day, 'protected_dismissals' as metric,
        json_object('programme_year', programme_year, 'protection', protection) as dimensions
    from separated
    where
        is_dissolved
        and exists (
            select 1
            from {{ ref('rules') }} as r
            where
                r.rule = 'protected.' || separated.protection
                and r.city = '{{ var("province") }}'
                and separated.ended_on between r.valid_from and r.valid_to
        )
    union all
    select
        person, city, seq, both_ended_on as day, 'both_spouses_dismissed' as metric,
        json_object('programme_year', programme_year) as dimensions
    from {{ ref('int_workers__both_spouses_dissolved') }}
    union all
    select
        person, city, seq, placed_on as day, 'early_internal_retirements' as metric,
        json_object('programme_year', programme_year, 'months_left', months_left) as dimensions
    from {{ ref('int_workers__retired_early') }}
    union all
    select
        person, city, seq, placed_on as day, 'internal_retirements_unfounded' as metric,
        json_object('programme_year', programme_year) as dimensions
    from retired
    where
        {{ rule('reemployment_is_difficult', 'varchar', 'retired.placed_on') }} = 'when_certified'
        and not {{ in_hardship('retired') }}
)

select
    metric,
    city,
    {{ reporting_month('placement_duties', 'day') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    dimensions
from broken
where day >= {{ rule('ledger_opens_on', 'date', 'day') }}
