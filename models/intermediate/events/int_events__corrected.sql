-- One row per event that a standing correction or retraction names.
-- Rule: nothing in the log is edited; a correction replaces the named fields, the latest by its own time wins field by
-- field; a retraction removes the event. A correction may itself be retracted. The order of arrival plays no part.
with corrections as (
    select * from {{ ref('stg_correction__event_corrected') }}
),

retractions as (
    select * from {{ ref('stg_correction__event_retracted') }}
),

standing_corrections as (
    select corrections.*
    from corrections
    left join retractions
        on corrections.event_source = retractions.target_source and corrections.event_id = retractions.target_id
    where retractions.seq is null
),

patches as (
    select
        target_source,
        target_id,
        list_reduce(
            list(cast(changes as json) order by effective_at, event_source, event_id),
            (earlier, later) -> json_merge_patch(earlier, later)
        ) as changes,
        arg_max(seq, (effective_at, event_source, event_id)) as changed_by_seq
    from standing_corrections
    group by target_source, target_id
),

removed as (
    select
        target_source,
        target_id,
        arg_min(seq, (effective_at, event_source, event_id)) as changed_by_seq
    from retractions
    group by target_source, target_id
)

select
    coalesce(removed.target_source, patches.target_source) as event_source,
    coalesce(removed.target_id, patches.target_id) as event_id,
    patches.changes,
    removed.target_id is not null as is_retracted,
    coalesce(removed.changed_by_seq, patches.changed_by_seq) as changed_by_seq
from patches
full outer join removed on patches.target_source = removed.target_source and patches.target_id = removed.target_id
