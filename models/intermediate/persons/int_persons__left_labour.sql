-- One row per touched person who drew a pension or died: the first of the two.
with ends as (
    select * from {{ ref('int_persons__employment_ends') }}
)

select
    person,
    min(ended_on) as left_on,
    arg_min(seq, (ended_on, event_source, event_id)) as seq
from ends
where kind in ('pensioned', 'died')
group by person
