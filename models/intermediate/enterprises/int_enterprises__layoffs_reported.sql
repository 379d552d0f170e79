-- One row per layoff a touched enterprise reported: which duty to report it reaches, alone or with others, and whether it came late.
-- Rule (劳动合同法 41): to be reported layoff_notice_days before the first separation. 辽政办发〔2016〕75号 一(一) 一次性, read as in A3: one report;
-- and reports of which none reaches a duty alone, while together they do within a rolling period, may have been split.
with reported as (
    {{ standing_of_enterprises(ref('stg_enterprise__layoff_reported'), {
        'enterprise': 'varchar', 'city': 'varchar', 'layoff_persons': 'integer', 'headcount': 'integer',
        'ground': 'varchar', 'first_separation_at': 'date',
    }) }}
),

days as (
    select distinct city, first_separation_at as day from reported
),

ruled as (
    {{ layoff_rules('days') }}
),

judged as (
    select
        reported.*,
        ruled.* exclude (city, day),
        state_above_scale.enterprise is not null as is_state_above_scale,
        {{ layoff_duty('reported.layoff_persons', 'reported.headcount') }} as duty
    from reported
    inner join ruled on reported.city = ruled.city and reported.first_separation_at = ruled.day
    left join {{ ref('int_enterprises__state_above_scale') }} as state_above_scale
        on reported.enterprise = state_above_scale.enterprise
),

-- the law's duty is reached by those below it together, the province's by those below the province's
rolled as (
    select
        *,
        {% for period in ['short', 'long'] %}
        {{ layoff_duty(
            "sum(layoff_persons) filter (where duty is null) over " ~ period, "max(headcount) over " ~ period
        ) }} as {{ period }}_law_duty,
        {{ layoff_duty(
            "sum(layoff_persons) filter (where coalesce(duty, 9) > 2) over " ~ period, "max(headcount) over " ~ period
        ) }} as {{ period }}_province_duty{{ "," if not loop.last }}
        {% endfor %}
    from judged
    window
        short as (
            partition by enterprise order by first_separation_at
            range between short_reach preceding and current row
        ),
        long as (
            partition by enterprise order by first_separation_at
            range between long_reach preceding and current row
        )
),

-- a report is in every period that ends on it or so many days later
joined as (
    select
        *,
        {% for period in ['short', 'long'] %}
        least(
            case when duty is null then min({{ period }}_law_duty) over after_{{ period }} end,
            case
                when coalesce(duty, 9) > 2
                    then min({{ period }}_province_duty) filter (where {{ period }}_province_duty <= 2) over after_{{ period }}
            end
        ) as {{ period }}_duty{{ "," if not loop.last }}
        {% endfor %}
    from rolled
    window
        after_short as (
            partition by enterprise order by first_separation_at
            range between current row and short_reach following
        ),
        after_long as (
            partition by enterprise order by first_separation_at
            range between current row and long_reach following
        )
)

select
    seq,
    enterprise,
    city,
    cast(effective_at as date) as reported_on,
    first_separation_at as first_separation_on,
    layoff_persons,
    ground,
    layoff_rolling_long_days as covered_days,
    {{ layoff_duty_name('duty') }} as duty,
    duty is not null and cast(effective_at as date) > first_separation_at - layoff_notice_days as is_late,
    greatest(cast(effective_at as date) - (first_separation_at - layoff_notice_days), 0) as late_days,
    case when layoff_counts_once_as <> 'one_report' then {{ layoff_duty_name('coalesce(short_duty, long_duty)') }} end as split_duty,
    case when short_duty is not null then layoff_rolling_short_days else layoff_rolling_long_days end as split_days
from joined
