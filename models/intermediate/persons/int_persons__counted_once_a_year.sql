-- One row per touched person and year: the new employment that counts.
-- Rule (长春市 2020-06-29 通知): one person counts once a year, at the first place and the first time; on the same day
-- insurance evidence comes before registration (A13).
with newly_employed as (
    select * from {{ ref('int_persons__newly_employed') }}
)

select *
from newly_employed
qualify row_number() over (
    partition by person, year(started_on)
    order by started_on, proof_rank, event_source, event_id
) = 1
