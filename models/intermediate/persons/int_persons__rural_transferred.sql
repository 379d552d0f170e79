-- One row per record of a touched person's rural transfer that counts, numbered within his year: all, and those away from home.
-- Rule (商洛市政府办 2012-06-01 六): work outside farming of at least the rule's months, or whose months are not known yet;
-- labour export (劳务输出) is the part that leaves the county. One person counts once a year in each.
with transfers as (
    {{ standing_of_touched(ref('stg_registration__rural_transfer_recorded'), {
        'city': 'varchar', 'transfer_to': 'varchar', 'is_organised': 'boolean', 'months': 'integer',
        'income_yuan': 'decimal(18, 4)',
    }) }}
),

counted as (
    select
        *,
        exists(
            select 1
            from {{ ref('rules') }} as r
            where
                r.rule = 'labour_export_to.' || transfers.transfer_to
                and r.city = '{{ var("province") }}'
                and transfers.happened_on between r.valid_from and r.valid_to
        ) as is_export
    from transfers
    where months is null or months >= {{ rule('rural_transfer_min_months', 'integer', 'happened_on') }}
)

select
    seq,
    person,
    city,
    transfer_to,
    is_organised,
    income_yuan,
    is_export,
    happened_on as transferred_on,
    row_number() over (
        partition by person, year(happened_on)
        order by happened_on, event_source, event_id
    ) as nth_of_year,
    row_number() over (
        partition by person, year(happened_on), is_export
        order by happened_on, event_source, event_id
    ) as nth_of_kind
from counted
