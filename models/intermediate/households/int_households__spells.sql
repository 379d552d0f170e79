-- One row per time that a household stood on the list of zero-employment households.
-- Rule (就业促进法 56; 辽政办发〔2016〕75号 三(九)): a city household whose members of working age are all out of work is
-- recognised, each member in an event of his own; the household enters with the first unless it stands already, and
-- leaves with the first clearing after it. Which kinds of household count is the rule's.
with recognised as (
    {{ standing_of_cities(ref('stg_registration__household_recognised'), {
        'city': 'varchar', 'household': 'varchar', 'kind': 'varchar',
    }) }}
),

cleared as (
    {{ standing_of_cities(ref('stg_registration__household_cleared'), {'household': 'varchar', 'reason': 'varchar'}) }}
),

listed as (
    select recognised.*
    from recognised
    where exists (
        select 1
        from {{ ref('rules') }} as r
        where
            r.rule = 'listed_household.' || recognised.kind
            and r.city in (recognised.city, '{{ var("province") }}')
            and cast(recognised.effective_at as date) between r.valid_from and r.valid_to
    )
),

closed as (
    select
        listed.seq,
        arg_min(cleared.seq, (cleared.effective_at, cleared.event_source, cleared.event_id)) as cleared_by_seq,
        arg_min(cleared.reason, (cleared.effective_at, cleared.event_source, cleared.event_id)) as reason,
        min(cleared.effective_at) as cleared_at
    from listed
    inner join cleared on listed.household = cleared.household and listed.effective_at < cleared.effective_at
    group by listed.seq
),

spells as (
    select
        listed.*,
        closed.cleared_by_seq,
        closed.reason,
        closed.cleared_at,
        max(coalesce(closed.cleared_at, timestamp '9999-12-31')) over (
            partition by listed.household
            order by listed.effective_at, listed.event_source, listed.event_id
            rows between unbounded preceding and 1 preceding
        ) as listed_until
    from listed
    left join closed on listed.seq = closed.seq
),

opening as (
    select * from spells
    where effective_at >= coalesce(listed_until, effective_at)
)

select
    seq,
    household,
    city,
    kind,
    cast(effective_at as date) as recognised_on,
    cast(effective_at as date)
    + {{ rule('household_clear_days', 'integer', 'cast(effective_at as date)', 'opening.city') }} as due_on,
    cast(cleared_at as date) as cleared_on,
    cleared_by_seq,
    reason
from opening
