-- One row per employment spell of a touched person who was certified as hard to employ on its first day, or just before.
-- Rule (辽政办发〔2016〕75号 三(九) 吸纳就业困难人员就业; 就业促进法 52): certified on or before the first day and not off the list by then, unless he
-- left it for this work (the rule's grace days).
with spells as (
    select * from {{ ref('int_persons__employment_spells') }}
)

select
    seq,
    event_source,
    event_id,
    person,
    city,
    started_on,
    ended_on,
    enterprise is not null and proof <> 'business' as is_absorbed
from spells
where {{ in_hardship('spells') }}
