-- One row per touched person who left town employment by retirement or death.
-- Rule (长春市 2020-06-29 通知): natural attrition is the employed who retire or die; who had lost or left his work
-- before is no attrition. City: where he was last employed.
with left_labour as (
    select * from {{ ref('int_persons__left_labour') }}
),

spells as (
    select * from {{ ref('int_persons__employment_spells') }}
)

select
    left_labour.person,
    left_labour.seq,
    left_labour.left_on,
    spells.city
from left_labour
inner join spells
    on left_labour.person = spells.person
    and spells.is_urban
    and spells.started_on < left_labour.left_on
    and coalesce(spells.lost_on, date '9999-12-31') > left_labour.left_on
qualify row_number() over (
    partition by left_labour.person
    order by spells.started_on desc, spells.proof_rank desc, spells.event_source desc, spells.event_id desc
) = 1
