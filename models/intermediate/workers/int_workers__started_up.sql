-- One row per diverted worker who started a business (touched persons): his first after the roster.
-- Rule (工商个字〔2016〕138号 三; 辽政办发〔2016〕75号 八): a worker in scope of any programme year who registers a business
-- on or after the day he was rostered; one worker counts once. With the day a start-up is judged to have lasted, and the
-- registration's end before that day, if any: a merger carries the business on.
with first_scope as (
    select
        person,
        min(rostered_on) as rostered_on,
        arg_min(programme_year, (rostered_on, programme_year)) as programme_year
    from {{ ref('int_workers__in_scope') }}
    group by person
),

businesses as (
    {{ standing_of_touched(ref('stg_registration__business_registered'), {
        'city': 'varchar', 'enterprise': 'varchar', 'kind': 'varchar', 'is_internet': 'boolean',
    }) }}
),

deregistered as (
    {{ standing_of_cities(ref('stg_registration__business_deregistered'), {
        'enterprise': 'varchar', 'reason': 'varchar',
    }) }}
),

started as (
    select
        businesses.*,
        first_scope.programme_year,
        cast(
            businesses.happened_on
            + to_months({{ rule('startup_retained_months', 'integer', 'businesses.happened_on') }}) as date
        ) as judged_on
    from first_scope
    inner join businesses
        on first_scope.person = businesses.person and first_scope.rostered_on <= businesses.happened_on
    qualify row_number() over (
        partition by businesses.person
        order by businesses.happened_on, businesses.event_source, businesses.event_id
    ) = 1
)

select
    started.seq,
    started.person,
    started.city,
    started.enterprise,
    started.kind,
    coalesce(started.is_internet, false) as is_internet,
    started.programme_year,
    started.happened_on as started_on,
    started.judged_on,
    min(cast(deregistered.effective_at as date)) as ended_on
from started
left join deregistered
    on started.enterprise = deregistered.enterprise
    and deregistered.reason <> 'merged'
    and cast(deregistered.effective_at as date) >= started.happened_on
    and cast(deregistered.effective_at as date) < started.judged_on
group by all
