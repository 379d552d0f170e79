-- One row per month, city, and watched source family: events that came, what was usual, and whether that is an alarm.
-- Rule (省厅自定 来源监测, rules/liaoning-sources.yml): usual is the median of the months before; nothing where something
-- is due is silence; far above or below the usual is a jump. A month is judged when it is over at the cut-off.
with cutoff as (
    select cast(date_trunc('month', max(recorded_at)) as date) as open_month
    from {{ ref('int_events__standing') }}
),

heard as (
    select month, city, source_family, event_count
    from {{ ref('fct_source_timeliness') }}
),

watched as (
    select split_part(rule, '.', 2) as source_family, value as rhythm, valid_from, valid_to
    from {{ ref('rules') }}
    where rule like 'source_watched.%' and city = '{{ var('province') }}'
),

months as (
    select cast(unnest(generate_series(
        (select min(month) from heard), (select open_month from cutoff), interval 1 month
    )) as date) as month
),

came as (
    select
        months.month,
        cities.city,
        watched.source_family,
        watched.rhythm,
        coalesce(heard.event_count, 0) as event_count,
        min(months.month) filter (where heard.event_count > 0) over (
            partition by cities.city, watched.source_family
        ) as first_month
    from months
    cross join {{ ref('cities') }} as cities
    inner join watched on months.month between watched.valid_from and watched.valid_to
    left join heard
        on months.month = heard.month and cities.city = heard.city and watched.source_family = heard.source_family
    where cities.kind = 'city'
),

ruled as (
    select
        *,
        month < (select open_month from cutoff) as is_over,
        {{ rule('source_usual_months', 'integer', 'month') }} as usual_months,
        {{ rule('source_usual_least_months', 'integer', 'month') }} as least_months,
        {{ rule('source_silence_least_events', 'integer', 'month') }} as silence_least_events,
        {{ rule('source_surge_pct', 'decimal(18, 1)', 'month') }} as surge_pct,
        {{ rule('source_drop_pct', 'decimal(18, 1)', 'month') }} as drop_pct,
        {{ rule('source_jump_least_events', 'integer', 'month') }} as jump_least_events
    from came
),

compared as (
    select
        ruled.month,
        ruled.city,
        ruled.source_family,
        ruled.rhythm,
        ruled.event_count,
        ruled.is_over,
        ruled.least_months,
        ruled.silence_least_events,
        ruled.surge_pct,
        ruled.drop_pct,
        ruled.jump_least_events,
        cast(median(before.event_count) as decimal(18, 1)) as usual_count,
        count(before.month) as history_months
    from ruled
    left join ruled as before
        on ruled.city = before.city and ruled.source_family = before.source_family
        and before.month between ruled.month - to_months(ruled.usual_months) and ruled.month - interval 1 month
        and before.month >= before.first_month
    group by all
)

select
    month,
    city,
    source_family,
    event_count,
    usual_count,
    history_months,
    surge_pct,
    drop_pct,
    jump_least_events,
    is_over,
    case
        when not is_over then 'none'
        when event_count = 0 and (rhythm = 'every_month' or usual_count >= silence_least_events) then 'silent'
        when history_months < least_months or abs(event_count - usual_count) < jump_least_events then 'none'
        when 100 * event_count >= surge_pct * usual_count then 'surge'
        when 100 * event_count < drop_pct * usual_count then 'drop'
        else 'none'
    end as alarm
from compared
