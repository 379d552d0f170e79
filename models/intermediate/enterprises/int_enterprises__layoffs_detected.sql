-- One row per person let go in a layoff that no report covers (touched enterprises), as insurance shows it: a lead for checking, no verdict.
-- Rule (劳动合同法 41; 辽政办发〔2016〕75号 一(一)): those let go within a rolling period reach a duty to report together. A report covers the
-- first so many as it names, from its first separation on, for the long period; who moved with others is not let go.
with reports as (
    select * from {{ ref('int_enterprises__layoffs_reported') }}
),

separated as (
    select * from {{ ref('int_enterprises__separated') }}
    where moved_to is null
),

counted_off as (
    select
        separated.seq,
        reports.layoff_persons,
        row_number() over (
            partition by reports.seq order by separated.left_on, separated.event_source, separated.event_id
        ) as place
    from separated
    inner join reports
        on separated.enterprise = reports.enterprise
        and separated.left_on between reports.first_separation_on and reports.first_separation_on + reports.covered_days - 1
),

uncovered as (
    select * from separated
    where seq not in (select seq from counted_off where place <= layoff_persons)
),

days as (
    select distinct city, left_on as day from uncovered
),

ruled as (
    {{ layoff_rules('days') }}
),

counted as (
    select
        uncovered.*,
        ruled.* exclude (city, day),
        headcounts.headcount,
        state_above_scale.enterprise is not null as is_state_above_scale
    from uncovered
    inner join ruled on uncovered.city = ruled.city and uncovered.left_on = ruled.day
    left join {{ ref('int_enterprises__state_above_scale') }} as state_above_scale
        on uncovered.enterprise = state_above_scale.enterprise
    asof left join {{ ref('int_enterprises__headcounts') }} as headcounts
        on uncovered.enterprise = headcounts.enterprise and uncovered.left_on > headcounts.told_on
),

-- the headcount of a period is the largest told before a separation in it: later ones have shrunk by those who left
rolled as (
    select
        *,
        {% for period in ['short', 'long'] %}
        case
            when count(*) over {{ period }} >= layoff_lead_min_persons
                then {{ layoff_duty("count(*) over " ~ period, "max(headcount) over " ~ period) }}
        end as {{ period }}_duty_then{{ "," if not loop.last }}
        {% endfor %}
    from counted
    window
        short as (
            partition by enterprise order by left_on
            range between short_reach preceding and current row
        ),
        long as (
            partition by enterprise order by left_on
            range between long_reach preceding and current row
        )
),

-- a person is in every period that ends on his day or so many days later
joined as (
    select
        *,
        min(short_duty_then) over (
            partition by enterprise order by left_on
            range between current row and short_reach following
        ) as short_duty,
        case
            when layoff_counts_once_as <> 'one_report'
                then min(long_duty_then) over (
                    partition by enterprise order by left_on
                    range between current row and long_reach following
                )
        end as long_duty
    from rolled
)

select
    seq,
    enterprise,
    city,
    person,
    left_on,
    {{ layoff_duty_name('coalesce(short_duty, long_duty)') }} as duty,
    case when short_duty is not null then layoff_rolling_short_days else layoff_rolling_long_days end as within_days
from joined
where short_duty is not null or long_duty is not null
