-- One row per month that a ledger can be drawn up for.
select distinct
    month,
    cast(date_trunc('year', month) as date) as year_starts_on
from {{ ref('int_figures__summed') }}
where as_of = 'now'
