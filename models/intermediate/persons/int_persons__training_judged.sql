-- One row per person trained for work (touched persons), with the day on which the training is judged and the work found.
-- Rule (商洛市政府办 2012-06-01 五 培训一人、就业一人): of the kinds of training that lead to work, who starts employment
-- or an own business from the last day of the course until the rule's months have passed is trained and employed.
-- The share is judged when the months are over, so that its two halves are the same persons.
with trained as (
    select
        *,
        cast(completed_on + to_months({{ rule('training_conversion_months', 'integer', 'completed_on') }}) as date) as judged_on
    from {{ ref('int_persons__trained') }}
    where exists (
        select 1
        from {{ ref('rules') }} as r
        where
            r.rule = 'training_for_work.' || kind
            and r.city = '{{ var("province") }}'
            and completed_on between r.valid_from and r.valid_to
    )
),

starts as (
    select * from {{ ref('int_persons__employment_starts') }}
),

employed as (
    select
        trained.seq,
        arg_min(starts.seq, (starts.started_on, starts.proof_rank, starts.event_source, starts.event_id)) as employed_seq
    from trained
    inner join starts
        on trained.person = starts.person
        and starts.started_on between trained.completed_on and trained.judged_on
    where starts.is_new
    group by trained.seq
)

select
    trained.*,
    employed.employed_seq
from trained
left join employed on trained.seq = employed.seq
