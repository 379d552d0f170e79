-- One row per diverted worker in scope and programme year (touched persons).
-- Rule (冀人社发〔2018〕38号 二): the year's diverted workers of the named industries, and those moved inside the
-- enterprise in the two years before and diverted again; not who had already ended the labour relation, nor who draws
-- the pension, on the day of the roster (A16: what happens later is a channel, not an exclusion).
with rostered as (
    {{ standing_of_touched(ref('stg_enterprise__worker_rostered'), {
        'city': 'varchar', 'enterprise': 'varchar', 'programme_year': 'integer', 'sector': 'varchar',
        'origin': 'varchar', 'protection': 'varchar', 'retirement_post': 'varchar', 'spouse': 'varchar',
    }) }}
),

ends as (
    select * from {{ ref('int_persons__employment_ends') }}
),

first_rostered as (
    select *
    from rostered
    qualify row_number() over (
        partition by person, programme_year
        order by happened_on, event_source, event_id
    ) = 1
)

select
    first_rostered.seq,
    first_rostered.person,
    first_rostered.programme_year,
    first_rostered.city,
    first_rostered.enterprise,
    first_rostered.sector,
    first_rostered.origin,
    first_rostered.protection,
    first_rostered.retirement_post,
    first_rostered.spouse,
    first_rostered.happened_on as rostered_on
from first_rostered
where
    (
        first_rostered.origin = 're_diversion'
        or exists (
            select 1
            from {{ ref('rules') }} as r
            where
                r.rule = 'diversion_sector.' || first_rostered.sector
                and r.city = '{{ var("province") }}'
                and first_rostered.happened_on between r.valid_from and r.valid_to
        )
    )
    and not exists (
        select 1
        from ends
        where
            ends.person = first_rostered.person
            and (
                (
                    ends.kind = 'separated'
                    and ends.enterprise = first_rostered.enterprise
                    and ends.ended_on < first_rostered.happened_on
                )
                or (ends.kind = 'pensioned' and ends.ended_on <= first_rostered.happened_on)
            )
    )
