-- One row per person a touched enterprise let go, by its insurance, and where he moved to if he did.
-- Rule (辽政办发〔2016〕75号 一(一); 劳动合同法 41): a leaver counts once until he is insured there again. Who is back within the short
-- rolling period was not let go. Who is insured within it, before or after, at a successor, or together with as many as
-- wholesale_move_persons at one other employer, moved: a move is no layoff.
with leavers as (
    select * from {{ ref('int_enterprises__leavers') }}
),

begun as (
    select * from {{ ref('int_enterprises__insured_leavers') }}
),

days as (
    select distinct city, left_on as day from leavers
),

ruled as (
    {{ layoff_rules('days') }}
),

renamed as (
    {{ standing_of_enterprises(ref('stg_registration__business_changed'), {'enterprise': 'varchar', 'successor': 'varchar'}) }}
),

monitored as (
    {{ standing_of_enterprises(ref('stg_enterprise__monitoring_reported'), {'enterprise': 'varchar', 'successor': 'varchar'}) }}
),

successors as (
    select enterprise, successor from renamed
    union
    select enterprise, successor from monitored
),

spells as (
    select
        leavers.*,
        count(begun.started_on) as starts_before
    from leavers
    left join begun
        on leavers.person = begun.person and leavers.enterprise = begun.enterprise and leavers.left_on > begun.started_on
    group by all
),

let_go as (
    select
        spells.* exclude (starts_before),
        ruled.layoff_rolling_short_days as short_days,
        ruled.wholesale_move_persons
    from spells
    inner join ruled on spells.city = ruled.city and spells.left_on = ruled.day
    where not exists (
        select 1
        from begun
        where
            begun.person = spells.person and begun.enterprise = spells.enterprise
            and begun.started_on between spells.left_on and spells.left_on + ruled.layoff_rolling_short_days
    )
    qualify row_number() over (
        partition by spells.person, spells.enterprise, spells.starts_before
        order by spells.left_on, spells.event_source, spells.event_id
    ) = 1
),

destinations as (
    select distinct
        let_go.seq,
        let_go.enterprise,
        let_go.left_on,
        let_go.short_days,
        to_days(let_go.short_days) as either_side,
        let_go.wholesale_move_persons,
        begun.enterprise as to_enterprise
    from let_go
    inner join begun
        on let_go.person = begun.person and let_go.enterprise <> begun.enterprise
        and begun.started_on between let_go.left_on - let_go.short_days and let_go.left_on + let_go.short_days
),

accompanied as (
    select
        *,
        count(*) over (
            partition by enterprise, to_enterprise
            order by left_on
            range between either_side preceding and either_side following
        ) as movers_count
    from destinations
),

moved as (
    select
        accompanied.seq,
        min(accompanied.to_enterprise) as moved_to
    from accompanied
    left join successors
        on accompanied.enterprise = successors.enterprise and accompanied.to_enterprise = successors.successor
    where successors.successor is not null or accompanied.movers_count >= accompanied.wholesale_move_persons
    group by accompanied.seq
)

select
    let_go.seq,
    let_go.event_source,
    let_go.event_id,
    let_go.enterprise,
    let_go.city,
    let_go.person,
    let_go.left_on,
    moved.moved_to
from let_go
left join moved on let_go.seq = moved.seq
