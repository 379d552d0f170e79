-- One row per placed worker and programme year: his first placement.
-- Rule (冀人社发〔2018〕38号 四): five channels that the enterprise reports; or, after the labour relation at the rostered
-- enterprise was ended, work found elsewhere. Ending the relation alone places nobody. Who is not placed by the end of
-- the roster's year enters the next year's roster anew (人社部发〔2017〕24号: 上年列入计划未完成者), so rates stay shares.
with in_scope as (
    select * from {{ ref('int_workers__in_scope') }}
),

diverted as (
    {{ standing_of_touched(ref('stg_enterprise__worker_diverted'), {
        'city': 'varchar', 'programme_year': 'integer', 'channel': 'varchar', 'to_enterprise': 'varchar', 'way': 'varchar',
    }) }}
),

separated as (
    select * from {{ ref('int_persons__employment_ends') }}
    where kind = 'separated'
),

starts as (
    select * from {{ ref('int_persons__employment_starts') }}
),

placements as (
    select
        in_scope.person, in_scope.programme_year, in_scope.city, in_scope.enterprise, in_scope.rostered_on,
        diverted.seq, diverted.event_source, diverted.event_id, diverted.happened_on as placed_on, diverted.channel,
        diverted.way, diverted.city as work_city, coalesce(diverted.to_enterprise, in_scope.enterprise) as work_enterprise,
        1 as precedence
    from in_scope
    inner join diverted
        on in_scope.person = diverted.person
        and in_scope.programme_year = diverted.programme_year
        and in_scope.rostered_on <= diverted.happened_on
    union all
    select
        in_scope.person, in_scope.programme_year, in_scope.city, in_scope.enterprise, in_scope.rostered_on,
        starts.seq, starts.event_source, starts.event_id, starts.started_on as placed_on,
        'external_employment' as channel, null as way, starts.city as work_city, starts.enterprise as work_enterprise,
        2 as precedence
    from in_scope
    inner join separated
        on in_scope.person = separated.person
        and in_scope.enterprise = separated.enterprise
        and in_scope.rostered_on <= separated.ended_on
    inner join starts
        on in_scope.person = starts.person
        and separated.ended_on < starts.started_on
        and in_scope.enterprise is distinct from starts.enterprise
)

select *
from placements
where year(placed_on) = year(rostered_on)
qualify row_number() over (
    partition by person, programme_year
    order by placed_on, precedence, event_source, event_id
) = 1
