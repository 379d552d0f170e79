-- One row per counted new employment of a touched person: what the registration of that job says of it.
-- Rule (就业服务与就业管理规定 62: an employer registers a hire within 30 days; 省就业01表 9 至 15 栏): the start's own event, else
-- the registration of the same job nearest to it within the dated rule's days. A private firm is 非公有制 unless told otherwise;
-- who registers a business of his own is 个体 when it is an 个体工商户. What nobody tells stays untold.
with counted as (
    select
        *,
        {{ rule('hire_registration_days', 'integer', 'started_on') }} as registration_days
    from {{ ref('int_persons__counted_once_a_year') }}
),

registered as (
    {{ standing_of_touched(ref('stg_registration__employment_registered'), {
        'enterprise': 'varchar', 'employment_type': 'varchar', 'unit_kind': 'varchar', 'industry': 'varchar',
        'education': 'varchar', 'previous_identity': 'varchar',
    }) }}
),

businesses as (
    {{ standing_of_touched(ref('stg_registration__business_registered'), {
        'enterprise': 'varchar', 'kind': 'varchar', 'industry': 'varchar',
    }) }}
),

told as (
    select
        seq, event_source, event_id, person, happened_on, enterprise, industry, education, previous_identity,
        case
            when employment_type in ('self_employed', 'flexible', 'welfare_post') then employment_type
            when employment_type = 'private' then coalesce(unit_kind, 'non_public')
            else unit_kind
        end as channel
    from registered
    union all
    select
        seq, event_source, event_id, person, happened_on, enterprise, industry, null as education, null as previous_identity,
        case when kind = 'individual' then 'self_employed' else 'non_public' end as channel
    from businesses
),

described as (
    select
        counted.seq,
        told.channel,
        told.industry,
        told.education,
        told.previous_identity
    from counted
    inner join told
        on counted.person = told.person
        and coalesce(counted.enterprise, '') = coalesce(told.enterprise, '')
        and abs(told.happened_on - counted.started_on) <= counted.registration_days
    qualify row_number() over (
        partition by counted.seq
        order by told.seq <> counted.seq, abs(told.happened_on - counted.started_on), told.event_source, told.event_id
    ) = 1
)

select
    counted.seq,
    counted.person,
    counted.city,
    counted.enterprise,
    counted.started_on,
    counted.proof,
    coalesce(described.channel, 'untold') as channel,
    coalesce(described.industry, 'untold') as industry,
    coalesce(described.education, 'untold') as education,
    coalesce(described.previous_identity, 'untold') as previous_identity,
    coalesce(born.sex, 'untold') as sex,
    cast(floor(date_diff('month', born.birth_month, date_trunc('month', counted.started_on)) / 12) as integer) as age_years
from counted
left join described on counted.seq = described.seq
left join {{ ref('int_persons__born') }} as born on counted.person = born.person
