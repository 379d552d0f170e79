-- One row per token that merges joined to others, with the one token that stands for the person.
-- Rule: merged identities are one person; the smallest token of the group stands for it, so that the order in which
-- merges arrive plays no part. A split undoes every earlier merge of the same two, from the beginning.
with recursive splits as (
    select
        split.effective_at,
        least(split.subject, split.merged_person) as one,
        greatest(split.subject, split.merged_person) as other
    from {{ ref('stg_correction__persons_split') }} as split
    left join {{ ref('int_events__corrected') }} as corrected
        on split.event_source = corrected.event_source and split.event_id = corrected.event_id
    where not coalesce(corrected.is_retracted, false)
),

merges as (
    select
        merged.subject as token,
        merged.merged_person as other
    from {{ ref('stg_correction__persons_merged') }} as merged
    left join {{ ref('int_events__corrected') }} as corrected
        on merged.event_source = corrected.event_source and merged.event_id = corrected.event_id
    where
        not coalesce(corrected.is_retracted, false)
        and not exists (
            select 1
            from splits
            where
                splits.one = least(merged.subject, merged.merged_person)
                and splits.other = greatest(merged.subject, merged.merged_person)
                and splits.effective_at >= merged.effective_at
        )
),

pairs as (
    select
        token,
        other
    from merges
    union
    select
        other as token,
        token as other
    from merges
),

reachable as (
    select
        token,
        other
    from pairs
    union
    select
        reachable.token,
        pairs.other
    from reachable
    inner join pairs on reachable.other = pairs.token
)

select
    token,
    least(token, min(other)) as person
from reachable
group by token
