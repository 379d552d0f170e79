-- One row per start of a touched person that is new employment in town, before the once-a-year rule.
-- Rule (长春市 2020-06-29 通知; 河南 2017): not while another spell goes on, not the renewal of a contract that ran out,
-- not after the pension or death. A renewal is a start at the same enterprise within the rule's days of the last end,
-- with no unemployment registered in between.
with spells as (
    select * from {{ ref('int_persons__employment_spells') }}
),

left_labour as (
    select * from {{ ref('int_persons__left_labour') }}
),

unemployed as (
    select
        person,
        ended_on as registered_on
    from {{ ref('int_persons__employment_ends') }}
    where kind = 'unemployed'
),

candidates as (
    select
        spells.*,
        coalesce(
            spells.enterprise is not null
            and spells.started_on - spells.same_employer_until
            <= {{ rule('renewal_gap_days', 'integer', 'spells.started_on') }},
            false
        ) as follows_same_employer
    from spells
    left join left_labour on spells.person = left_labour.person
    where
        spells.is_new
        and spells.is_urban
        and spells.started_on >= coalesce(spells.covered_until, spells.started_on)
        and spells.started_on < coalesce(left_labour.left_on, date '9999-12-31')
)

select candidates.*
from candidates
where
    not candidates.follows_same_employer
    or exists (
        select 1
        from unemployed
        where
            unemployed.person = candidates.person
            and unemployed.registered_on between candidates.same_employer_until and candidates.started_on
    )
