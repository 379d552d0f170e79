-- One row per employment spell of a touched person, from the event that starts it.
-- Rule: a spell ends at the first end dated after its start, at the same enterprise or of all employment.
-- `covered_until` is the latest end among the person's earlier spells: a start before that day is no new employment.
with starts as (
    select * from {{ ref('int_persons__employment_starts') }}
),

ends as (
    select * from {{ ref('int_persons__employment_ends') }}
),

closings as (
    select
        starts.seq,
        min(ends.ended_on) as ended_on,
        min(ends.ended_on) filter (where ends.kind not in ('leaves_labour', 'pensioned', 'died')) as lost_on
    from starts
    inner join ends
        on starts.person = ends.person
        and starts.started_on < ends.ended_on
        and (ends.enterprise is null or coalesce(starts.enterprise, '') = ends.enterprise)
    group by starts.seq
),

closed as (
    select
        starts.*,
        closings.ended_on,
        closings.lost_on
    from starts
    left join closings on starts.seq = closings.seq
)

select
    closed.*,
    max(coalesce(ended_on, date '9999-12-31')) over earlier_of_person as covered_until,
    max(ended_on) over earlier_of_employer as same_employer_until
from closed
window
    earlier_of_person as (
        partition by person
        order by started_on, proof_rank, event_source, event_id
        rows between unbounded preceding and 1 preceding
    ),
    earlier_of_employer as (
        partition by person, enterprise
        order by started_on, proof_rank, event_source, event_id
        rows between unbounded preceding and 1 preceding
    )
