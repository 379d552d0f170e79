-- One row per placement lost again within the rule's months: the first end of work that no other work follows.
-- Rule (人社部发〔2017〕24号: 安置后仍失业者): work ends by separation, the end of insurance or registration as unemployed, and
-- within the days allowed for a change of employer no other insured work or business goes on. Pension and death are no relapse.
with placed as (
    select
        *,
        cast(placed_on + to_months({{ rule('relapse_months', 'integer', 'placed_on') }}) as date) as watched_until,
        {{ rule('renewal_gap_days', 'integer', 'placed_on') }} as gap_days
    from {{ ref('int_workers__placed') }}
),

ends as (
    select * from {{ ref('int_persons__employment_ends') }}
    where kind not in ('leaves_labour', 'pensioned', 'died')
),

left_labour as (
    select * from {{ ref('int_persons__left_labour') }}
),

spells as (
    select * from {{ ref('int_persons__employment_spells') }}
    where proof in ('insurance', 'business')
)

select
    placed.person,
    placed.programme_year,
    placed.city,
    placed.channel,
    ends.ended_on as lost_on,
    ends.seq as lost_by_seq
from placed
inner join ends
    on placed.person = ends.person
    and placed.placed_on < ends.ended_on
    and ends.ended_on <= placed.watched_until
left join left_labour on placed.person = left_labour.person
where
    coalesce(left_labour.left_on, date '9999-12-31') > ends.ended_on
    and not exists (
        select 1
        from spells
        where
            spells.person = placed.person
            and spells.started_on <= ends.ended_on + placed.gap_days
            and coalesce(spells.ended_on, date '9999-12-31') > ends.ended_on
    )
qualify row_number() over (
    partition by placed.person, placed.programme_year
    order by ends.ended_on, ends.event_source, ends.event_id
) = 1
