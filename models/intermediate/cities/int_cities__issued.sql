-- One row per bulletin issued, with the cut-off it was made at.
with issued as (
    {{ standing_of_cities(ref('stg_system__bulletin_issued'), {
        'issue': 'varchar', 'month': 'varchar', 'cutoff_seq': 'bigint',
    }) }}
)

select
    seq,
    issue,
    cast(month || '-01' as date) as month,
    cutoff_seq
from issued
